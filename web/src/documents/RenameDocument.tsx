import { useId, useState } from 'react'
import { useT } from '../i18n'
import { useClient } from '../realtime/context'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { changeDocument } from './door'
import { putDocument } from './shelf'
import type { DocumentSummary } from './wire'

export const LONGEST_TITLE = 200

interface RenameDocumentProps {
  document: DocumentSummary
  onChanged?(document: DocumentSummary): void
  onClose(): void
}

export default function RenameDocument({ document, onChanged, onClose }: RenameDocumentProps) {
  const t = useT()
  const client = useClient()
  const form = useId()
  const { busy, problem, run } = useAction()
  const [title, setTitle] = useState(document.title)
  const wanted = title.trim()

  function save() {
    if (wanted === '') return
    void run(async () => {
      if (wanted !== document.title) {
        const changed = await changeDocument(document.id, { title: wanted })
        putDocument(client, changed)
        onChanged?.(changed)
      }
      onClose()
    })
  }
  return (
    <Dialog
      title={t('documents.rename')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="main" type="submit" form={form} isDisabled={wanted === ''} busy={busy}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Field label={t('documents.name')} autoFocus maxLength={LONGEST_TITLE} value={title} onChange={setTitle} />
        <ProblemLine>{problem}</ProblemLine>
      </form>
    </Dialog>
  )
}
