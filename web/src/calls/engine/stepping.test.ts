import { expect, it } from 'vitest'
import { FULL, type Limits, reduced, step } from './stepping'

const slow = { limited: true, available: 30_000 }
const fine = { limited: false, available: 2_000_000 }

function after(limits: Limits, measured: typeof slow, times: number): Limits {
  return Array.from({ length: times }).reduce<Limits>((now) => step(now, measured), limits)
}

it('makes the picture smaller after three bad measurements in a row, then leaves it out', () => {
  expect(after(FULL, slow, 2).picture).toBe('full')
  expect(after(after(FULL, slow, 2), fine, 1).bad).toBe(0)
  expect(after(FULL, slow, 3).picture).toBe('small')
  expect(after(FULL, slow, 6).picture).toBe('off')
})

it('comes back step by step after ten good ones each', () => {
  const off = after(FULL, slow, 6)
  expect(after(off, fine, 9).picture).toBe('off')
  expect(after(off, fine, 10).picture).toBe('small')
  expect(after(off, fine, 20).picture).toBe('full')
})

it('does not mistake a line that is still warming up for a slow one', () => {
  expect(after(FULL, { limited: true, available: 300_000 }, 9).picture).toBe('full')
})

it('tells the person when it is their own line', () => {
  const small = after(FULL, slow, 3)
  expect(reduced([])).toBe('no')
  expect(reduced([FULL, FULL, small])).toBe('no')
  expect(reduced([FULL, small])).toBe('smaller')
  expect(reduced([after(FULL, slow, 6), small])).toBe('soundOnly')
})
