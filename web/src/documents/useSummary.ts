import { useCallback, useEffect, useState } from 'react'
import { Problem } from '../app/api'
import { useClient, useLive } from '../realtime/context'
import { copyName, forgetCopy, readCopy } from './copies'
import { readDocument } from './door'
import { putDocument, shelfOf } from './shelf'
import type { DocumentSummary } from './wire'

/** What is known of a document as a whole: at once from the list or the copy here, then from the server. */
export function useSummary(id: string, roomId: string | undefined) {
  const client = useClient()
  const me = useLive((live) => live.me.id)
  const connected = useLive((live) => live.connection === 'connected')
  const [document, setDocument] = useState<DocumentSummary | undefined>(() => {
    const listed = roomId
      ? shelfOf(client)
          .getState()
          .lists[roomId]?.find((known) => known.id === id)
      : undefined
    return listed ?? readCopy(copyName(me, id))?.document
  })
  const [problem, setProblem] = useState<unknown>(null)
  const put = useCallback(
    (next: DocumentSummary) => {
      setDocument(next)
      putDocument(client, next)
    },
    [client],
  )
  // Asked again when the connection is back: others may have renamed or closed it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let wanted = true
    readDocument(id)
      .then((next) => {
        if (!wanted) return
        setProblem(null)
        put(next)
      })
      .catch((error) => {
        if (!wanted) return
        setProblem(error)
        if (error instanceof Problem && error.status === 404) void forgetCopy(copyName(me, id))
      })
    return () => {
      wanted = false
    }
  }, [id, me, connected, put])
  return [document, put, problem] as const
}
