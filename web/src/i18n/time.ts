import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { useT } from './index'

/** Dates and times as people here write them. */
export function useTimes() {
  const { locale: language } = useIntl()
  const t = useT()
  return useMemo(() => {
    // English on this side of the sea: the day before the month, and 24 hours.
    const locale = language === 'en' ? 'en-GB' : language
    const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' })
    const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
    const dayOfYear = new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    })
    const brief = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
    const both = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' })
    const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' })
    const dayWord = (at: Date) => {
      const age = daysBetween(at, new Date())
      if (age === 0) return t('log.today')
      if (age === 1) return t('log.yesterday')
      return (at.getFullYear() === new Date().getFullYear() ? day : dayOfYear).format(at)
    }
    return {
      time: (at: string) => time.format(new Date(at)),
      day: (at: string) => dayWord(new Date(at)),
      longDay: (at: Date) => day.format(at),
      /** The time of today, else the day in short. */
      short(at: string) {
        const age = daysBetween(new Date(at), new Date())
        if (age === 0) return time.format(new Date(at))
        return age === 1 ? t('log.yesterday') : brief.format(new Date(at))
      },
      both: (at: string) => both.format(new Date(at)),
      /** @param day 1 for Monday */
      weekday: (day: number) => weekday.format(new Date(2024, 0, day)),
      /** On the clocks of a zone, wherever one is. */
      timeIn: (at: string, timeZone: string) =>
        new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(new Date(at)),
      dayIn: (at: string, timeZone: string) =>
        new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(
          new Date(at),
        ),
    }
  }, [language, t])
}

export function sameDay(a: string, b: string): boolean {
  return daysBetween(new Date(a), new Date(b)) === 0
}

function daysBetween(a: Date, b: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  return Math.round((midnight(b) - midnight(a)) / 86_400_000)
}
