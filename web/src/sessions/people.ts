import { useEffect } from 'react'
import { useClient, useLive } from '../realtime/context'
import { isGuest } from '../realtime/wire'

/** Lets the names of a room's members be known. */
export function useMembers(roomId: string): void {
  const { sync } = useClient()
  const connected = useLive((live) => live.connection === 'connected')
  useEffect(() => {
    if (connected) sync.open(roomId).catch(() => undefined)
  }, [sync, roomId, connected])
}

/** The first name of somebody; the whole one where two share it. Empty while nobody has told us. */
export function useFirstNames(): (personId: string) => string {
  const people = useLive((live) => live.people)
  const me = useLive((live) => live.me.id)
  return (personId) => {
    const name = people[personId]?.name ?? ''
    if (isGuest(personId)) return name
    const first = name.split(' ')[0] ?? name
    const shared = Object.values(people).filter((one) => one.name.split(' ')[0] === first).length > 1
    return personId !== me && shared ? name : first
  }
}
