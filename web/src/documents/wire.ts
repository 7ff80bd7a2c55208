/** The records of documents in src/docs/protocol.md, as they come over the wire. */

export type DocumentRole = 'view' | 'comment' | 'suggest' | 'edit' | 'own'
export type DocumentState = 'open' | 'frozen' | 'trashed'

export interface DocumentSummary {
  id: string
  title: string
  roomId?: string | null
  role: DocumentRole
  state: DocumentState
  createdAt: string
  updatedAt: string
  ownerId: string
  /** The document that this one suggests to change. */
  parentId?: string | null
  trashedAt?: string
}

/** What a document can begin with. */
export interface Template {
  id: string
  title: string
  description: string
}

/** A document that was found, with the place that matches. */
export interface Hit {
  document: DocumentSummary
  excerpt: { text: string; match: boolean }[]
}

/** `complete` is false while the server may know less than there is. */
export interface Hits {
  hits: Hit[]
  complete: boolean
}

/** How long a document lies in the trash. */
const TRASH_DAYS = 30

/** When a document in the trash is erased; null outside. */
export function erasedAt({ trashedAt }: Pick<DocumentSummary, 'trashedAt'>): Date | null {
  if (!trashedAt) return null
  const at = new Date(trashedAt)
  at.setDate(at.getDate() + TRASH_DAYS)
  return at
}

/** Whether this person may write into the document in the state in which it is. */
export function mayWrite({ role, state }: Pick<DocumentSummary, 'role' | 'state'>): boolean {
  return state === 'open' && (role === 'edit' || role === 'own')
}

/** Whether this person may give the document another name. */
export function mayRename({ role, state }: Pick<DocumentSummary, 'role' | 'state'>): boolean {
  return state !== 'trashed' && (role === 'edit' || role === 'own')
}

/** Whether this person may suggest changes, or sees what others suggest. */
export function maySuggest({ role }: Pick<DocumentSummary, 'role'>): boolean {
  return role === 'suggest' || role === 'edit' || role === 'own'
}

/** Whether this person reads and writes comments on the document. A suggestion is talked about where it is decided. */
export function mayComment({ role, state, parentId }: Pick<DocumentSummary, 'role' | 'state' | 'parentId'>): boolean {
  return role !== 'view' && state !== 'trashed' && !parentId
}

export function latestFirst(a: DocumentSummary, b: DocumentSummary): number {
  return b.updatedAt.localeCompare(a.updatedAt) || a.title.localeCompare(b.title)
}
