import { useEffect, useState } from 'react'
import { type Translate, useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { OpenTask } from '../programme/OpenTask'
import { WeekLink } from '../programme/WeekLink'
import { useRoundDates } from './useRoundDates'

const EVERY_MS = 30_000
const MINUTE_MS = 60_000
/** From so many minutes before on it is counted down. */
const SOON = 12 * 60

/** When the round meets next, what about, and what is to be done until then; as high before its words are there. */
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
  const minutes = Math.ceil((new Date(next.startsAt).getTime() - now) / MINUTE_MS)
  return (
    <div className="next-session">
      <span className="small soft">{t(going ? 'rounds.now' : 'rounds.next')}</span>
      <span>
        <b>{t(going ? 'rounds.until' : 'rounds.when', words)}</b>
        {!going && minutes <= SOON && <b className="soon"> · {inTime(t, minutes)}</b>}
      </span>
      <span className="week-bar" aria-hidden="true">
        {round.dates.map(({ number }) => (
          <i key={number} className={number < next.number ? 'done' : number === next.number ? 'now' : undefined} />
        ))}
      </span>
      <WeekLink name={round.programme} number={next.number} count={round.dates.length} />
      {next.number > 1 && <OpenTask name={round.programme} number={next.number - 1} />}
    </div>
  )
}

function inTime(t: Translate, minutes: number): string {
  return minutes < 60
    ? t('rounds.in.minutes', { count: minutes })
    : t('rounds.in.hours', { count: Math.round(minutes / 60) })
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
