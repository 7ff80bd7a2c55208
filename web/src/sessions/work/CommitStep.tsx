import { type FormEvent, useState } from 'react'
import { useT } from '../../i18n'
import { useLive } from '../../realtime/context'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { useFirstNames } from '../people'
import { useAct } from '../useDesk'
import type { Session, Step } from '../wire'

/** Everybody says what they will do until next time. */
export function CommitStep({ session, step }: { session: Session; step: Step }) {
  const t = useT()
  const act = useAct()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const mine = session.commitments.find((one) => one.personId === me)?.text ?? ''
  const [text, setText] = useState(mine)
  async function send(event: FormEvent) {
    event.preventDefault()
    await act('commit', { text })
  }
  return (
    <section className="work" aria-labelledby="commit">
      <h3 id="commit">{step.text}</h3>
      <form className="inline" onSubmit={send}>
        <Field label={t('session.commit.label')} value={text} onChange={setText} maxLength={300} />
        <Button type="submit" look="main" isDisabled={text.trim() === mine}>
          {t('session.commit.send')}
        </Button>
        <p className="small soft" role="status">
          {mine && text.trim() === mine ? t('session.commit.kept') : ''}
        </p>
      </form>
      <ul className="hands">
        {session.commitments
          .filter((one) => one.personId !== me)
          .map((one) => (
            <li key={one.personId}>
              <b>{nameOf(one.personId)}:</b> {one.text}
            </li>
          ))}
      </ul>
    </section>
  )
}
