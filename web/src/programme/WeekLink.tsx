import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useAnswer } from './useAnswer'
import { OUR_PROGRAMME, programme } from './wire'

/** Leads to what the week is about. Works before its title is known. */
export function WeekLink({ number, count }: { number: number; count: number }) {
  const t = useT()
  const { id, version } = OUR_PROGRAMME
  const { value } = useAnswer(`${id} ${version}`, () => programme(id, version))
  const title = value?.weeks[number - 1]?.title
  const words = t('rounds.week', { number, count })
  return (
    <Link className="week-link" href={paths.programmeWeek(OUR_PROGRAMME, number)}>
      {title ? t('programme.week.of', { week: words, title }) : words}
    </Link>
  )
}
