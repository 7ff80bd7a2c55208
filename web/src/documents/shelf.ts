import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../realtime/client'
import { useClient, useLive } from '../realtime/context'
import { copiesOf } from './copies'
import { listDocuments } from './door'
import { type DocumentSummary, latestFirst } from './wire'

/** The lists of documents seen in this visit, so that a list is there at once when one comes back to it. */
interface Shelf {
  lists: Record<string, DocumentSummary[]>
  /** What was put into the trash last, to be taken back in its place. */
  justTrashed: string | null
}

const shelves = new WeakMap<Client, StoreApi<Shelf>>()

export function shelfOf(client: Client): StoreApi<Shelf> {
  const known = shelves.get(client)
  if (known) return known
  const fresh = createStore<Shelf>(() => ({ lists: {}, justTrashed: null }))
  shelves.set(client, fresh)
  return fresh
}

/** Puts what is now known of a document into the list of its conversation. */
export function putDocument(client: Client, document: DocumentSummary): void {
  // A suggestion stands with the document that it is about.
  if (document.parentId) return
  change(client, document.roomId, (list) => [document, ...list.filter((known) => known.id !== document.id)])
}

export function dropDocument(client: Client, { id, roomId }: DocumentSummary): void {
  change(client, roomId, (list) => list.filter((known) => known.id !== id))
}

function change(
  client: Client,
  roomId: string | null | undefined,
  after: (list: DocumentSummary[]) => DocumentSummary[],
): void {
  if (!roomId) return
  shelfOf(client).setState(({ lists }) => {
    const list = lists[roomId]
    return list ? { lists: { ...lists, [roomId]: after(list).sort(latestFirst) } } : {}
  })
}

/** The documents of a conversation, the last changed first; what this browser keeps of them while there is no network. */
export function useDocuments(roomId: string) {
  const client = useClient()
  const shelf = shelfOf(client)
  const list = useStore(shelf, ({ lists }) => lists[roomId])
  const connected = useLive((live) => live.connection === 'connected')
  const me = useLive((live) => live.me.id)
  const [problem, setProblem] = useState<unknown>(null)

  // Asked again when the connection is back, and when somebody comes back to this window.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let wanted = true
    const load = () =>
      listDocuments(roomId)
        .then((documents) => {
          if (!wanted) return
          setProblem(null)
          const own = documents.filter(({ parentId }) => !parentId)
          shelf.setState(({ lists }) => ({ lists: { ...lists, [roomId]: own.sort(latestFirst) } }))
        })
        .catch((error) => wanted && setProblem(error))
    void load()
    window.addEventListener('focus', load)
    return () => {
      wanted = false
      window.removeEventListener('focus', load)
    }
  }, [roomId, shelf, connected])

  const kept = useMemo(
    () =>
      copiesOf(me)
        .map((copy) => copy.document)
        .filter((document) => document.roomId === roomId && !document.parentId)
        .sort(latestFirst),
    [me, roomId],
  )
  const offline = problem !== null && list === undefined && kept.length > 0
  return { documents: list ?? (offline ? kept : undefined), problem, offline }
}
