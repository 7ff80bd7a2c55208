import { useMemo } from 'react'
import { Heading } from '../app/Heading'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { PresenceWord, useWatch } from '../presence/PresenceMark'
import { useCard, useLive } from '../realtime/context'
import { Avatar } from '../ui/Avatar'
import { Button } from '../ui/Button'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { clock, useSecondsLeft } from './clock'
import { AtTheDoor } from './guests/AtTheDoor'
import { GuestDoor } from './guests/GuestDoor'
import { useAct, useDeskState, useOwnDesk } from './useDesk'
import { useSessionCall, VideoDoor } from './video'
import { isGoingOn, type Participant, type Session } from './wire'

/** The two minutes before: who is there, and when it begins. Also the door into a session that has begun. */
export function Lobby({ session, roomName }: { session: Session; roomName: string }) {
  const t = useT()
  const act = useAct()
  const { inside } = useSessionCall()
  const desk = useOwnDesk()
  const { entered, ahead, guests } = useDeskState(desk)
  const { busy, problem, run } = useAction()
  const left = useSecondsLeft(session.startsAt, ahead)
  const me = useLive((live) => live.me.id)
  const mine = session.people.find((one) => one.personId === me)
  const here = session.people.filter((one) => one.here).length
  const complete = here > 1 && session.people.every((one) => one.here || one.attendance === 'excused')
  const begun = isGoingOn(session)
  // Why somebody is not here yet, as far as they show it.
  useWatch(useMemo(() => session.people.map(({ personId }) => personId), [session.people]))
  return (
    <main id="main" className="col">
      <p className="soft">
        <Link href={paths.room(session.roomId)}>{roomName}</Link>
      </p>
      <Heading title={session.title} />
      <section className="card session-lobby" aria-labelledby="lobby">
        <div className="row">
          <div className="grow">
            <h2 id="lobby">{begun ? t('session.begun') : left > 0 ? t('session.begins') : t('session.waits')}</h2>
            <p className="soft">
              {t(begun ? 'session.begun.hint' : left > 0 ? 'session.late.hint' : 'session.waits.hint')}
            </p>
          </div>
          {!begun && left > 0 && (
            <p className="session-clock" role="timer" aria-label={t('session.left', { time: clock(left) })}>
              {clock(left)}
            </p>
          )}
        </div>
        <ul className="list session-people" aria-label={t('session.people')}>
          {session.people.map((one) => (
            <Person key={one.personId} person={one} />
          ))}
          {guests
            .filter((one) => one.state === 'in')
            .map((one) => (
              <Visitor key={one.guestId} id={one.guestId} />
            ))}
        </ul>
        <AtTheDoor />
        <p className="row wrap card-actions">
          {!entered && (
            <Button look="main" busy={busy} onPress={() => run(() => desk.enter())}>
              {t('session.enter')}
            </Button>
          )}
          {entered && <VideoDoor look="button" />}
          <GuestDoor look="button" />
          {entered && !begun && complete && (
            <Button look="main" onPress={() => act('begin')}>
              {t('session.begin')}
            </Button>
          )}
          {!entered && !begun && mine && (
            <Button onPress={() => act('excuse', { excused: mine.attendance !== 'excused' })}>
              {t(mine.attendance === 'excused' ? 'session.excuse.back' : 'session.excuse')}
            </Button>
          )}
        </p>
        {inside && <p className="small soft">{t('session.video.on')}</p>}
        <ProblemLine>{problem}</ProblemLine>
      </section>
      <p className="end">
        <b>{t('session.confidential')}</b>
        {t('session.confidential.hint')}
      </p>
    </main>
  )
}

function Visitor({ id }: { id: string }) {
  const t = useT()
  const { name } = useCard(id)
  return (
    <li>
      <Avatar id={id} name={name} />
      <b className="grow">{name}</b>
      <span className="tag here">{t('session.is.here')}</span>
    </li>
  )
}

function Person({ person }: { person: Participant }) {
  const t = useT()
  const { name, authority } = useCard(person.personId)
  const presence = useLive((live) => live.presence[person.personId])
  const state = person.here ? 'here' : person.attendance === 'excused' ? 'excused' : 'expected'
  return (
    <li>
      <Avatar id={person.personId} name={name} />
      <span className="grow">
        <b className="block">{name}</b>
        <span className="small soft block">{authority}</span>
        {!person.here && <PresenceWord presence={presence} />}
      </span>
      <span className={person.here ? 'tag here' : 'small soft'}>{t(`session.is.${state}`)}</span>
    </li>
  )
}
