import type { EditorState } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { LONGEST_QUOTE, type Place } from './wire'

export interface Range {
  from: number
  to: number
}

interface Bound {
  doc: Y.Doc
  type: Y.XmlFragment
  mapping: Parameters<typeof relativePositionToAbsolutePosition>[3]
}

const START = 0
const END = -1

/** What is selected, as a place that survives what others write; the whole document where nothing is. */
export function placeOfSelection(state: EditorState): Place {
  const { from, to, empty } = state.selection
  const quote = empty ? '' : quoteOf(state, { from, to })
  const bound = boundTo(state)
  if (quote === '' || !bound) return { anchor: null, quote: null }
  return { anchor: { from: encode(bound, from, START), to: encode(bound, to, END) }, quote }
}

/**
 * Where a place is now; null when nothing of it is left. Splitting a paragraph writes its second half anew, with
 * which the positions in it are lost: then the words themselves are looked for, and count where they stand only once.
 */
export function rangeOf(state: EditorState, { anchor, quote }: Place): Range | null {
  const bound = boundTo(state)
  if (!anchor || !bound) return null
  const from = decode(bound, anchor.from)
  const to = decode(bound, anchor.to)
  const size = state.doc.content.size
  if (from !== null && to !== null && from < to && to <= size && state.doc.textBetween(from, to, ' ').trim() !== '')
    return { from, to }
  return quote ? onlyPlaceOf(state, quote) : null
}

function quoteOf(state: EditorState, { from, to }: Range): string {
  const text = state.doc.textBetween(from, to, ' ').replace(/\s+/g, ' ').trim()
  return [...text].slice(0, LONGEST_QUOTE).join('')
}

const SHORTEST_SOUGHT = 6

function onlyPlaceOf(state: EditorState, quote: string): Range | null {
  if (quote.length < SHORTEST_SOUGHT) return null
  const found: Range[] = []
  state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, ' ', '\ufffc')
    for (let at = text.indexOf(quote); at >= 0 && found.length < 2; at = text.indexOf(quote, at + 1))
      found.push({ from: pos + 1 + at, to: pos + 1 + at + quote.length })
    return false
  })
  return found.length === 1 ? (found[0] ?? null) : null
}

function boundTo(state: EditorState): Bound | null {
  const sync = ySyncPluginKey.getState(state)
  return sync?.binding ? { doc: sync.doc, type: sync.type, mapping: sync.binding.mapping } : null
}

/** What is written before the start or after the end of a place does not belong to it. */
function encode({ doc, type, mapping }: Bound, position: number, side: number): string {
  const found: Y.RelativePosition = absolutePositionToRelativePosition(position, type, mapping)
  const at = Y.createAbsolutePositionFromRelativePosition(found, doc)
  const kept = at?.type instanceof Y.XmlText ? Y.createRelativePositionFromTypeIndex(at.type, at.index, side) : found
  return btoa(String.fromCharCode(...Y.encodeRelativePosition(kept)))
}

function decode({ doc, type, mapping }: Bound, position: string): number | null {
  try {
    const relative = Y.decodeRelativePosition(Uint8Array.from(atob(position), (letter) => letter.charCodeAt(0)))
    const at = Y.createAbsolutePositionFromRelativePosition(relative, doc)
    if (!at || isDeleted(at.type)) return null
    return relativePositionToAbsolutePosition(doc, type, relative, mapping)
  } catch {
    return null
  }
}

function isDeleted(type: Y.AbstractType<unknown>): boolean {
  for (let item = type._item; item; item = (item.parent as Y.AbstractType<unknown> | null)?._item ?? null)
    if (item.deleted) return true
  return false
}
