import { useEffect, useState } from 'react'
import { Problem } from '../app/api'
import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { WeekLink } from '../programme/WeekLink'
import { useLive } from '../realtime/context'
import { type RoundDates, roundDates } from './wire'

const EVERY_MS = 30_000

/** When the round meets next, in a line that is there before its words are. */
export function NextSession({ roomId }: { roomId: string }) {
  const t = useT()
  const times = useTimes()
  const round = useRoundDates(roomId)
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
      <WeekLink number={next.number} count={round.dates.length} />
    </p>
  )
}

/** Undefined until it is known, null where there are no dates. Asked again when the connection is back. */
function useRoundDates(roomId: string): RoundDates | null | undefined {
  const connected = useLive((live) => live.connection === 'connected')
  const [known, setKnown] = useState<{ roomId: string; round: RoundDates | null }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let wanted = true
    roundDates(roomId).then(
      (round) => wanted && setKnown({ roomId, round }),
      (problem) => {
        // What is known stays while the server is away.
        if (wanted && problem instanceof Problem && problem.status === 404) setKnown({ roomId, round: null })
      },
    )
    return () => {
      wanted = false
    }
  }, [roomId, connected])
  return known?.roomId === roomId ? known.round : undefined
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
