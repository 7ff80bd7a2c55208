import { api } from '../../app/api'

/** The records of comments in src/docs/protocol.md, as they come over the wire. */

/** Relative positions in the text, in base64. */
export interface Anchor {
  from: string
  to: string
}

export interface Comment {
  id: string
  authorId: string
  /** Empty when it is deleted. */
  text: string
  createdAt: string
  editedAt: string | null
  deleted: boolean
}

export interface Thread {
  id: string
  /** Null for what is said of the whole document. */
  anchor: Anchor | null
  /** What stood at the place when it was commented. */
  quote: string | null
  createdAt: string
  resolvedById: string | null
  resolvedAt: string | null
  /** In order; the first opened the thread. */
  comments: Comment[]
}

/** Where a thread begins: a place with the words at it, or the whole document. */
export type Place = Pick<Thread, 'anchor' | 'quote'>

export const LONGEST_COMMENT = 4_000
export const LONGEST_QUOTE = 300

const path = (documentId: string, ...rest: string[]) =>
  ['/documents', encodeURIComponent(documentId), 'threads', ...rest.map(encodeURIComponent)].join('/')

export async function listThreads(documentId: string): Promise<Thread[]> {
  const { threads } = await api<{ threads: Thread[] }>('GET', path(documentId))
  return threads
}

export function readThread(documentId: string, threadId: string): Promise<Thread> {
  return api<Thread>('GET', path(documentId, threadId))
}

/** The same `cid` opens one thread, however often it is sent. */
export function openThread(documentId: string, body: Place & { cid: string; text: string }): Promise<Thread> {
  return api<Thread>('POST', path(documentId), body)
}

/** Opens a resolved thread again. The same `cid` makes one comment. */
export function addComment(documentId: string, threadId: string, body: { cid: string; text: string }): Promise<Thread> {
  return api<Thread>('POST', path(documentId, threadId, 'comments'), body)
}

export function resolveThread(documentId: string, threadId: string, resolved: boolean): Promise<Thread> {
  return api<Thread>('POST', path(documentId, threadId), { resolved })
}

export function editComment(documentId: string, threadId: string, commentId: string, text: string): Promise<Thread> {
  return api<Thread>('POST', path(documentId, threadId, 'comments', commentId), { text })
}

export function deleteComment(documentId: string, threadId: string, commentId: string): Promise<void> {
  return api('DELETE', path(documentId, threadId, 'comments', commentId))
}
