import { useId, useState } from 'react'
import { useSay } from '../../app/AnnouncerRegion'
import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { ProblemLine } from '../../ui/Problem'
import { useAction } from '../../ui/useAction'
import { nameVersion, renameVersion, type Version } from './wire'

const LONGEST_LABEL = 100

interface NameVersionProps {
  documentId: string
  /** Without one, the present is kept. */
  version?: Version
  onNamed(version: Version): void
  onClose(): void
}

/** Gives a state of a document a name by which it is found again. */
export function NameVersion({ documentId, version, onNamed, onClose }: NameVersionProps) {
  const t = useT()
  const say = useSay()
  const form = useId()
  const { busy, problem, run } = useAction()
  const [label, setLabel] = useState(version?.label ?? '')
  const wanted = label.trim()

  function save() {
    if (wanted === '') return
    void run(async () => {
      onNamed(await (version ? renameVersion(documentId, version.id, wanted) : nameVersion(documentId, wanted)))
      say(t('history.named', { label: wanted }))
      onClose()
    })
  }
  return (
    <Dialog
      title={t(version ? (version.label ? 'history.rename' : 'history.name') : 'history.nameNow')}
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
        <Field
          label={t('documents.name')}
          hint={t('history.name.hint')}
          autoFocus
          maxLength={LONGEST_LABEL}
          value={label}
          onChange={setLabel}
        />
        <ProblemLine>{problem}</ProblemLine>
      </form>
    </Dialog>
  )
}
