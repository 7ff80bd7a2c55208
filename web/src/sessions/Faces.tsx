import type { CallEngine } from '../calls/engine/CallEngine'
import { Tile } from '../calls/Tile'
import type { Participant as Seat } from '../calls/wire'
import { useT } from '../i18n'
import { useCard, useLive } from '../realtime/context'
import { toneOf } from '../ui/Avatar'
import { useFirstNames } from './people'
import { useDesk, useDeskState } from './useDesk'
import { useSessionCall } from './video'
import { isGoingOn, type Session } from './wire'

/** Everybody who belongs to the session, who speaks first to be seen. */
export function Faces({ session }: { session: Session }) {
  const t = useT()
  const { guests } = useDeskState(useDesk())
  const here = [
    ...session.people.filter((one) => one.here).map((one) => one.personId),
    ...guests.filter((one) => one.state === 'in').map((one) => one.guestId),
  ]
  const writing = isGoingOn(session) && ['write', 'vote', 'cluster'].includes(session.steps[session.step]?.type ?? '')
  const { engine, inside, apart } = useSessionCall()
  const call = useLive((live) => live.calls[session.roomId]?.call)
  const seats = inside ? (call?.participants ?? []) : []
  const seatOf = (personId: string) => seats.find((seat) => seat.personId === personId)
  // Those of the own group first.
  const outside = here.filter((id) => apart.includes(seatOf(id)?.id ?? ''))
  const shown = [...here.filter((id) => !outside.includes(id)), ...outside]
  // Nobody listens unseen, also who is in the call and has not come to the session.
  const beside = seats.filter((seat) => !here.includes(seat.personId))
  return (
    <ul className={writing ? 'faces-grid small-faces' : 'faces-grid'} aria-label={t('session.people')}>
      {shown.map((id) => {
        const seat = seatOf(id)
        return seat && engine ? (
          <Seen key={id} engine={engine} seat={seat} session={session} />
        ) : (
          <Face key={id} personId={id} session={session} />
        )
      })}
      {engine && beside.map((seat) => <Seen key={seat.personId} engine={engine} seat={seat} session={session} />)}
    </ul>
  )
}

/** Somebody whose picture or voice is there. */
function Seen({ engine, seat, session }: { engine: CallEngine; seat: Seat; session: Session }) {
  const { name, authority } = useCard(seat.personId)
  const hand = session.hands.indexOf(seat.personId) + 1
  return <Tile engine={engine} participant={seat} name={name} authority={authority} hand={hand} />
}

function Face({ personId, session }: { personId: string; session: Session }) {
  const t = useT()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const { name, authority } = useCard(personId)
  const speaks = session.turn.speaker === personId
  const hand = session.hands.indexOf(personId) + 1
  return (
    <li className={speaks ? 'face speaks' : 'face'}>
      <span className={`portrait c${toneOf(personId)}`} aria-hidden="true">
        {name
          .split(' ')
          .map((word) => word[0])
          .slice(0, 2)
          .join('')}
      </span>
      <span className="caption">
        <b>{personId === me ? t('session.you.name') : nameOf(personId)}</b>
        <span className="of">{authority}</span>
        {speaks && <span className="sr">{t('session.speaks')}</span>}
        {hand > 0 && <i>{t('session.hand.number', { number: hand })}</i>}
      </span>
    </li>
  )
}
