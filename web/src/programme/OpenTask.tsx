import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useAnswer } from './useAnswer'
import { type ProgrammeName, week } from './wire'

/** What the members do until they meet again: the task that this week's session has given them. */
export function OpenTask({ name, number }: { name: ProgrammeName; number: number }) {
  const t = useT()
  const { id, version } = name
  const { value } = useAnswer(`${id} ${version} ${number}`, () => week(id, String(number), String(version)))
  const task = value?.task
  if (!task) return null
  return (
    <Link className="week-link" href={paths.programmeWeek(name, number)}>
      {t('programme.task.open', { title: task.title, count: task.minutes })}
    </Link>
  )
}
