import { useEffect, useState } from 'react'
import { navigate } from '../app/router'
import { paths } from '../app/routes'
import { useClient } from '../realtime/context'
import { DocumentView, type View } from './DocumentView'
import { readDocument } from './door'
import './documents.scss'

interface DocumentAloneProps {
  id: string
  view: View
  chosen: string | undefined
}

/** A document by its own address: it goes to its conversation where there is one for this person, and stays alone else. */
export default function DocumentAlone({ id, view, chosen }: DocumentAloneProps) {
  const { store } = useClient()
  const [alone, setAlone] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    readDocument(id)
      .then(({ roomId }) => {
        if (!wanted) return
        if (roomId && store.getState().rooms[roomId])
          navigate(
            (view === 'document' ? paths.document(id, roomId) : paths[view](id, roomId, chosen)) + location.search,
            {
              replace: true,
            },
          )
        else setAlone(id)
      })
      .catch(() => wanted && setAlone(id))
    return () => {
      wanted = false
    }
  }, [id, view, chosen, store])
  if (alone !== id) return <main id="main" className="pane" />
  return <DocumentView id={id} roomId={undefined} view={view} chosen={chosen} />
}
