import { describe, expect, it } from 'vitest'
import { isAfterWork, nextWork, untilNextMinute, type WorkingDay } from './hours'

const WEEK: WorkingDay[] = [
  { day: 1, from: '08:00', to: '16:30' },
  { day: 5, from: '08:00', to: '12:00' },
]
/** 30 November 2026 is a Monday. */
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes)

describe('working hours', () => {
  it('hold back nothing from somebody who has none', () => {
    expect(isAfterWork([], at(29, 3))).toBe(false)
    expect(nextWork([], at(29, 3))).toBeUndefined()
  })

  it('begin and end to the minute', () => {
    expect(isAfterWork(WEEK, at(30, 7, 59))).toBe(true)
    expect(isAfterWork(WEEK, at(30, 8))).toBe(false)
    expect(isAfterWork(WEEK, at(30, 16, 29))).toBe(false)
    expect(isAfterWork(WEEK, at(30, 16, 30))).toBe(true)
  })

  it('know days without work, and Sunday as the seventh', () => {
    expect(isAfterWork(WEEK, at(29, 10))).toBe(true)
    expect(isAfterWork([{ day: 7, from: '08:00', to: '12:00' }], at(29, 10))).toBe(false)
  })

  it('say when work begins next', () => {
    expect(nextWork(WEEK, at(29, 10))).toEqual(at(30, 8))
    expect(nextWork(WEEK, at(30, 6))).toEqual(at(30, 8))
    expect(nextWork(WEEK, at(30, 17))).toEqual(new Date(2026, 11, 4, 8))
    expect(nextWork([{ day: 1, from: '08:00', to: '16:30' }], at(30, 17))).toEqual(new Date(2026, 11, 7, 8))
  })

  it('are looked at again with each minute', () => {
    expect(untilNextMinute(new Date(2026, 10, 30, 8, 0, 59, 900))).toBe(100)
    expect(untilNextMinute(at(30, 8))).toBe(60_000)
  })
})
