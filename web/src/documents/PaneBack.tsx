import { ArrowLeft, X } from 'lucide-react'
import { Link } from '../app/router'
import { paths } from '../app/routes'

interface PaneBackProps {
  roomId: string | undefined
  /** The document that this one belongs to. */
  parentId?: string | null | undefined
  list?: boolean
  label: string
}

/** One step back: an arrow where the pane stands alone, a cross where it stands beside the conversation. */
export function PaneBack({ roomId, parentId, list, label }: PaneBackProps) {
  const above = roomId ? (list ? paths.roomDocuments(roomId) : paths.room(roomId)) : paths.today
  const href = parentId ? paths.document(parentId, roomId) : above
  return (
    <Link className="btn bare pane-back" href={href} aria-label={label}>
      {list ? (
        <ArrowLeft aria-hidden="true" className="icon" />
      ) : (
        <>
          <ArrowLeft aria-hidden="true" className="icon only-alone" />
          <X aria-hidden="true" className="icon only-beside" />
        </>
      )}
    </Link>
  )
}
