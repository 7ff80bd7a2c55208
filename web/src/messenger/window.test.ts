import { expect, it } from 'vitest'
import type { Message } from '../realtime/wire'
import { around, moved, SHOWN, STEP, windowOf } from './window'

const messages = Array.from({ length: 1_000 }, (_, index) => ({ id: `m${index}`, offset: index * 2 + 1 }) as Message)

it('shows the newest, and never more than the page can bear', () => {
  expect(windowOf(messages, null)).toEqual({ start: 700, stop: 1_000 })
  expect(windowOf(messages.slice(0, 10), null)).toEqual({ start: 0, stop: 10 })
  for (const first of [0, 1, 500, 1_999]) {
    const { start, stop } = windowOf(messages, first)
    expect(stop - start).toBe(SHOWN)
  }
})

it('moves to the older and back to the newest', () => {
  const older = moved(messages, null, -STEP)
  expect(windowOf(messages, older)).toEqual({ start: 650, stop: 950 })
  expect(moved(messages, older, STEP)).toBeNull()
})

it('puts a message into its middle', () => {
  const { start, stop } = windowOf(messages, around(messages, 400))
  expect(start).toBe(250)
  expect(stop).toBe(550)
})
