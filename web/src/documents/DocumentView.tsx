import { lazy } from 'react'
import { DocumentPane } from './DocumentPane'

const History = lazy(() => import('./history/History'))
const Suggestions = lazy(() => import('./suggestions/Suggestions'))

/** The text itself, its earlier states, or what others suggest to change in it. */
export type View = 'document' | 'history' | 'suggestions'

interface DocumentViewProps {
  id: string
  roomId: string | undefined
  view: View
  /** The earlier state or the suggestion that was asked for. */
  chosen: string | undefined
}

export function DocumentView({ id, roomId, view, chosen }: DocumentViewProps) {
  if (view === 'history') return <History key={id} id={id} roomId={roomId} chosen={chosen} />
  if (view === 'suggestions') return <Suggestions key={id} id={id} roomId={roomId} chosen={chosen} />
  return <DocumentPane key={id} id={id} roomId={roomId} />
}
