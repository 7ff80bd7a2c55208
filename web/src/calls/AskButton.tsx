import { useT } from '../i18n'
import type { CallError } from '../realtime/link'
import { Button } from '../ui/Button'
import { useNotice } from '../ui/Notice'
import type { CallEngine } from './engine/CallEngine'

/** Asks somebody to switch their microphone off. */
export function AskButton({
  engine,
  participantId,
  name,
}: {
  engine: CallEngine
  participantId: string
  name: string
}) {
  const t = useT()
  const notice = useNotice()
  function ask() {
    engine.request('ask', { participantId }).then(
      () => notice(t('call.ask.done', { name })),
      // It is off by now: everybody sees so.
      ({ code }: CallError) => code !== 409 && notice(code === 429 ? t('call.ask.soon', { name }) : t('problem.other')),
    )
  }
  return (
    <Button look="bare" className="call-ask" aria-label={t('call.ask', { name })} onPress={ask}>
      {t('call.ask.words')}
    </Button>
  )
}
