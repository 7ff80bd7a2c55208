import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { useSay } from '../../app/AnnouncerRegion'
import { useQuery } from '../../app/router'
import { useT } from '../../i18n'
import { useClient } from '../../realtime/context'
import { readCaret } from '../editor/unreadCaret'
import { type DocumentSummary, mayComment } from '../wire'
import { placeOfSelection } from './anchor'
import { type CommentStore, commentsOn } from './CommentStore'
import { orderOf, placesIn, showPlaces, threadAt } from './places'
import { showIn } from './scroll'
import type { Thread } from './wire'

/** What the comments of an open document have to do with its text and with the panel beside it. */
export interface Desk {
  store: CommentStore
  document: DocumentSummary
  /** False for whoever sees no comments. */
  allowed: boolean
  open: boolean
  /** The thread whose place is marked stronger. */
  chosen: string | null
  /** The thread at the caret. */
  at: string | null
  /** Something is selected that could be commented. */
  selecting: boolean
  /** Ids of the threads that have a place, as they stand in the text. */
  order: readonly string[]
  /** What the panel is to give the focus to, once it is there. */
  wanted: string | null
  show(open: boolean): void
  choose(threadId: string | null): void
  want(threadId: string | null): void
  /** A comment on what is selected; what is said at the caret where nothing is. */
  comment(): void
  /** Leads from a card to its place; `write` puts the caret there. */
  goTo(threadId: string, write: boolean): void
  /** Gives the focus back to the text. */
  toText(): void
}

/** The field for a new thread, as something that can be wanted. */
export const NEW = 'new'
/** With the id of a thread: the field for a reply. */
export const REPLY = 'reply:'
const NONE: Thread[] = []

export function useDesk(editor: Editor | null, document: DocumentSummary): Desk {
  const store = commentsOn(useClient(), document.id)
  const asked = useQuery('thread')
  const allowed = mayComment(document)
  const [open, setOpen] = useState(() => asked !== undefined)
  const [chosen, choose] = useState<string | null>(asked ?? null)
  const [wanted, want] = useState<string | null>(asked ?? null)
  const threads = useStore(store.state, (comments) => comments.threads) ?? NONE
  const beginning = useStore(store.state, (comments) => comments.beginning)
  const at = useEditorValue(editor, (state) => threadAt(state, state.selection.head), null)
  const selecting = useEditorValue(editor, ({ selection }) => !selection.empty, false)
  const ids = useEditorValue(editor, orderOf, '')
  const order = useMemo(() => ids.split(' ').filter(Boolean), [ids])

  useEffect(() => {
    if (!asked) return
    setOpen(true)
    choose(asked)
    want(asked)
  }, [asked])
  useEffect(() => {
    if (at) choose(at)
  }, [at])
  // What is resolved while it is chosen is put away with the others.
  const resolved = !!threads.find(({ id }) => id === chosen)?.resolvedAt
  const last = useRef({ chosen, resolved })
  useEffect(() => {
    const before = last.current
    last.current = { chosen, resolved }
    if (resolved && before.chosen === chosen && !before.resolved) choose(null)
  }, [chosen, resolved])
  useEffect(() => {
    if (!editor) return
    const shown = allowed
      ? { threads, chosen: open ? chosen : null, beginning: open ? beginning : null }
      : { threads: NONE, chosen: null, beginning: null }
    readCaret(editor.view)
    editor.view.dispatch(showPlaces(editor.state, shown))
  }, [editor, allowed, threads, open, chosen, beginning])

  const comment = useCallback(() => {
    if (!editor) return
    readCaret(editor.view)
    const { selection } = editor.state
    const here = selection.empty ? threadAt(editor.state, selection.head) : null
    if (here) choose(here)
    else if (!selection.empty || !store.state.getState().beginning) store.begin(placeOfSelection(editor.state))
    setOpen(true)
    want(here ?? NEW)
  }, [editor, store])
  useShortcut(allowed, comment)
  useSpoken(editor, allowed ? at : null)

  return {
    store,
    document,
    allowed,
    open: open && allowed,
    chosen,
    at: allowed ? at : null,
    selecting,
    order,
    wanted,
    show: setOpen,
    choose,
    want,
    comment,
    goTo(threadId, write) {
      const range = editor && placesIn(editor.state).get(threadId)
      if (!editor || !range) return
      choose(threadId)
      // After the panel has gone, where it lay over the text.
      requestAnimationFrame(() => {
        editor.commands.setTextSelection(range.to)
        if (write) focusText(editor)
        const { node } = editor.view.domAtPos(range.from)
        const element = node instanceof HTMLElement ? node : node.parentElement
        if (element) showIn(editor.view.dom.closest('.paper'), element, true)
      })
    },
    toText() {
      if (editor) focusText(editor)
    },
  }
}

/** With the caret where it was. */
function focusText(editor: Editor): void {
  if (!editor.isEditable) editor.view.dom.focus({ preventScroll: true })
  editor.view.focus()
}

/** Ctrl+Alt+M from wherever one is on the page; AltGr+M is a letter. */
function useShortcut(allowed: boolean, comment: () => void): void {
  useEffect(() => {
    if (!allowed) return
    let altGr = false
    const down = (event: KeyboardEvent) => {
      if (event.code === 'AltRight') altGr = true
      if (altGr || !event.altKey || !(event.ctrlKey || event.metaKey) || event.code !== 'KeyM') return
      event.preventDefault()
      comment()
    }
    const up = (event: KeyboardEvent) => {
      if (event.code === 'AltRight') altGr = false
    }
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    return () => {
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
    }
  }, [allowed, comment])
}

/** Says that the caret has come to a commented place, which others see. */
function useSpoken(editor: Editor | null, at: string | null): void {
  const t = useT()
  const say = useSay()
  useEffect(() => {
    if (at && editor?.view.hasFocus()) say(t('comments.here'))
  }, [editor, at, say, t])
}

/** Something that follows from the state of the text; drawn anew when it is another. */
function useEditorValue<T extends string | boolean | null>(
  editor: Editor | null,
  select: (state: EditorState) => T,
  without: T,
): T {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor?.on('transaction', listener)
      return () => void editor?.off('transaction', listener)
    },
    [editor],
  )
  return useSyncExternalStore(subscribe, () => (editor && !editor.isDestroyed ? select(editor.state) : without))
}
