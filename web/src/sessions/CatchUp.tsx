import { useState } from 'react'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { useFirstNames } from './people'
import type { Session } from './wire'

const MOST = 3

/** Where the others are, for somebody who has come late. Gone with the step in which they came, or when they have read it. */
export function CatchUp({ session }: { session: Session }) {
  const t = useT()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const [came] = useState(session.step)
  const [read, setRead] = useState(false)
  const late = session.people.some((one) => one.personId === me && one.attendance === 'late')
  if (!late || read || session.step !== came) return null
  const over = session.steps.slice(0, session.step).map(({ title }) => title)
  const board = session.boards.at(-1)
  const best = [...(board?.cards ?? [])].sort((one, other) => other.dots - one.dots).slice(0, MOST)
  return (
    <section className="card catch-up" aria-labelledby="late">
      <h2 id="late">{t('session.late')}</h2>
      <p>{t('session.late.over', { steps: over.join(', ') })}</p>
      {best.length > 0 && (
        <>
          <p>{t(best.some(({ dots }) => dots > 0) ? 'session.late.best' : 'session.late.texts')}</p>
          <ul className="hands">
            {best.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {session.commitments.length > 0 && (
        <>
          <p>{t('session.late.commitments')}</p>
          <ul className="hands">
            {session.commitments.map(({ personId, text }) => (
              <li key={personId}>
                <b>{nameOf(personId)}:</b> {text}
              </li>
            ))}
          </ul>
        </>
      )}
      <Button onPress={() => setRead(true)}>{t('session.late.read')}</Button>
    </section>
  )
}
