import { useId, useRef, useState } from 'react'
import { navigate } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { newCid } from '../realtime/cid'
import { useClient } from '../realtime/context'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { createDocument } from './door'
import { LONGEST_TITLE } from './RenameDocument'
import { putDocument } from './shelf'
import { TemplateChoice } from './TemplateChoice'

/** Asks for a name, makes the document and goes there. */
export default function NewDocument({ roomId, onClose }: { roomId: string; onClose(): void }) {
  const t = useT()
  const client = useClient()
  const form = useId()
  const { busy, problem, run } = useAction()
  const [title, setTitle] = useState('')
  const [template, setTemplate] = useState('')
  const cid = useRef(newCid())
  const wanted = title.trim()

  function create() {
    if (wanted === '') return
    void run(async () => {
      const made = await createDocument({ title: wanted, roomId, template: template || undefined, cid: cid.current })
      putDocument(client, made)
      onClose()
      navigate(paths.document(made.id, roomId))
    })
  }
  return (
    <Dialog
      title={t('documents.create')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="main" type="submit" form={form} isDisabled={wanted === ''} busy={busy}>
            {t('documents.create')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          create()
        }}
      >
        <Field
          label={t('documents.name')}
          hint={t('documents.name.hint')}
          autoFocus
          maxLength={LONGEST_TITLE}
          value={title}
          onChange={setTitle}
        />
        <TemplateChoice value={template} onChange={setTemplate} />
        <ProblemLine>{problem}</ProblemLine>
      </form>
    </Dialog>
  )
}
