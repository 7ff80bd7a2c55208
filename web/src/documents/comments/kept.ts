import type { Draft } from '../../messenger/draft'
import { draftKey } from '../../realtime/client'
import type { Pending } from './threads'
import type { Place } from './wire'

/** What of the comments on a document outlives the page: what is half-written, and what is not known to be stored. */
export interface Kept {
  drafts: Record<string, Draft>
  beginning: Place | null
  pending: Pending[]
}

const NOTHING: Kept = { drafts: {}, beginning: null, pending: [] }

const keyOf = (personId: string, documentId: string) => draftKey(personId, `comments:${documentId}`)

/** As it was left; what was on its way waits now, and what failed is known to have failed but not why. */
export function readKept(personId: string, documentId: string): Kept {
  try {
    const kept = { ...NOTHING, ...JSON.parse(localStorage.getItem(keyOf(personId, documentId)) ?? '{}') }
    return {
      ...kept,
      pending: kept.pending.map((one: Omit<Pending, 'before'> & { before: string[] }) => ({
        ...one,
        state: one.state === 'failed' ? 'failed' : 'waiting',
        before: new Set(one.before),
      })),
    }
  } catch {
    return NOTHING
  }
}

/** A full or forbidden store costs this after a reload, nothing else. */
export function writeKept(personId: string, documentId: string, { drafts, beginning, pending }: Kept): void {
  const key = keyOf(personId, documentId)
  try {
    if (Object.keys(drafts).length === 0 && !beginning && pending.length === 0) localStorage.removeItem(key)
    else {
      const rows = pending.map(({ reason: _why, before, ...one }) => ({ ...one, before: [...before] }))
      localStorage.setItem(key, JSON.stringify({ drafts, beginning, pending: rows }))
    }
  } catch {
    // See above.
  }
}
