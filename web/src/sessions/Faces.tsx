import { useT } from '../i18n'
import { useCard, useLive } from '../realtime/context'
import { toneOf } from '../ui/Avatar'
import { useFirstNames } from './people'
import { isGoingOn, type Participant, type Session } from './wire'

/** Everybody who belongs to the session, who speaks first to be seen. */
export function Faces({ session }: { session: Session }) {
  const t = useT()
  const shown = session.people.filter((one) => one.here)
  const writing = isGoingOn(session) && ['write', 'vote', 'cluster'].includes(session.steps[session.step]?.type ?? '')
  return (
    <ul className={writing ? 'faces-grid small-faces' : 'faces-grid'} aria-label={t('session.people')}>
      {shown.map((one) => (
        <Face key={one.personId} person={one} session={session} />
      ))}
    </ul>
  )
}

function Face({ person, session }: { person: Participant; session: Session }) {
  const t = useT()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const { name, authority } = useCard(person.personId)
  const speaks = session.turn.speaker === person.personId
  const hand = session.hands.indexOf(person.personId) + 1
  return (
    <li className={speaks ? 'face speaks' : 'face'}>
      <span className={`portrait c${toneOf(person.personId)}`} aria-hidden="true">
        {name
          .split(' ')
          .map((word) => word[0])
          .slice(0, 2)
          .join('')}
      </span>
      <span className="caption">
        <b>{person.personId === me ? t('session.you.name') : nameOf(person.personId)}</b>
        <span className="of">{authority}</span>
        {speaks && <span className="sr">{t('session.speaks')}</span>}
        {hand > 0 && <i>{t('session.hand.number', { number: hand })}</i>}
      </span>
    </li>
  )
}
