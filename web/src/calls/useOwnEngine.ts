import { useEffect, useState } from 'react'
import { useClient } from '../realtime/context'
import { CallEngine } from './engine/CallEngine'
import { useEngine } from './useCall'
import type { CallMessage } from './wire'

/** The engine of this room: the one that is in the call already, or a new one that waits for the person to join. */
export function useOwnEngine(roomId: string): CallEngine | null {
  const client = useClient()
  const taken = useEngine()
  const [fresh, setFresh] = useState<CallEngine | null>(null)
  const mine = taken?.roomId === roomId ? taken : null
  const needed = mine === null
  useEffect(() => {
    if (!needed) return
    const engine = new CallEngine(roomId, {
      call: client.call,
      connected: () => client.store.getState().connection === 'connected',
      onMessage: (listener) =>
        client.onPassing((message) => {
          if (message.type.startsWith('call.')) listener(message as CallMessage)
        }),
      onConnected: (listener) =>
        client.store.subscribe((now, before) => {
          if (now.connection === 'connected' && before.connection !== 'connected') listener()
        }),
    })
    setFresh(engine)
    return () => {
      // Left before it began: camera and microphone go off.
      if (engine.view.phase === 'testing') engine.end('left')
    }
  }, [client, roomId, needed])
  return mine ?? fresh
}
