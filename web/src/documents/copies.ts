import type { DocumentSummary } from './wire'

/**
 * Which documents this browser keeps a copy of, whose they are, and whether they hold something the server has not
 * yet. The text itself lies in a database per copy; this list of them is small enough to be read at once.
 */
export interface Copy {
  document: DocumentSummary
  /** When it was last open, in ms. */
  at: number
  unsent: boolean
}

const PREFIX = 'copy:'
const KEEP_MS = 30 * 86_400_000

/** The name of the database of one copy, and of its entry in the list. */
export function copyName(personId: string, documentId: string): string {
  return `${PREFIX}${personId}:${documentId}`
}

export function readCopy(name: string): Copy | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(name) ?? 'null')
    return stored?.document?.id ? stored : undefined
  } catch {
    return undefined
  }
}

export function writeCopy(name: string, copy: Copy): void {
  localStorage.setItem(name, JSON.stringify(copy))
}

/** All copies of one person. */
export function copiesOf(personId: string): Copy[] {
  return names(copyName(personId, '')).flatMap((name) => readCopy(name) ?? [])
}

/** Erases one copy, its text and its entry. Another tab that still has it open lets go of it by itself. */
export async function forgetCopy(name: string): Promise<void> {
  localStorage.removeItem(name)
  await new Promise<void>((resolve) => {
    const request = globalThis.indexedDB?.deleteDatabase(name)
    if (!request) return resolve()
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}

/** Erases the copies of everybody else, and those of this person that were not open for a month and hold nothing new. */
export async function forgetOldCopies(personId: string, now = Date.now()): Promise<void> {
  const mine = copyName(personId, '')
  const stale = names(PREFIX).filter((name) => {
    const copy = readCopy(name)
    return !name.startsWith(mine) || !copy || (!copy.unsent && now - copy.at > KEEP_MS)
  })
  await Promise.all(stale.map(forgetCopy))
}

/** Erases every copy. */
export async function forgetAllCopies(): Promise<void> {
  await Promise.all(names(PREFIX).map(forgetCopy))
}

function names(prefix: string): string[] {
  return Object.keys(localStorage).filter((name) => name.startsWith(prefix))
}
