import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { type Range, rangeOf } from './anchor'
import type { Place, Thread } from './wire'

/** What is drawn: the places of open threads, and the one that a comment is being begun for. */
interface Shown {
  threads: readonly Thread[]
  chosen: string | null
  beginning: Place | null
}

interface State {
  shown: Shown
  drawn: DecorationSet
}

const key = new PluginKey<State>('commentPlaces')
const NOTHING: Shown = { threads: [], chosen: null, beginning: null }
const BEGINNING = 'beginning'

/** Marks in the text what is commented. */
export function commentPlaces() {
  return Extension.create({
    name: 'commentPlaces',
    addProseMirrorPlugins() {
      return [
        new Plugin<State>({
          key,
          state: {
            init: () => ({ shown: NOTHING, drawn: DecorationSet.empty }),
            apply(transaction, before, _old, state) {
              const shown: Shown = transaction.getMeta(key) ?? before.shown
              if (shown === before.shown && !transaction.docChanged) return before
              // What is written here is in the shared text only afterwards: until then the marks move along with it.
              if (shown === before.shown && !fromOthers(transaction))
                return { shown, drawn: before.drawn.map(transaction.mapping, transaction.doc) }
              return { shown, drawn: draw(state, shown) }
            },
          },
          props: {
            decorations: (state) => key.getState(state)?.drawn,
          },
        }),
      ]
    },
  })
}

export function showPlaces(state: EditorState, shown: Shown): Transaction {
  return state.tr.setMeta(key, shown).setMeta('addToHistory', false)
}

/** Where the threads that have a place begin and end. */
export function placesIn(state: EditorState): Map<string, Range> {
  const drawn = key.getState(state)?.drawn.find(undefined, undefined, ({ thread }) => thread !== BEGINNING) ?? []
  return new Map(drawn.map(({ from, to, spec }) => [spec.thread as string, { from, to }]))
}

/** The ids of the threads that have a place, in the order of the text, with spaces between. */
export function orderOf(state: EditorState): string {
  const places = [...placesIn(state)]
  return places
    .sort(([, a], [, b]) => a.from - b.from || a.to - b.to)
    .map(([id]) => id)
    .join(' ')
}

/** The thread with the shortest place at a position. */
export function threadAt(state: EditorState, position: number): string | null {
  let found: { id: string; length: number } | null = null
  for (const [id, { from, to }] of placesIn(state)) {
    if (position < from || position > to) continue
    if (!found || to - from < found.length) found = { id, length: to - from }
  }
  return found?.id ?? null
}

function fromOthers(transaction: Transaction): boolean {
  return !!transaction.getMeta(ySyncPluginKey)?.isChangeOrigin
}

function draw(state: EditorState, { threads, chosen, beginning }: Shown): DecorationSet {
  const decorations: Decoration[] = []
  const mark = (id: string, place: Place, strong: boolean) => {
    const range = rangeOf(state, place)
    if (!range) return
    const spec = { thread: id, inclusiveStart: false, inclusiveEnd: false }
    decorations.push(Decoration.inline(range.from, range.to, { class: strong ? 'commented lit' : 'commented' }, spec))
  }
  for (const thread of threads) {
    if (!thread.resolvedAt || thread.id === chosen) mark(thread.id, thread, thread.id === chosen)
  }
  if (beginning) mark(BEGINNING, beginning, true)
  return DecorationSet.create(state.doc, decorations)
}
