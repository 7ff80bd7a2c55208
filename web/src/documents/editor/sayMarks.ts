import { Extension } from '@tiptap/core'
import type { Translate } from '../../i18n'
import { LISTS, MARKS, MORE_LISTS, MORE_MARKS } from './commands'

const SPOKEN = [...MARKS, ...MORE_MARKS, ...LISTS, ...MORE_LISTS]

/** Says what a shortcut has switched on or off, which others see on the buttons. */
export function sayMarks(say: (sentence: string) => void, t: Translate) {
  return Extension.create({
    name: 'sayMarks',
    onCreate() {
      const { editor } = this
      const text = editor.view.dom
      const active = () => SPOKEN.map(({ mark }) => editor.isActive(mark ?? ''))
      let before: boolean[] | null = null
      // One listener hears the key before the editor does, the other, which was added later, after it.
      text.addEventListener('keydown', (event) => hear(event), { capture: true })
      text.addEventListener('keydown', () => tell())

      function hear(event: KeyboardEvent): void {
        before = event.ctrlKey || event.metaKey ? active() : null
      }
      function tell(): void {
        if (!before || editor.isDestroyed) return
        const after = active()
        const changed = SPOKEN.findIndex((_one, index) => before?.[index] !== after[index])
        const command = SPOKEN[changed]
        if (command) say(t(after[changed] ? 'editor.on' : 'editor.off', { what: t(command.label) }))
      }
    },
  })
}
