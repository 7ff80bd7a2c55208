import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useAnswer } from './useAnswer'
import { type ProgrammeName, programme } from './wire'

/** Leads to what the week is about. Works before its title is known. */
export function WeekLink({ name, number, count }: { name: ProgrammeName; number: number; count: number }) {
  const t = useT()
  const { id, version } = name
  const { value } = useAnswer(`${id} ${version}`, () => programme(id, version))
  const title = value?.weeks[number - 1]?.title
  const words = t('rounds.week', { number, count })
  return (
    <Link className="week-link" href={paths.programmeWeek(name, number)}>
      {title ? t('programme.week.of', { week: words, title }) : words}
    </Link>
  )
}
