import type { Editor } from '@tiptap/core'
import { ListTree } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useT } from '../../i18n'
import { useTransactions } from './useEditor'

interface Part {
  at: number
  level: number
  text: string
}

function partsOf(editor: Editor): Part[] {
  const parts: Part[] = []
  editor.state.doc.descendants((node, at) => {
    if (node.type.name !== 'heading') return !node.isTextblock
    if (node.textContent.trim() !== '') parts.push({ at, level: node.attrs.level, text: node.textContent })
    return false
  })
  return parts
}

/** The headings of the text, to go there. */
export function Outline({ editor }: { editor: Editor }) {
  const t = useT()
  return (
    <DialogTrigger>
      <Button className="tool outline-btn" aria-label={t('editor.outline')}>
        <ListTree aria-hidden="true" className="icon" />
        <span className="tip" aria-hidden="true">
          {t('editor.outline')}
        </span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="outline" aria-label={t('editor.outline')}>
          {({ close }) => <Parts editor={editor} onGone={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Parts({ editor, onGone }: { editor: Editor; onGone(): void }) {
  const t = useT()
  useTransactions(editor)
  const parts = partsOf(editor)
  function go({ at, text }: Part) {
    onGone()
    // After the popover has given the focus back.
    requestAnimationFrame(() => {
      const element = editor.view.nodeDOM(at)
      if (editor.isEditable) editor.commands.focus(at + 1 + text.length, { scrollIntoView: false })
      else editor.view.dom.focus({ preventScroll: true })
      if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' })
    })
  }
  if (parts.length === 0) return <p className="soft small outline-empty">{t('editor.outline.empty')}</p>
  return (
    <ul>
      {parts.map((part) => (
        <li key={part.at}>
          <button type="button" className={`o${Math.min(part.level, 3)}`} onClick={() => go(part)}>
            {part.text}
          </button>
        </li>
      ))}
    </ul>
  )
}
