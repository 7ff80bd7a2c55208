import type { Editor } from '@tiptap/core'
import { useEffect, useId, useState } from 'react'
import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { ProblemLine } from '../../ui/Problem'
import { shrink } from './shrink'

interface ImageDialogProps {
  editor: Editor
  /** What was pasted or dropped; null to choose one. */
  file: File | null
  onClose(): void
}

/** Takes a small copy of a picture into the text, with the sentence for those who do not see it. */
export function ImageDialog({ editor, file: given, onClose }: ImageDialogProps) {
  const t = useT()
  const form = useId()
  const [file, setFile] = useState(given)
  const [source, setSource] = useState<string | null>(null)
  const [alt, setAlt] = useState('')
  const [problem, setProblem] = useState('')
  const ready = source !== null && alt.trim() !== ''

  useEffect(() => {
    if (!file) return
    let wanted = true
    setSource(null)
    setProblem('')
    shrink(file).then(
      (small) => {
        if (!wanted) return
        setSource(small)
        if (!small) setProblem(t('editor.image.tooLarge'))
      },
      () => wanted && setProblem(t('editor.image.unreadable')),
    )
    return () => {
      wanted = false
    }
  }, [file, t])

  function insert() {
    if (!ready) return
    editor.chain().setImage({ src: source, alt: alt.trim() }).createParagraphNear().run()
    onClose()
  }
  return (
    <Dialog
      title={t('editor.image')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="main" type="submit" form={form} isDisabled={!ready}>
            {t('editor.image.insert')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          insert()
        }}
      >
        <label className="field">
          <span>{t('editor.image.file')}</span>
          <input type="file" accept="image/*" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        </label>
        <p className="small soft">{t('editor.image.hint')}</p>
        {source && <img className="preview" src={source} alt="" />}
        <Field
          label={t('editor.image.alt')}
          hint={t('editor.image.alt.hint')}
          maxLength={300}
          value={alt}
          onChange={setAlt}
        />
        <ProblemLine>{problem}</ProblemLine>
      </form>
    </Dialog>
  )
}
