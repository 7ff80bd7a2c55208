/** When a person works, one span for each day; `day` 1 for Monday, times as `08:00` on the clocks of wherever they are. */
export interface WorkingDay {
  day: number
  from: string
  to: string
}

const DAYS = 7
const MINUTE_MS = 60_000

/** Whether it is no time of work; never for somebody without working hours. */
export function isAfterWork(days: readonly WorkingDay[], now: Date): boolean {
  if (days.length === 0) return false
  const time = clockOf(now)
  return !days.some(({ day, from, to }) => day === weekday(now) && from <= time && time < to)
}

/** When work begins next; undefined for somebody without working hours. */
export function nextWork(days: readonly WorkingDay[], now: Date): Date | undefined {
  for (let ahead = 0; ahead <= DAYS; ahead++) {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead)
    const span = days.find(({ day }) => day === weekday(date))
    if (!span) continue
    const [hours = 0, minutes = 0] = span.from.split(':').map(Number)
    date.setHours(hours, minutes)
    if (date > now) return date
  }
  return undefined
}

/** How long until the next full minute, when either may have changed. */
export function untilNextMinute(now: Date): number {
  return MINUTE_MS - (now.getTime() % MINUTE_MS)
}

function weekday(date: Date): number {
  return date.getDay() || DAYS
}

function clockOf(date: Date): string {
  return `${date.getHours()}`.padStart(2, '0').concat(':', `${date.getMinutes()}`.padStart(2, '0'))
}
