import { draftKey } from '../realtime/client'
import type { Mentionable } from './mentions'

export interface Draft {
  text: string
  picked: Mentionable[]
}

export const EMPTY: Draft = { text: '', picked: [] }

/** What somebody had begun to write in a room; survives a reload, ends with the sign-in. */
export function readDraft(personId: string, roomId: string): Draft {
  try {
    return { ...EMPTY, ...JSON.parse(localStorage.getItem(draftKey(personId, roomId)) ?? '{}') }
  } catch {
    return EMPTY
  }
}

export function writeDraft(personId: string, roomId: string, draft: Draft): void {
  const key = draftKey(personId, roomId)
  try {
    if (draft.text.trim() === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // A full or forbidden store costs the draft after a reload, nothing else.
  }
}
