import { navigate } from '../../app/router'
import { paths } from '../../app/routes'
import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { useNotice } from '../../ui/Notice'
import { ProblemLine } from '../../ui/Problem'
import { useAction } from '../../ui/useAction'
import { deleteVersion, type Version } from './wire'

interface DeleteVersionProps {
  documentId: string
  roomId: string | undefined
  version: Version
  title: string
  onDeleted(version: Version): void
  onClose(): void
}

/** Asks once, deletes an earlier state for good, and leads to the list of the others. */
export function DeleteVersion({ documentId, roomId, version, title, onDeleted, onClose }: DeleteVersionProps) {
  const t = useT()
  const notice = useNotice()
  const { busy, problem, run } = useAction()

  function remove() {
    void run(async () => {
      await deleteVersion(documentId, version.id)
      notice(t('history.deletedVersion', { title }))
      navigate(paths.history(documentId, roomId))
      onDeleted(version)
      onClose()
    })
  }
  return (
    <Dialog
      role="alertdialog"
      title={t('history.delete.title', { title })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="danger" busy={busy} onPress={remove}>
            {t('history.delete')}
          </Button>
        </>
      }
    >
      <p>{t('history.delete.sure')}</p>
      <ProblemLine>{problem}</ProblemLine>
    </Dialog>
  )
}
