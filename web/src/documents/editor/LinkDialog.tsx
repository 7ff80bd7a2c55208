import type { Editor } from '@tiptap/core'
import { useId, useState } from 'react'
import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { ProblemLine } from '../../ui/Problem'
import { safeAddress } from './extensions'

/** Makes what is marked a link, changes the link at the caret, or writes a new one. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose(): void }) {
  const t = useT()
  const form = useId()
  const [before] = useState<string>(() => editor.getAttributes('link').href ?? '')
  const [address, setAddress] = useState(before)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const bare = before === '' && editor.state.selection.empty

  function save() {
    const href = safeAddress(address)
    if (!href) {
      setProblem(t('editor.link.wrong'))
      return
    }
    const marks = [{ type: 'link', attrs: { href } }]
    if (bare)
      editor
        .chain()
        .insertContent([{ type: 'text', text: text.trim() || address.trim(), marks }])
        .run()
    else editor.chain().extendMarkRange('link').setLink({ href }).run()
    onClose()
  }
  function remove() {
    editor.chain().extendMarkRange('link').unsetLink().run()
    onClose()
  }
  return (
    <Dialog
      title={t('editor.link')}
      onClose={onClose}
      actions={
        <>
          {before !== '' && (
            <Button look="bare" onPress={remove}>
              {t('editor.link.remove')}
            </Button>
          )}
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="main" type="submit" form={form}>
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
          label={t('editor.link.address')}
          hint={t('editor.link.hint')}
          inputMode="url"
          autoFocus
          value={address}
          onChange={setAddress}
        />
        {bare && <Field label={t('editor.link.text')} value={text} onChange={setText} />}
        <ProblemLine>{problem}</ProblemLine>
      </form>
      {before !== '' && (
        <p className="small clip">
          <a className="out" href={before} target="_blank" rel="noopener noreferrer nofollow">
            {t('editor.link.open', { address: before })}
          </a>
        </p>
      )}
    </Dialog>
  )
}
