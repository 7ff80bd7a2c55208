import { Heading } from '../app/Heading'
import { Link, useQuery } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { Asked } from './Asked'
import { programme } from './wire'
import './programme.scss'

/** The weeks of a programme, from the first to the last. */
export default function ProgrammePage({ id }: { id: string }) {
  const t = useT()
  const version = useQuery('version')
  return (
    <Asked question={`${id} ${version}`} ask={() => programme(id, version)}>
      {(known) => (
        <main id="main" className="col programme">
          <p className="soft">{t('programme.title')}</p>
          <Heading title={known.title} />
          <p className="lead">{t('programme.hint', { count: known.weeks.length })}</p>
          <ol className="list weeks">
            {known.weeks.map(({ number, title, goal }) => (
              <li key={number}>
                <span className="number" aria-hidden="true">
                  {number}
                </span>
                <div className="grow">
                  <h2>
                    <Link href={paths.programmeWeek(known, number)} className="cover">
                      <span className="sr">{t('programme.week.number', { number })} </span>
                      <span lang="de">{title}</span>
                    </Link>
                  </h2>
                  <p className="soft" lang="de">
                    {goal}
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </main>
      )}
    </Asked>
  )
}
