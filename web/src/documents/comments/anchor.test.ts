import { Editor } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import StarterKit from '@tiptap/starter-kit'
import { afterEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { placeOfSelection, rangeOf } from './anchor'
import { commentPlaces, orderOf, placesIn, showPlaces, threadAt } from './places'
import type { Place, Thread } from './wire'

const editors: Editor[] = []
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy()
})

/** An editor over a shared text, and what another one over the same text shows. */
function two(html: string): [Editor, Editor] {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  one.on('update', (update, origin) => origin !== other && Y.applyUpdate(other, update, one))
  other.on('update', (update, origin) => origin !== one && Y.applyUpdate(one, update, other))
  const made = [one, other].map((document) => {
    const element = document === one ? globalThis.document.createElement('div') : globalThis.document.createElement('p')
    const kit = StarterKit.configure({ undoRedo: false, trailingNode: false })
    return new Editor({
      element,
      injectCSS: false,
      extensions: [kit, Collaboration.configure({ document, field: 'default' }), commentPlaces()],
    })
  }) as [Editor, Editor]
  editors.push(...made)
  made[0].commands.setContent(html)
  return made
}

function select(editor: Editor, words: string): Place {
  const at = where(editor, words)
  editor.commands.setTextSelection({ from: at, to: at + words.length })
  return placeOfSelection(editor.state)
}

function where(editor: Editor, words: string): number {
  let found = -1
  editor.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (at >= 0 && found < 0) found = pos + at
  })
  return found
}

function words(editor: Editor, place: Place): string | null {
  const range = rangeOf(editor.state, place)
  return range && editor.state.doc.textBetween(range.from, range.to, ' | ')
}

const TEXT = '<p>Drei Beiträge die Woche sind genug.</p><p>Mara sammelt montags.</p>'

it('a place is the words that were selected, for everybody', () => {
  const [one, other] = two(TEXT)
  const place = select(one, 'die Woche')
  expect(place.quote).toBe('die Woche')
  expect(words(one, place)).toBe('die Woche')
  expect(words(other, place)).toBe('die Woche')
})

it('stays with its words when something is written before, in and after them', () => {
  const [one, other] = two(TEXT)
  const place = select(one, 'die Woche')
  other.commands.insertContentAt(where(other, 'die Woche'), 'in ')
  other.commands.insertContentAt(where(other, ' sind'), ' höchstens')
  other.commands.insertContentAt(0, '<p>Davor.</p>')
  expect(words(one, place)).toBe('die Woche')
  other.commands.insertContentAt(where(other, 'Woche'), 'erste ')
  expect(words(one, place)).toBe('die erste Woche')
})

it('shrinks with what is deleted and is gone with the last of it', () => {
  const [one, other] = two(TEXT)
  const place = select(one, 'die Woche')
  const at = where(other, 'die Woche')
  other.commands.deleteRange({ from: at - 3, to: at + 4 })
  expect(words(one, place)).toBe('Woche')
  other.commands.deleteRange({ from: where(other, 'Woche'), to: where(other, 'Woche') + 5 })
  expect(words(one, place)).toBeNull()
})

it('is gone with its paragraph', () => {
  const [one, other] = two(TEXT)
  const place = select(one, 'montags')
  const from = where(other, 'Mara') - 1
  other.commands.deleteRange({ from, to: other.state.doc.content.size })
  expect(words(one, place)).toBeNull()
})

it('is found by its words when their paragraph was split before them', () => {
  const [one, other] = two(TEXT)
  const place = select(one, 'die Woche sind')
  other.commands.setTextSelection(where(other, 'Beiträge'))
  other.commands.splitBlock()
  expect(words(one, place)).toBe('die Woche sind')
  expect(words(other, place)).toBe('die Woche sind')
})

it('goes over several paragraphs', () => {
  const [one, other] = two(TEXT)
  one.commands.setTextSelection({ from: where(one, 'sind'), to: where(one, 'Mara') + 4 })
  const place = placeOfSelection(one.state)
  expect(place.quote).toBe('sind genug. Mara')
  expect(words(other, place)).toBe('sind genug. | Mara')
})

it('is the whole document where nothing is selected', () => {
  const [one] = two(TEXT)
  one.commands.setTextSelection(3)
  expect(placeOfSelection(one.state)).toEqual({ anchor: null, quote: null })
})

it('cannot be misled by what is no position', () => {
  const [one] = two(TEXT)
  expect(rangeOf(one.state, { anchor: { from: '%%', to: 'AAAA' }, quote: null })).toBeNull()
})

it('is drawn where it is, in the order of the text, and moves along', () => {
  const [one, other] = two(TEXT)
  const threads = [
    { id: 'late', ...select(one, 'montags') },
    { id: 'early', ...select(one, 'die Woche') },
  ] as unknown as Thread[]
  one.view.dispatch(showPlaces(one.state, { threads, chosen: 'late', beginning: null }))
  expect(orderOf(one.state)).toBe('early late')
  one.commands.insertContentAt(1, 'Nur ')
  expect(placesIn(one.state).get('early')?.from).toBe(where(one, 'die Woche'))
  other.commands.insertContentAt(1, 'Ja: ')
  expect(placesIn(one.state).get('early')?.from).toBe(where(one, 'die Woche'))
  expect(threadAt(one.state, where(one, 'Woche'))).toBe('early')
  expect(threadAt(one.state, where(one, 'sind'))).toBeNull()
  expect(one.view.dom.querySelectorAll('.commented.lit')).toHaveLength(1)
})
