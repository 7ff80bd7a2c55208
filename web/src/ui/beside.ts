import { useSyncExternalStore } from 'react'
import { BESIDE, useMedia } from './useMedia'

const KEY = 'beside'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the conversation stands beside what belongs to it: where there is room for both, and this person wants it. */
export function useBeside(): { possible: boolean; shown: boolean; show(shown: boolean): void } {
  const possible = useMedia(BESIDE)
  const wanted = useSyncExternalStore(subscribe, () => localStorage.getItem(KEY) !== 'no')
  return {
    possible,
    shown: possible && wanted,
    show(shown) {
      localStorage.setItem(KEY, shown ? 'yes' : 'no')
      for (const listener of listeners) listener()
    },
  }
}
