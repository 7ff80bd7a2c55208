import { useEffect, useState } from 'react'
import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { WeekLink } from '../programme/WeekLink'
import { useRoundDates } from './useRoundDates'

const EVERY_MS = 30_000

/** When the round meets next, in a line that is there before its words are. */
export function NextSession({ roomId }: { roomId: string }) {
  const t = useT()
  const times = useTimes()
  const [round] = useRoundDates(roomId)
  const now = useNow()
  if (round === undefined) return <p className="next-session">{'\u00a0'}</p>
  if (round === null) return <p className="next-session soft">{t('rounds.none')}</p>
  const next = round.dates.find(({ endsAt }) => new Date(endsAt).getTime() > now)
  if (!next) return <p className="next-session">{t('rounds.over', { count: round.dates.length })}</p>
  const { zone } = round
  const going = new Date(next.startsAt).getTime() <= now
  const words = {
    day: times.dayIn(next.startsAt, zone),
    from: times.timeIn(next.startsAt, zone),
    to: times.timeIn(next.endsAt, zone),
  }
  return (
    <p className="next-session">
      <span className="small soft">{t(going ? 'rounds.now' : 'rounds.next')}</span>
      <b>{t(going ? 'rounds.until' : 'rounds.when', words)}</b>
      <WeekLink name={round.programme} number={next.number} count={round.dates.length} />
    </p>
  )
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
