import { useEffect, useState } from 'react'
import { useClient, useLive } from '../realtime/context'
import type { Room } from '../realtime/law'

const GATHER_MS = 400

/** Whether this person is looking at this window. */
export function useLooking(): boolean {
  const [looking, setLooking] = useState(isLooking)
  useEffect(() => {
    const update = () => setLooking(isLooking())
    document.addEventListener('visibilitychange', update)
    window.addEventListener('focus', update)
    window.addEventListener('blur', update)
    return () => {
      document.removeEventListener('visibilitychange', update)
      window.removeEventListener('focus', update)
      window.removeEventListener('blur', update)
    }
  }, [])
  return looking
}

function isLooking(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

/** Moves the read position when the newest message is on the screen of somebody who looks. */
export function useReading(room: Room, newestShown: boolean): void {
  const { sync } = useClient()
  const looking = useLooking()
  const connected = useLive((live) => live.connection === 'connected')
  const { id, offset, readOffset } = room.summary
  const due = newestShown && looking && connected && offset > readOffset
  // The offset is a reason to wait anew: a lively room is told once, not with each message.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!due) return
    const timer = setTimeout(() => sync.read(id).catch(() => undefined), GATHER_MS)
    return () => clearTimeout(timer)
  }, [due, sync, id, offset])
}

/** After which offset "new" begins: fixed while one reads, and anew when messages come while one looks away. */
export function useNewSince(room: Room, me: string): number | null {
  const looking = useLooking()
  const { unread, readOffset } = room.summary
  const [since, setSince] = useState<number | null>(unread > 0 ? readOffset : null)
  const newest = room.messages.at(-1)
  const cameMeanwhile = !looking && unread > 0 && newest !== undefined && newest.authorId !== me
  useEffect(() => {
    if (cameMeanwhile) setSince((known) => Math.max(known ?? 0, readOffset))
  }, [cameMeanwhile, readOffset])
  return since
}
