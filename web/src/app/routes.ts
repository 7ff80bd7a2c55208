import { parse } from 'regexparam'

export type RouteName =
  | 'today'
  | 'rooms'
  | 'room'
  | 'session'
  | 'call'
  | 'roundDates'
  | 'roomDocuments'
  | 'roomDocument'
  | 'roomHistory'
  | 'roomSuggestions'
  | 'document'
  | 'history'
  | 'suggestions'
  | 'documents'
  | 'programme'
  | 'programmeWeek'
  | 'more'
  | 'settings'
  | 'admin'
  | 'invitation'
  | 'guest'
  | 'missing'

export interface Route {
  name: RouteName
  path: string
  params: Record<string, string>
}

const PATHS: [RouteName, string][] = [
  ['today', '/'],
  ['rooms', '/gespraeche'],
  ['room', '/gespraeche/:roomId'],
  ['session', '/gespraeche/:roomId/sitzung'],
  ['call', '/gespraeche/:roomId/anruf'],
  ['roundDates', '/gespraeche/:roomId/termine'],
  ['roomDocuments', '/gespraeche/:roomId/dokumente'],
  ['roomDocument', '/gespraeche/:roomId/dokumente/:documentId'],
  ['roomHistory', '/gespraeche/:roomId/dokumente/:documentId/verlauf/:chosen?'],
  ['roomSuggestions', '/gespraeche/:roomId/dokumente/:documentId/vorschlaege/:chosen?'],
  ['documents', '/dokumente'],
  ['document', '/dokumente/:documentId'],
  ['history', '/dokumente/:documentId/verlauf/:chosen?'],
  ['suggestions', '/dokumente/:documentId/vorschlaege/:chosen?'],
  ['programme', '/programm/:programmeId'],
  ['programmeWeek', '/programm/:programmeId/woche/:week'],
  ['more', '/mehr'],
  ['settings', '/einstellungen'],
  ['admin', '/verwaltung'],
  ['invitation', '/einladung'],
  ['guest', '/gast'],
]
export const routeNames: readonly RouteName[] = PATHS.map(([name]) => name)
const TABLE = PATHS.map(([name, path]) => ({ name, ...parse(path) }))

/** Which screen a path of the address bar means. */
export function matchRoute(path: string): Route {
  for (const { name, pattern, keys } of TABLE) {
    const found = pattern.exec(path)
    if (!found) continue
    const params: Record<string, string> = {}
    keys.forEach((key, index) => {
      const value = found[index + 1]
      if (value !== undefined) params[key] = safeDecode(value)
    })
    return { name, path, params }
  }
  return { name: 'missing', path, params: {} }
}

export const paths = {
  today: '/',
  rooms: '/gespraeche',
  room: (roomId: string) => `/gespraeche/${encodeURIComponent(roomId)}`,
  /** The 90 minutes of a round. */
  session: (roomId: string) => `/gespraeche/${encodeURIComponent(roomId)}/sitzung`,
  call: (roomId: string) => `/gespraeche/${encodeURIComponent(roomId)}/anruf`,
  /** When a round meets, and what its members want to change about that. */
  roundDates: (roomId: string) => `/gespraeche/${encodeURIComponent(roomId)}/termine`,
  roomDocuments: (roomId: string) => `/gespraeche/${encodeURIComponent(roomId)}/dokumente`,
  /** A document beside its conversation, or alone where it belongs to none. */
  document: (id: string, roomId?: string | null) =>
    roomId
      ? `/gespraeche/${encodeURIComponent(roomId)}/dokumente/${encodeURIComponent(id)}`
      : `/dokumente/${encodeURIComponent(id)}`,
  /** The earlier states of a document, or one of them. */
  history: (id: string, roomId?: string | null, versionId?: string) => below(id, roomId, 'verlauf', versionId),
  /** What others suggest to change in a document, or one of these suggestions. */
  suggestions: (id: string, roomId?: string | null, suggestionId?: string) =>
    below(id, roomId, 'vorschlaege', suggestionId),
  /** The search over all documents, perhaps with words to begin with. */
  documents: (question?: string) => (question ? `/dokumente?q=${encodeURIComponent(question)}` : '/dokumente'),
  /** The weeks of a programme, in the version that a round has begun with. */
  programme: ({ id, version }: { id: string; version: number }) =>
    `/programm/${encodeURIComponent(id)}?version=${version}`,
  programmeWeek: ({ id, version }: { id: string; version: number }, week: number) =>
    `/programm/${encodeURIComponent(id)}/woche/${week}?version=${version}`,
  more: '/mehr',
  settings: '/einstellungen',
  admin: '/verwaltung',
}

function below(id: string, roomId: string | null | undefined, view: string, chosen: string | undefined): string {
  return `${paths.document(id, roomId)}/${view}${chosen ? `/${encodeURIComponent(chosen)}` : ''}`
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
