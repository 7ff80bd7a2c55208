import { offsetOf } from '../realtime/law'
import type { Message } from '../realtime/wire'

/** At most so many messages stand in the page at a time; there is no virtual list, so that one can search and listen. */
export const SHOWN = 300
export const STEP = 50

/** `first` is the offset of the first message shown; null means: the newest. */
export function windowOf(messages: readonly Message[], first: number | null): { start: number; stop: number } {
  const newest = Math.max(0, messages.length - SHOWN)
  if (first === null) return { start: newest, stop: messages.length }
  const found = messages.findIndex((message) => offsetOf(message) >= first)
  const start = found < 0 ? newest : Math.min(found, newest)
  return { start, stop: Math.min(messages.length, start + SHOWN) }
}

/** Where the window begins after moving it by `step` messages (negative: towards the older ones). */
export function moved(messages: readonly Message[], first: number | null, step: number): number | null {
  const newest = Math.max(0, messages.length - SHOWN)
  const start = Math.max(0, windowOf(messages, first).start + step)
  return start >= newest ? null : offsetOf(messages[start])
}

/** Where the window begins so that this message is in its middle. */
export function around(messages: readonly Message[], index: number): number | null {
  const newest = Math.max(0, messages.length - SHOWN)
  const start = Math.max(0, index - SHOWN / 2)
  return start >= newest ? null : offsetOf(messages[start])
}
