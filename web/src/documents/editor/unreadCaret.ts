import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { DocumentSession } from '../session'

/**
 * Takes over a caret that the browser has moved without having told yet. The browser tells a task later (`selectionchange`,
 * https://w3c.github.io/selection-api/); whatever is drawn in between would put the caret back where it was known last.
 */
export function readCaret(view: EditorView): void {
  // ProseMirror listens to it there, and compares: without news nothing happens.
  view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
}

/** Keeps one's own caret where it is, whatever others write and wherever. */
export function unreadCaret({ doc, awareness }: DocumentSession) {
  return Extension.create({
    name: 'unreadCaret',
    // Before the shared text, which remembers where the caret was.
    priority: 1_100,
    addProseMirrorPlugins() {
      return [
        new Plugin({
          view(view) {
            const before = () => {
              if (doc._transaction?.local === false) readCaret(view)
            }
            let timer: ReturnType<typeof setTimeout> | undefined
            const moved = () => {
              // The carets are drawn a timer later, and this one runs just before it.
              timer ??= setTimeout(() => {
                timer = undefined
                readCaret(view)
              })
            }
            doc.on('beforeAllTransactions', before)
            awareness.on('change', moved)
            return {
              destroy() {
                clearTimeout(timer)
                doc.off('beforeAllTransactions', before)
                awareness.off('change', moved)
              },
            }
          },
        }),
      ]
    },
  })
}
