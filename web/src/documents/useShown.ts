import { useRef } from 'react'

/**
 * Which one of a list is shown: the one that is chosen, else the first of those that were there in the beginning, for what one reads, or
 * decides about, does not turn into another one under one's hands. None where it is gone.
 *
 * @returns that one, and what lets the first be shown again
 */
export function useShown<T>(
  list: T[] | undefined,
  idOf: (one: T) => string,
  chosen: string | undefined,
): [T | undefined, () => void] {
  const kept = useRef<string>(undefined)
  const id = chosen ?? kept.current
  const shown = id === undefined ? list?.[0] : list?.find((one) => idOf(one) === id)
  if (chosen !== undefined) kept.current = undefined
  else if (shown) kept.current = idOf(shown)
  const again = () => {
    kept.current = undefined
  }
  return [shown, again]
}
