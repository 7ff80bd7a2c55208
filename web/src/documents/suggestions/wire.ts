import { api } from '../../app/api'
import type { Block } from '../history/wire'
import type { DocumentSummary } from '../wire'

/** Somebody's copy of a document in which they write what they would change. */
export interface Suggestion {
  document: DocumentSummary
  authorId: string
  state: 'open'
}

const path = (id: string, rest: string) => `/documents/${encodeURIComponent(id)}/${rest}`

/** The open suggestions for a document: all for those who edit it, else one's own. */
export async function listSuggestions(id: string): Promise<Suggestion[]> {
  const { suggestions } = await api<{ suggestions: Suggestion[] }>('GET', path(id, 'suggestions'))
  return suggestions
}

/** Begins a suggestion, or answers the one that this person has begun. */
export function suggest(id: string): Promise<DocumentSummary> {
  return api<DocumentSummary>('POST', path(id, 'suggestions'))
}

/** What accepting a suggestion would change in the document as it is now. */
export async function compareSuggestion(id: string): Promise<Block[]> {
  const { blocks } = await api<{ blocks: Block[] }>('GET', path(id, 'suggestion'))
  return blocks
}

export function acceptSuggestion(id: string): Promise<void> {
  return api('POST', path(id, 'accept'))
}

/** Also how its author takes a suggestion back. */
export function rejectSuggestion(id: string): Promise<void> {
  return api('POST', path(id, 'reject'))
}
