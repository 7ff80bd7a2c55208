import { useEffect } from 'react'
import { useSay } from '../../app/AnnouncerRegion'
import { useT } from '../../i18n'
import { useClient } from '../../realtime/context'
import { addPeople } from '../../realtime/store'
import type { SessionDesk } from '../SessionDesk'
import type { Guest } from '../wire'

/** Lets guests be called what they are wherever people are named, and says aloud when one waits. */
export function useGuestNames(desk: SessionDesk | null): void {
  const t = useT()
  const say = useSay()
  const { store } = useClient()
  useEffect(() => {
    if (!desk) return
    let known: readonly Guest[] = []
    const look = () => {
      const { guests } = desk.get()
      if (guests === known) return
      const named = guests.map(({ guestId, name }) => ({ id: guestId, name: t('guest.name', { name }), authority: '' }))
      addPeople(store, named)
      for (const one of guests) {
        const waited = known.some((before) => before.guestId === one.guestId)
        if (one.state === 'waiting' && !waited) say(t('session.guests.waits', { name: one.name }))
      }
      known = guests
    }
    look()
    return desk.subscribe(look)
  }, [desk, store, t, say])
}
