import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import type { Session } from './wire'

/** All steps with their minutes, as they are meant at the moment. */
export function Agenda({ session }: { session: Session }) {
  const t = useT()
  const times = useTimes()
  return (
    <>
      <h2 className="small soft">{t('session.agenda')}</h2>
      <ol className="agenda">
        {session.steps.map((step, number) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={number}
            className={number < session.step ? 'done' : number === session.step ? 'now' : ''}
            aria-current={number === session.step ? 'step' : undefined}
          >
            <span className="grow">
              {step.title}
              {number < session.step && <span className="sr"> {t('session.step.done')}</span>}
            </span>
            <span className="small">{t('session.minutes', { count: Math.max(1, Math.round(step.seconds / 60)) })}</span>
          </li>
        ))}
      </ol>
      <p className="small soft">{t('session.endsAt', { time: times.timeIn(session.endsAt, 'Europe/Berlin') })}</p>
    </>
  )
}
