import { useEffect, useMemo } from 'react'
import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { useClient } from '../realtime/context'
import type { Presence } from '../realtime/wire'

/** The state as a dot with its word: never colour alone. Nothing where nothing is offered. */
export function PresenceWord({ presence, fallback }: { presence: Presence | undefined; fallback?: string }) {
  const t = useT()
  const times = useTimes()
  if (!presence) return fallback ? <span className="small soft clip block">{fallback}</span> : null
  const words = [t(`presence.${presence.state}`), presence.text]
  if (presence.until) words.push(t('presence.untilAt', { time: times.short(presence.until) }))
  return (
    <span className="presence small soft clip">
      <i className={`dot ${presence.state}`} aria-hidden="true" />
      {words.filter(Boolean).join(' · ')}
    </span>
  )
}

/** Asks for the presence of the people who are on the screen, as long as they are. */
export function useWatch(ids: readonly string[]): void {
  const { presence } = useClient()
  const key = useMemo(() => [...ids].sort().join(' '), [ids])
  useEffect(() => (key === '' ? undefined : presence.watch(key.split(' '))), [presence, key])
}
