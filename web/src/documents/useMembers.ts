import { useEffect } from 'react'
import { useClient, useLive } from '../realtime/context'

/** Those who can be mentioned or named: the conversation may not be on the screen, and then nobody else asks for them. */
export function useMembers(roomId: string | null | undefined): void {
  const { sync } = useClient()
  const missing = useLive((live) => live.connection === 'connected' && !!roomId && live.rooms[roomId]?.members === null)
  useEffect(() => {
    if (missing && roomId) sync.open(roomId).catch(() => undefined)
  }, [sync, missing, roomId])
}
