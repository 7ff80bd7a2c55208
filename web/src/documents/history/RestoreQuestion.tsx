import { navigate } from '../../app/router'
import { paths } from '../../app/routes'
import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { useNotice } from '../../ui/Notice'
import { ProblemLine } from '../../ui/Problem'
import { useAction } from '../../ui/useAction'
import type { DocumentSummary } from '../wire'
import { restoreVersion, type Version } from './wire'

interface RestoreQuestionProps {
  document: DocumentSummary
  roomId: string | undefined
  version: Version
  title: string
  onClose(): void
}

/** Says that nothing gets lost, brings the text back, and leads to it. */
export function RestoreQuestion({ document, roomId, version, title, onClose }: RestoreQuestionProps) {
  const t = useT()
  const notice = useNotice()
  const { busy, problem, run } = useAction()

  function restore() {
    void run(async () => {
      await restoreVersion(document.id, version.id)
      notice(t('history.restored', { title }))
      navigate(paths.document(document.id, roomId))
    })
  }
  return (
    <Dialog
      role="alertdialog"
      title={t('history.restore.title', { title })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="main" busy={busy} onPress={restore}>
            {t('history.restore')}
          </Button>
        </>
      }
    >
      <p>{t('history.restore.sure')}</p>
      <ProblemLine>{problem}</ProblemLine>
    </Dialog>
  )
}
