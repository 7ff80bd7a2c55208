import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import { toneOf } from '../../ui/Avatar'
import type { DocumentSession } from '../session'
import { isWriter } from '../writers'

/** Where the others write: a bar with their name. Screen readers hear who is there elsewhere, not in the middle of a word. */
export function carets(session: DocumentSession) {
  return Extension.create({
    name: 'carets',
    addProseMirrorPlugins() {
      return [
        yCursorPlugin(session.awareness, {
          // Whoever only reads has no name here, and is not shown.
          awarenessStateFilter: (mine: number, client: number, state: { user?: unknown } | null) =>
            mine !== client && isWriter(state?.user),
          cursorBuilder: (user: unknown) => caret(user),
          selectionBuilder: (user: unknown) => ({ class: `marked t${toneOf(isWriter(user) ? user.id : '')}` }),
        }),
        new Plugin({
          props: {
            handleDOMEvents: {
              focus: (view) => {
                if (view.editable) session.introduce()
                return false
              },
            },
          },
        }),
      ]
    },
  })
}

function caret(user: unknown): HTMLElement {
  const bar = document.createElement('span')
  bar.className = `caret t${toneOf(isWriter(user) ? user.id : '')}`
  bar.setAttribute('aria-hidden', 'true')
  const name = document.createElement('span')
  name.className = 'caret-name'
  name.textContent = isWriter(user) ? user.name : ''
  // Empty characters on both sides keep the text from moving and the browser from treating the bar as a word.
  bar.append('\u2060', name, '\u2060')
  return bar
}
