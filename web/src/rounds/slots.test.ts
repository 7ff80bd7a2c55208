import { describe, expect, it } from 'vitest'
import { answersOf, moved, nextSay, partsOf, STARTS, sent, slotOf } from './slots'

describe('slots', () => {
  it('begin at seven and leave room for a session until eight in the evening', () => {
    expect(STARTS).toHaveLength(47)
    expect([STARTS[0], STARTS[1], STARTS.at(-1)]).toEqual(['07:00', '07:15', '18:30'])
  })

  it('are written as the server reads them', () => {
    expect(slotOf('thursday', '10:00')).toBe('thursday 10:00')
    expect(partsOf('thursday 10:00')).toEqual({ day: 'thursday', start: '10:00' })
  })

  it('come back as they were sent', () => {
    const answers = { yes: ['monday 09:00'], ifNeeded: ['friday 07:15', 'friday 07:30'] }
    expect(sent(answersOf(answers))).toEqual(answers)
    expect(nextSay(nextSay(nextSay('no')))).toBe('no')
  })

  it('are reached by the arrows, and the border is the end', () => {
    expect(moved('ArrowDown', { column: 1, row: 0 }, 5)).toEqual({ column: 1, row: 1 })
    expect(moved('ArrowUp', { column: 1, row: 0 }, 5)).toEqual({ column: 1, row: 0 })
    expect(moved('ArrowRight', { column: 0, row: 3 }, 1)).toEqual({ column: 0, row: 3 })
    expect(moved('End', { column: 1, row: 0 }, 5)).toEqual({ column: 4, row: 0 })
    expect(moved('PageDown', { column: 1, row: 45 }, 5)).toEqual({ column: 1, row: 46 })
    expect(moved('x', { column: 1, row: 0 }, 5)).toBeNull()
  })
})
