import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { useClient, useLive } from '../realtime/context'
import { putCall } from '../realtime/store'
import type { CallEngine } from './engine/CallEngine'
import type { CallView } from './engine/view'
import type { Call, CallState } from './wire'

/** The call that this page takes part in, or is about to. */
export function useEngine(): CallEngine | null {
  return useStore(useClient().calls.store, ({ engine }) => engine)
}

export function useCallView<T>(engine: CallEngine, select: (view: CallView) => T): T {
  return useStore(engine.store, useShallow(select))
}

const AGAIN_MS = 30_000

/** The call in a room, for a member who is not in it; asked for at first and now and then, and told in between. */
export function useRoomCall(roomId: string): Call | undefined {
  const { call, store } = useClient()
  const connected = useLive((live) => live.connection === 'connected')
  const known = useLive((live) => live.calls[roomId]?.call)
  const running = known !== undefined
  useEffect(() => {
    if (!connected) return
    const look = () => {
      call<CallState>('call.look', { roomId })
        .then((state) => putCall(store, state))
        .catch(() => undefined)
    }
    look()
    if (!running) return
    // Should everybody have vanished together, nobody is left to tell of it.
    const timer = setInterval(look, AGAIN_MS)
    return () => clearInterval(timer)
  }, [call, store, roomId, connected, running])
  return known
}
