// What a document of Yjs says, in the form and in the bytes in which the other side says it.
import * as Y from 'yjs'
import { ROOTS, root } from './edits.mjs'

/** A document that takes part in nothing: it does not tidy up formats by itself, as every client of Yjs does. */
export function silentDoc() {
  const doc = new Y.Doc({ guid: 'silent' })
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false
  })
  return doc
}

/** One that does, after which it differs from what it was given; `told` gets what it changes. */
export function tidyDoc(told = () => {}) {
  const doc = new Y.Doc({ guid: 'tidy' })
  for (const [name, kind] of ROOTS) root(doc, name, kind)
  doc.on('update', (update, _origin, _doc, transaction) => {
    if (transaction.local) told(update)
  })
  return doc
}

const NOTHING = new Uint8Array(2)

/**
 * Yjs tries what waits once more when something else comes, and not when the very same update has brought what it waits for.
 * Ours does not leave it lying until then, so Yjs is nudged.
 */
export function load(doc, ...updates) {
  for (const update of updates) {
    Y.applyUpdate(doc, update, 'elsewhere')
    while (couldGoOn(doc.store)) Y.applyUpdate(doc, NOTHING, 'elsewhere')
  }
  return doc
}

function couldGoOn({ pendingStructs, clients }) {
  if (!pendingStructs) return false
  const state = (client) => {
    const last = clients.get(client)?.at(-1)
    return last ? last.id.clock + last.length : 0
  }
  return [...pendingStructs.missing].some(([client, clock]) => clock < state(client))
}

/** The deletions of a document; the bytes of a snapshot without those of its empty state vector. */
export function deleteSet(doc) {
  const deleted = Y.createDeleteSetFromStructStore(doc.store)
  return Y.encodeSnapshot(Y.createSnapshot(deleted, new Map())).subarray(0, -1)
}

export const hasPending = (doc) => doc.store.pendingStructs !== null || doc.store.pendingDs !== null

/** A root as JSON with its keys in order. */
export function read(doc, name, kind) {
  const type = root(doc, name, kind)
  return canonical(kind === 'TEXT' ? delta(type) : value(type))
}

/** JSON of which only the meaning counts, with its keys in order. */
export const canonical = (json) =>
  JSON.stringify(json, (_key, any) =>
    any !== null && typeof any === 'object' && !Array.isArray(any)
      ? Object.fromEntries(Object.entries(any).sort(([a], [b]) => (a < b ? -1 : 1)))
      : any,
  )

/** Text in which every half of a surrogate pair, and every pair as two of them, is a replacement character. */
export const withoutPairs = (json) => json.replace(/[\ud800-\udfff]|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g, '\ufffd')

function value(any) {
  if (any instanceof Y.XmlText) return { delta: delta(any) }
  if (any instanceof Y.Text) return any.toString()
  if (any instanceof Y.Array) return any.toArray().map(value)
  if (any instanceof Y.Map) return attributes(any)
  if (any instanceof Y.XmlElement) return node(any)
  if (any instanceof Y.XmlFragment) return { children: any.toArray().map(node) }
  if (any instanceof Y.Doc) return {}
  if (typeof any === 'bigint') return String(any)
  if (Array.isArray(any)) return any.map(value)
  if (any instanceof Uint8Array || any === null || typeof any !== 'object') return any
  return Object.fromEntries(Object.entries(any).map(([key, inner]) => [key, value(inner)]))
}

const attributes = (map) => Object.fromEntries([...map.entries()].map(([key, inner]) => [key, value(inner)]))

function node(type) {
  if (type instanceof Y.Text) return { delta: delta(type) }
  if (type instanceof Y.XmlHook) return { name: type.hookName, attributes: attributes(type), children: [] }
  return {
    name: type.nodeName,
    attributes: Object.fromEntries(Object.entries(type.getAttributes()).map(([key, inner]) => [key, value(inner)])),
    children: type.toArray().map(node),
  }
}

const delta = (text) => text.toDelta().map(({ insert, ...formats }) => ({ insert: value(insert), ...formats }))
