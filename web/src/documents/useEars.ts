import { HocuspocusProvider } from '@hocuspocus/provider'
import { useEffect } from 'react'
import * as Y from 'yjs'
import { realtimeToken } from './door'
import { tellAllNews, tellNews } from './news'
import { borrowSocket, returnSocket } from './socket'

const SYNC = 0

/** For pages about a document that is not open on them: hears what is beside its text, and of the text nothing. */
export function useEars(id: string): void {
  useEffect(() => {
    const doc = new Y.Doc()
    const ears = new Ears({
      name: id,
      document: doc,
      awareness: null,
      websocketProvider: borrowSocket(),
      token: realtimeToken,
    })
    ears.on('authenticated', () => tellAllNews(id))
    ears.on('authenticationFailed', () => ears.detach())
    ears.on('stateless', ({ payload }: { payload: string }) => {
      const { type } = JSON.parse(payload)
      if (type === 'versions' || type === 'suggestions') tellNews(id, type)
    })
    ears.attach()
    return () => {
      ears.destroy()
      returnSocket()
      doc.destroy()
    }
  }, [id])
}

class Ears extends HocuspocusProvider {
  override startSync(): void {
    // Asks for nothing.
  }

  override onMessage(event: MessageEvent): void {
    const bytes = new Uint8Array(event.data)
    // In front stand the name of the document behind its length, of one byte, and the kind.
    if (bytes[1 + (bytes[0] ?? 0)] !== SYNC) super.onMessage(event)
  }
}
