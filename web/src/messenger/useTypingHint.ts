import { useCallback, useRef } from 'react'
import { useClient } from '../realtime/context'

const EVERY_MS = 2_000

/** Tells those who may see it that this person is writing: at most each two seconds, and only while they show themselves. */
export function useTypingHint(roomId: string): () => void {
  const { call, store, presence } = useClient()
  const last = useRef(0)
  return useCallback(() => {
    if (!presence.get().visible || Date.now() - last.current < EVERY_MS) return
    if (store.getState().connection !== 'connected') return
    last.current = Date.now()
    call('presence.typing', { roomId }).catch(() => undefined)
  }, [call, store, presence, roomId])
}
