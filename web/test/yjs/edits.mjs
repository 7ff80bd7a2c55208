// One random change to a document, as editors make them.
import * as Y from 'yjs'
import {
  bytes,
  element,
  embed,
  formats,
  inner,
  key,
  legacy,
  plain,
  string,
  subdocument,
  type,
  xmlText,
} from './values.mjs'

/** Names of the roots with what they are; "XML" stands for a fragment. */
export const ROOTS = [
  ['text', 'TEXT'],
  ['überschrift 😀', 'TEXT'],
  ['map', 'MAP'],
  ['list', 'ARRAY'],
  ['xml', 'XML'],
]

const CLASSES = { TEXT: Y.Text, MAP: Y.Map, ARRAY: Y.Array, XML: Y.XmlFragment }

export const root = (doc, name, kind) => doc.get(name, CLASSES[kind])

/** All roots; a client that knows them as what they are cleans up formats, others do not. */
export const roots = (doc) => ROOTS.map(([name, kind]) => root(doc, name, kind))

/**
 * Makes one change within the current transaction, if there is anything to change.
 *
 * @param favourite a root of `roots` that gets most of the changes
 * @param halves whether halves of surrogate pairs may be written
 */
export function edit(dice, doc, favourite, halves) {
  const all = roots(doc)
  let target = dice.chance(0.6) ? all[favourite] : dice.pick(all)
  for (let depth = 0; depth < 4 && dice.chance(0.5); depth++) target = below(dice, target) ?? target
  if (target instanceof Y.Text) editText(dice, target, halves)
  else if (target instanceof Y.Array) editList(dice, target)
  else if (target instanceof Y.Map) editMap(dice, target)
  else editXml(dice, target)
}

/** A type within a type. */
function below(dice, parent) {
  if (parent instanceof Y.Text) {
    const embedded = parent.toDelta().filter((piece) => piece.insert instanceof Y.AbstractType)
    return dice.pick(embedded)?.insert
  }
  const children = parent instanceof Y.Map ? [...parent.values()] : parent.toArray()
  return dice.pick(children.filter((child) => child instanceof Y.AbstractType))
}

function range(dice, length, most) {
  const from = dice.below(length)
  return [from, Math.min(length - from, dice.between(1, most))]
}

function editText(dice, text, halves) {
  const { length } = text
  const at = dice.below(length + 1)
  dice.weighed([
    [8, () => text.insert(at, string(dice))],
    [2, () => text.insert(at, string(dice), formats(dice))],
    [halves ? 3 : 0, () => text.insert(at, dice.pick(['\ud83d', '\ude00', 'x\ud83c', '\udfdb\ufe0f']))],
    [length ? 5 : 0, () => text.delete(...range(dice, length, 6))],
    [length ? 6 : 0, () => text.format(...range(dice, length, 10), formats(dice))],
    [
      1,
      () =>
        text.insertEmbed(at, dice.chance(0.8) ? embed(dice) : type(dice), dice.chance(0.3) ? formats(dice) : undefined),
    ],
    [1, () => text.applyDelta(delta(dice, length))],
    [1, () => text.setAttribute(key(dice), plain(dice))],
  ])()
}

function delta(dice, length) {
  const pieces = []
  let left = length
  while (left > 0 && dice.chance(0.8)) {
    const n = dice.between(1, Math.min(left, 5))
    left -= n
    pieces.push(dice.pick([{ retain: n }, { retain: n, attributes: formats(dice) }, { delete: n }]))
    if (dice.chance(0.5))
      pieces.push({ insert: dice.chance(0.8) ? string(dice) : embed(dice), attributes: formats(dice) })
  }
  return pieces
}

function editList(dice, list) {
  const { length } = list
  const at = dice.below(length + 1)
  dice.weighed([
    [
      6,
      () =>
        list.insert(
          at,
          Array.from({ length: dice.between(1, 4) }, () => plain(dice)),
        ),
    ],
    [2, () => list.insert(at, [type(dice)])],
    [1, () => list.insert(at, [bytes(dice), plain(dice)])],
    [1, () => list.insert(at, [subdocument(dice)])],
    [1, () => insertLegacy(list, legacy(dice))],
    [length ? 4 : 0, () => list.delete(...range(dice, length, 4))],
  ])()
}

/** Yjs of today writes no such content itself. */
function insertLegacy(list, content) {
  Y.transact(list.doc, (transaction) => {
    const { clientID, store } = list.doc
    let right = list._start
    let left = null
    while (right?.deleted) {
      left = right
      right = right.right
    }
    const id = Y.createID(clientID, Y.getState(store, clientID))
    new Y.Item(id, left, left?.lastId ?? null, right, right?.id ?? null, list, null, content).integrate(transaction, 0)
    // Written past the type, so the places that it remembers are no longer right.
    list._searchMarker = []
  })
}

function editMap(dice, map) {
  const keys = [...map.keys()]
  dice.weighed([
    [6, () => map.set(key(dice), inner(dice))],
    [3, () => map.set(key(dice), type(dice))],
    [1, () => map.set(key(dice), subdocument(dice))],
    [keys.length ? 3 : 0, () => map.delete(dice.pick(keys))],
    [keys.length > 3 ? 1 : 0, () => map.clear()],
  ])()
}

function editXml(dice, parent) {
  const { length } = parent
  const at = dice.below(length + 1)
  const isElement = parent instanceof Y.XmlElement
  dice.weighed([
    [5, () => parent.insert(at, [element(dice)])],
    [isElement ? 3 : 0, () => parent.insert(at, [xmlText(dice)])],
    [isElement ? 3 : 0, () => parent.setAttribute(dice.pick(['level', 'align', 'attrs']), plain(dice))],
    [isElement ? 1 : 0, () => parent.removeAttribute(dice.pick(['level', 'align', 'attrs']))],
    [length ? 3 : 0, () => parent.delete(...range(dice, length, 2))],
    [length > 1 ? 2 : 0, () => splitParagraph(dice, parent)],
  ])()
}

/** What Enter does: the end of one paragraph goes into a new one behind it. */
function splitParagraph(dice, parent) {
  const at = dice.below(parent.length)
  const paragraph = parent.get(at)
  const text =
    paragraph instanceof Y.XmlElement ? paragraph.toArray().find((child) => child instanceof Y.XmlText) : undefined
  if (!text || text.length < 2) return
  const cut = dice.between(1, text.length - 1)
  const moved = new Y.XmlText()
  moved.insert(0, text.toString().slice(cut) || ' ')
  text.delete(cut, text.length - cut)
  const next = new Y.XmlElement(paragraph.nodeName)
  next.insert(0, [moved])
  parent.insert(at + 1, [next])
}
