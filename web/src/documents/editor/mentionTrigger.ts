import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { mentionAt } from '../../messenger/mentions'

/** An `@…` at the caret: where it stands in the text and on the screen. */
export interface Mentioning {
  from: number
  to: number
  query: string
  at: { left: number; top: number; bottom: number }
}

interface Doors {
  changed(mentioning: Mentioning | null): void
  /** True when the list of suggestions has taken the key. */
  key(event: KeyboardEvent): boolean
}

/** Watches for an `@` that somebody is typing, by the same rule as the field for messages. */
export function mentionTrigger(doors: Doors) {
  return Extension.create({
    name: 'mentionTrigger',
    // Before the keys of lists and tables.
    priority: 1_001,
    addProseMirrorPlugins() {
      return [
        new Plugin({
          props: { handleKeyDown: (_view, event) => doors.key(event) },
          view: () => ({
            update: (view) => doors.changed(mentioning(view)),
            destroy: () => doors.changed(null),
          }),
        }),
      ]
    },
  })
}

function mentioning(view: EditorView): Mentioning | null {
  const { selection } = view.state
  const { $from, empty, from: to } = selection
  if (!empty || !view.editable || !view.hasFocus() || !$from.parent.isTextblock || $from.parent.type.spec.code)
    return null
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  const found = mentionAt(before, before.length)
  if (!found) return null
  const from = to - (before.length - found.start)
  const { left, top, bottom } = view.coordsAtPos(from)
  return { from, to, query: found.query, at: { left, top, bottom } }
}
