import { api } from '../app/api'
import type { DocumentSummary, Hits, Template } from './wire'

const path = (id: string, rest = '') => `/documents/${encodeURIComponent(id)}${rest}`

export async function listDocuments(roomId: string): Promise<DocumentSummary[]> {
  const answer = await api<{ documents: DocumentSummary[] }>('GET', `/documents?roomId=${encodeURIComponent(roomId)}`)
  return answer.documents
}

export async function listTemplates(): Promise<Template[]> {
  const answer = await api<{ templates: Template[] }>('GET', '/document-templates')
  return answer.templates
}

/** Finds what this person may see, in one conversation or in all. */
export function searchDocuments(question: string, roomId: string | undefined): Promise<Hits> {
  const room = roomId === undefined ? '' : `&roomId=${encodeURIComponent(roomId)}`
  return api<Hits>('GET', `/search/documents?q=${encodeURIComponent(question)}${room}`)
}

/**
 * `template` names one of the server's templates; without it the document begins empty. The same `cid` makes one document, however
 * often it is sent.
 */
export function createDocument(body: {
  title: string
  roomId?: string
  template?: string
  cid: string
}): Promise<DocumentSummary> {
  return api<DocumentSummary>('POST', '/documents', body)
}

export async function readDocument(id: string): Promise<DocumentSummary> {
  const answer = await api<{ document: DocumentSummary }>('GET', path(id))
  return answer.document
}

export function changeDocument(id: string, body: { title?: string; frozen?: boolean }): Promise<DocumentSummary> {
  return api<DocumentSummary>('POST', path(id), body)
}

export function trashDocument(id: string): Promise<void> {
  return api('POST', path(id, '/trash'))
}

export function untrashDocument(id: string): Promise<void> {
  return api('POST', path(id, '/untrash'))
}

/** Erases a document for good. */
export function eraseDocument(id: string): Promise<void> {
  return api('DELETE', path(id))
}

export async function realtimeToken(): Promise<string> {
  const { token } = await api<{ token: string }>('POST', '/realtime/token')
  return token
}

/** Tells somebody that the text names them; once for each `cid`. */
export function tellMentioned(id: string, mention: { cid: string; personId: string; quote: string }): Promise<void> {
  return api('POST', path(id, '/mentions'), mention)
}
