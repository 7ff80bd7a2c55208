type Picture = 'full' | 'small' | 'off'

/** How much of the own picture a line carries, and how long it has said so. */
export interface Limits {
  picture: Picture
  bad: number
  good: number
}

export interface Measured {
  /** The browser sends less than it would like to. */
  limited: boolean
  /** What it believes to be possible, in bits a second. */
  available: number
}

export const FULL: Limits = { picture: 'full', bad: 0, good: 0 }

/** What the picture costs at most in bits a second, by how much it is made smaller, and what it must have. */
export const COST: Record<Picture, { bitrate: number; scale: number; least: number }> = {
  full: { bitrate: 400_000, scale: 1, least: 200_000 },
  small: { bitrate: 120_000, scale: 2, least: 60_000 },
  off: { bitrate: 120_000, scale: 2, least: 0 },
}
const BAD_TO_STEP_DOWN = 3
const GOOD_TO_STEP_UP = 10

/** One measurement more. Goes down after three bad ones in a row and up, slowly, after ten good ones. */
export function step(limits: Limits, { limited, available }: Measured): Limits {
  const isBad = limited && available < COST[limits.picture].least
  const bad = isBad ? limits.bad + 1 : 0
  const good = isBad ? 0 : limits.good + 1
  if (bad >= BAD_TO_STEP_DOWN && limits.picture !== 'off') {
    return { picture: limits.picture === 'full' ? 'small' : 'off', bad: 0, good: 0 }
  }
  if (good >= GOOD_TO_STEP_UP && limits.picture !== 'full') {
    return { picture: limits.picture === 'off' ? 'small' : 'full', bad: 0, good: 0 }
  }
  return { ...limits, bad, good }
}

/** What to tell the person: their own line is slow when it is so towards at least half of the others. */
export function reduced(all: readonly Limits[]): 'no' | 'smaller' | 'soundOnly' {
  const many = (count: number) => count > 0 && count * 2 >= all.length
  const off = all.filter(({ picture }) => picture === 'off').length
  if (many(off)) return 'soundOnly'
  return many(all.filter(({ picture }) => picture !== 'full').length) ? 'smaller' : 'no'
}
