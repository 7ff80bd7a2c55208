import { useEffect, useState } from 'react'
import type { Link } from '../realtime/link'

const LOOK_MS = 200
const SAMPLES = 4

/**
 * How far the clock of the server is before ours, in ms. The quickest of a few questions tells it best: it was underway for the
 * shortest time (RFC 5905, clock filter).
 */
export async function measureAhead(call: Link['call']): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  let ahead = 0
  for (let i = 0; i < SAMPLES; i++) {
    const asked = performance.now()
    const { now } = await call<{ now: string }>('session.time', {})
    const took = performance.now() - asked
    if (took < best) {
      best = took
      ahead = new Date(now).getTime() + took / 2 - Date.now()
    }
  }
  return ahead
}

/** Whole seconds left until then, never below 0; stands still while `pausedAt` is given. */
export function secondsLeft(until: string, pausedAt: string | undefined, now: number): number {
  const at = pausedAt ? new Date(pausedAt).getTime() : now
  return Math.max(0, Math.ceil((new Date(until).getTime() - at) / 1000))
}

/** The same, as time passes. `ahead` is how far the server's clock is before ours, in ms. Nothing counts down by itself. */
export function useSecondsLeft(until: string, ahead: number, pausedAt?: string): number {
  const [left, setLeft] = useState(() => secondsLeft(until, pausedAt, Date.now() + ahead))
  useEffect(() => {
    const look = () => setLeft(secondsLeft(until, pausedAt, Date.now() + ahead))
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [until, ahead, pausedAt])
  return left
}

/** 84 → 1:24 */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
