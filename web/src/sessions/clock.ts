import { useEffect, useState } from 'react'

const LOOK_MS = 200

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
