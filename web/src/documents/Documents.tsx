import { DocumentList } from './DocumentList'
import { DocumentView, type View } from './DocumentView'
import './documents.scss'

interface DocumentsProps {
  roomId: string
  documentId: string | undefined
  view?: View
  chosen?: string
}

/** The documents of a conversation, or one of them. */
export default function Documents({ roomId, documentId, view = 'document', chosen }: DocumentsProps) {
  if (documentId === undefined) return <DocumentList key={roomId} roomId={roomId} />
  return <DocumentView id={documentId} roomId={roomId} view={view} chosen={chosen} />
}
