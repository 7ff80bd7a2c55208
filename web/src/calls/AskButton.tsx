import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../i18n'
import type { CallError } from '../realtime/link'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
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
  const [open, setOpen] = useState(false)

  function ask() {
    setOpen(false)
    engine.request('ask', { participantId }).then(
      () => notice(t('call.ask.done', { name })),
      // It is off by now: everybody sees so.
      ({ code }: CallError) => code !== 409 && notice(code === 429 ? t('call.ask.soon', { name }) : t('problem.other')),
    )
  }

  return (
    <>
      <Button look="bare" className="call-ask" aria-label={t('call.ask', { name })} onPress={() => setOpen(true)}>
        <Ellipsis aria-hidden="true" className="icon" />
      </Button>
      {open && (
        <Dialog
          title={t('call.ask', { name })}
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button onPress={() => setOpen(false)}>{t('common.cancel')}</Button>
              <Button look="main" onPress={ask}>
                {t('call.ask.verb')}
              </Button>
            </>
          }
        >
          <p>{t('call.ask.sure', { name })}</p>
        </Dialog>
      )}
    </>
  )
}
