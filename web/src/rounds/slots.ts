/** Days and times of the week at which a round may begin, and how people answer them. */
export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
export type Day = (typeof DAYS)[number]
export type Say = 'yes' | 'ifNeeded' | 'no'

const FIRST = 7 * 60
const LAST = 18 * 60 + 30
const RASTER = 15

/** `07:00` to `18:30`, every quarter of an hour. */
export const STARTS: readonly string[] = Array.from({ length: (LAST - FIRST) / RASTER + 1 }, (_, index) => {
  const minutes = FIRST + index * RASTER
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})

export type Answers = ReadonlyMap<string, Say>

export function slotOf(day: Day, start: string): string {
  return `${day} ${start}`
}

/** Day and time of a slot. */
export function partsOf(slot: string): { day: Day; start: string } {
  const [day = 'monday', start = ''] = slot.split(' ')
  return { day: day as Day, start }
}

export function answersOf({ yes, ifNeeded }: { yes: string[]; ifNeeded: string[] }): Answers {
  return new Map<string, Say>([
    ...ifNeeded.map((slot) => [slot, 'ifNeeded'] as const),
    ...yes.map((slot) => [slot, 'yes'] as const),
  ])
}

export function sent(answers: Answers): { yes: string[]; ifNeeded: string[] } {
  const all = (wanted: Say) => [...answers].filter(([, say]) => say === wanted).map(([slot]) => slot)
  return { yes: all('yes'), ifNeeded: all('ifNeeded') }
}

/** No, yes, if needed, and no again. */
export function nextSay(say: Say): Say {
  return say === 'no' ? 'yes' : say === 'yes' ? 'ifNeeded' : 'no'
}

/** Where a key leads in a grid of days and starts; null where it leads nowhere. */
export function moved(
  key: string,
  { column, row }: { column: number; row: number },
  columns: number,
): { column: number; row: number } | null {
  const to = {
    ArrowLeft: { column: column - 1, row },
    ArrowRight: { column: column + 1, row },
    ArrowUp: { column, row: row - 1 },
    ArrowDown: { column, row: row + 1 },
    Home: { column: 0, row },
    End: { column: columns - 1, row },
    PageUp: { column, row: Math.max(0, row - 4) },
    PageDown: { column, row: Math.min(STARTS.length - 1, row + 4) },
  }[key]
  if (!to) return null
  const inside = to.column >= 0 && to.column < columns && to.row >= 0 && to.row < STARTS.length
  return inside ? to : { column, row }
}
