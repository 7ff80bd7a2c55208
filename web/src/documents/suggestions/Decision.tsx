import { navigate } from '../../app/router'
import { useT } from '../../i18n'
import { useLive } from '../../realtime/context'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { useNotice } from '../../ui/Notice'
import { ProblemLine } from '../../ui/Problem'
import { useAction } from '../../ui/useAction'
import { copyName, forgetCopy } from '../copies'
import { acceptSuggestion, rejectSuggestion } from './wire'

interface DecisionProps {
  kind: 'accept' | 'reject' | 'withdraw'
  suggestionId: string
  /** The document's. */
  title: string
  /** Whose suggestion it is. */
  name: string
  /** Where to go afterwards, or what to do. */
  onDone: string | (() => void)
  onClose(): void
}

/** Asks once: a decided suggestion is gone. */
export function Decision({ kind, suggestionId, title, name, onDone, onClose }: DecisionProps) {
  const t = useT()
  const notice = useNotice()
  const me = useLive((live) => live.me.id)
  const { busy, problem, run } = useAction()

  function decide() {
    void run(async () => {
      await (kind === 'accept' ? acceptSuggestion : rejectSuggestion)(suggestionId)
      await forgetCopy(copyName(me, suggestionId))
      notice(t(`suggestions.${kind}.done`, { title, name }))
      onClose()
      if (typeof onDone === 'string') navigate(onDone)
      else onDone()
    })
  }
  return (
    <Dialog
      role="alertdialog"
      title={t(`suggestions.${kind}.title`, { name })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look={kind === 'accept' ? 'main' : 'danger'} busy={busy} onPress={decide}>
            {t(`suggestions.${kind}`)}
          </Button>
        </>
      }
    >
      <p>{t(`suggestions.${kind}.sure`, { title, name })}</p>
      <ProblemLine>{problem}</ProblemLine>
    </Dialog>
  )
}
