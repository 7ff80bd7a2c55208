import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Comings, type Writer, writersOf } from './writers'

const jonas = { id: 'p1', name: 'Jonas' }
const mara = { id: 'p3', name: 'Mara' }

it('names everybody else once, and nobody who does not name themselves', () => {
  const states = new Map<number, Record<string, unknown>>([
    [1, { user: mara }],
    [2, { user: jonas }],
    [3, { user: { ...jonas } }],
    [4, { user: { id: 'me', name: 'Nora' } }],
    [5, {}],
    [6, { user: { id: 7 } }],
  ])
  expect(writersOf(states, 'me')).toEqual([jonas, mara])
})

let heard: [Writer[], Writer[]][]
let comings: Comings
beforeEach(() => {
  vi.useFakeTimers()
  heard = []
  comings = new Comings((came, went) => heard.push([came, went]))
})
afterEach(() => {
  comings.stop()
  vi.useRealTimers()
})

it('tells of those who come and go, and not of those who are back in a moment', () => {
  comings.seen([jonas])
  comings.seen([jonas, mara])
  vi.advanceTimersByTime(2_000)
  comings.seen([mara])
  comings.seen([jonas, mara])
  vi.advanceTimersByTime(2_000)
  comings.seen([mara])
  vi.advanceTimersByTime(2_000)
  expect(heard).toEqual([
    [[jonas, mara], []],
    [[], [jonas]],
  ])
})
