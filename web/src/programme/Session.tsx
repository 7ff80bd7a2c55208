import { useT } from '../i18n'
import type { Step } from './wire'

/** What happens in the session, part by part, with the minute in which each begins. */
export function Session({ steps }: { steps: Step[] }) {
  const t = useT()
  const begins = steps.map((_, at) => minutes(steps.slice(0, at)))
  return (
    <section className="sec" aria-labelledby="session">
      <h2 id="session">{t('programme.session', { count: minutes(steps) })}</h2>
      <ol className="steps">
        {steps.map((step, at) => (
          <li key={begins[at]}>
            <span className="begins" aria-hidden="true">
              {begins[at]}
            </span>
            <div>
              <h3 lang="de">{step.title}</h3>
              <p className="small soft">
                {[
                  step.type !== 'arrive' && t(`programme.step.${step.type}`),
                  t('programme.step.minutes', { count: step.minutes }),
                  step.anonymous && t('programme.step.anonymous'),
                  step.votes && t('programme.step.votes', { count: step.votes }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <p lang="de">{step.text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function minutes(steps: Step[]): number {
  return steps.reduce((sum, step) => sum + step.minutes, 0)
}
