import type { ReactNode } from 'react'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { Button } from '../ui/Button'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { useDeskState, useOwnDesk } from './useDesk'
import { isOver, type Seen } from './wire'

const ZONE = 'Europe/Berlin'
const LOBBY_MS = 15 * 60_000

interface BeforeProps {
  seen: Seen
  roomId: string
  roomName: string
  heading: ReactNode
}

/** No session goes on: when the next one is, and what became of the last. */
export function Before({ seen, roomId, roomName, heading }: BeforeProps) {
  const t = useT()
  const times = useTimes()
  const desk = useOwnDesk()
  const { ahead } = useDeskState(desk)
  const { busy, problem, run } = useAction()
  const { next, session } = seen
  const opens = next ? new Date(next.startsAt).getTime() - LOBBY_MS : Number.POSITIVE_INFINITY
  const open = Date.now() + ahead >= opens && session?.startsAt !== next?.startsAt
  return (
    <main id="main" className="col">
      <p className="soft">
        <Link href={paths.room(roomId)}>{roomName}</Link>
      </p>
      {heading}
      {next ? (
        <section className="card session-next" aria-labelledby="session-next">
          <p className="small soft">{t('session.week', { number: next.number })}</p>
          <h2 id="session-next">{next.title}</h2>
          <p>
            {t('rounds.when', {
              day: times.dayIn(next.startsAt, ZONE),
              from: times.timeIn(next.startsAt, ZONE),
              to: times.timeIn(next.endsAt, ZONE),
            })}
          </p>
          <p className="soft">{t(open ? 'session.open.hint' : 'session.closed.hint')}</p>
          <p className="row card-actions">
            <Button
              look={open ? 'main' : 'plain'}
              busy={busy}
              onPress={() => run(() => desk.enter(open ? 'join' : 'meet'))}
            >
              {t(open ? 'session.enter' : 'session.meet')}
            </Button>
          </p>
          <ProblemLine>{problem}</ProblemLine>
        </section>
      ) : (
        <p>{t('session.none')}</p>
      )}
      {session && isOver(session) && session.recap && (
        <p className="sec">
          <Link className="btn" href={paths.document(session.recap, roomId)}>
            {t('session.recap.last')}
          </Link>
        </p>
      )}
    </main>
  )
}
