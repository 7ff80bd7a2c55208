import { Editor, type EditorOptions } from '@tiptap/core'
import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react'

/** A Tiptap editor in the given element, for as long as the component lives. `options` are read once. */
export function useEditor(host: RefObject<HTMLElement | null>, options: () => Partial<EditorOptions>): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: options are read once
  useEffect(() => {
    if (!host.current) return
    // Its styles are part of ours: the Content-Security-Policy forbids style elements.
    const made = new Editor({ element: host.current, injectCSS: false, ...options() })
    setEditor(made)
    return () => {
      made.destroy()
      setEditor(null)
    }
  }, [host])
  return editor
}

/** Draws anew when the text or the place in it has changed. */
export function useTransactions(editor: Editor): void {
  const [counter] = useState(() => ({ value: 0 }))
  const [subscribe] = useState(() => (listener: () => void) => {
    const heard = () => {
      counter.value += 1
      listener()
    }
    editor.on('transaction', heard)
    return () => {
      editor.off('transaction', heard)
    }
  })
  useSyncExternalStore(subscribe, () => counter.value)
}
