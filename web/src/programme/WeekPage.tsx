import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect } from 'react'
import { Heading } from '../app/Heading'
import { Link, useQuery } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { Asked } from './Asked'
import { Materials } from './Materials'
import { PosterLink } from './PosterLink'
import { Prose } from './Prose'
import { Session } from './Session'
import { type Week, week } from './wire'
import './programme.scss'

/** One week: what it is for, its session, its task, what is added to the poster, and its materials. */
export default function WeekPage({ id, number }: { id: string; number: string }) {
  const version = useQuery('version')
  const question = `${id} ${version} ${number}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: another week begins at its top
  useEffect(() => window.scrollTo(0, 0), [question])
  return (
    <Asked question={question} ask={() => week(id, number, version)}>
      {(known) => <Known week={known} />}
    </Asked>
  )
}

function Known({
  week: { programme, number, title, goal, introduction, steps, task, poster, materials },
}: {
  week: Week
}) {
  const t = useT()
  return (
    <main id="main" className="col programme">
      <p className="soft">
        <Link href={paths.programme(programme)} className="back-link">
          {programme.title}
        </Link>
        {' · '}
        {t('rounds.week', { number, count: programme.weeks })}
      </p>
      <Heading title={title}>
        <span lang="de">{title}</span>
      </Heading>
      <p className="lead" lang="de">
        {goal}
      </p>
      <Prose html={introduction} />
      <Session steps={steps} />
      {task && (
        <section className="sec" aria-labelledby="task">
          <h2 id="task">{t('programme.task')}</h2>
          <div className="card">
            <h3 lang="de">{task.title}</h3>
            <p className="small soft">{t('programme.task.minutes', { count: task.minutes })}</p>
            <p lang="de">{task.text}</p>
          </div>
        </section>
      )}
      <section className="sec" aria-labelledby="poster">
        <h2 id="poster">{t('programme.poster')}</h2>
        <dl className="fields-of-poster" lang="de">
          {poster.map((field) => (
            <div key={field.id}>
              <dt>{field.title}</dt>
              <dd>{field.hint}</dd>
            </div>
          ))}
        </dl>
        <PosterLink />
      </section>
      <Materials materials={materials} />
      <nav className="neighbours" aria-label={t('programme.neighbours')}>
        {number > 1 && (
          <Link href={paths.programmeWeek(programme, number - 1)}>
            <ChevronLeft aria-hidden="true" className="icon" />
            {t('programme.week.number', { number: number - 1 })}
          </Link>
        )}
        {number < programme.weeks && (
          <Link href={paths.programmeWeek(programme, number + 1)} className="next">
            {t('programme.week.number', { number: number + 1 })}
            <ChevronRight aria-hidden="true" className="icon" />
          </Link>
        )}
      </nav>
    </main>
  )
}
