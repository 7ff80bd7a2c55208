import { useT } from '../../i18n'
import { useLive } from '../../realtime/context'
import { useFirstNames } from '../people'
import type { Session, Step } from '../wire'

/** Who talks with whom until the step ends; then all are together again by themselves. */
export function Pairs({ session, step }: { session: Session; step: Step }) {
  const t = useT()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  return (
    <section className="work" aria-labelledby="pairs">
      <h3 id="pairs">{step.text}</h3>
      <ul className="list">
        {session.pairs.map(({ people }) => (
          <li key={people.join(' ')} className={people.includes(me) ? 'own-pair' : ''}>
            {people.map((id) => (id === me ? t('session.you.name') : nameOf(id))).join(', ')}
          </li>
        ))}
      </ul>
      <p className="small soft">{t('session.pairs.hint')}</p>
    </section>
  )
}
