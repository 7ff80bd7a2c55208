import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import type { RoundChange, RoundDates } from './wire'

/** A local date as an instant in the middle of its day, so that it is the same day in every zone nearby. */
export function noon(date: string): string {
  return `${date}T12:00:00Z`
}

/** How weeks and their sessions are named. */
export function useRoundWords({ dates, zone }: Pick<RoundDates, 'dates' | 'zone'>) {
  const t = useT()
  const times = useTimes()
  return {
    when: (startsAt: string) =>
      t('rounds.at', { day: times.dayIn(startsAt, zone), from: times.timeIn(startsAt, zone) }),
    week(week: string) {
      const date = dates.find((one) => one.week === week)
      return date
        ? t('rounds.week.short', { number: date.number })
        : t('rounds.week.of', { day: times.dayIn(noon(week), zone) })
    },
  }
}

/** What an option does, in words. */
export function useOptionWords(round: RoundDates) {
  const t = useT()
  const { when } = useRoundWords(round)
  return (option: RoundChange['options'][number]) =>
    option.do === 'move' ? when(option.startsAt ?? '') : t(`rounds.option.${option.do}`)
}
