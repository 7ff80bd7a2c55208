/** How much of the own picture the line carries, and how long it has said so. */
export interface Limits {
  picture: 'full' | 'small' | 'off'
  bad: number
  good: number
}

export const FULL: Limits = { picture: 'full', bad: 0, good: 0 }
const BAD_TO_STEP_DOWN = 3
const GOOD_TO_STEP_UP = 10

/** One measurement more. Goes down after three bad ones in a row and up, slowly, after ten good ones. */
export function step(limits: Limits, limited: boolean): Limits {
  const bad = limited ? limits.bad + 1 : 0
  const good = limited ? 0 : limits.good + 1
  if (bad >= BAD_TO_STEP_DOWN && limits.picture !== 'off') {
    return { picture: limits.picture === 'full' ? 'small' : 'off', bad: 0, good: 0 }
  }
  if (good >= GOOD_TO_STEP_UP && limits.picture !== 'full') {
    return { picture: limits.picture === 'off' ? 'small' : 'full', bad: 0, good: 0 }
  }
  return { ...limits, bad, good }
}
