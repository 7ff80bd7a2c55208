import type { Comment, Place, Thread } from './wire'

/** A comment of this person that is not known to be stored yet. */
export interface Pending extends Place {
  cid: string
  /** Null for what opens a thread. */
  threadId: string | null
  text: string
  createdAt: string
  state: 'sending' | 'waiting' | 'failed'
  /** Why it failed. */
  reason?: unknown
  /** The comments that were there before it. */
  before: ReadonlySet<string>
}

/** With a thread as it is now, oldest first. */
export function withThread(threads: readonly Thread[], thread: Thread): Thread[] {
  return [...threads.filter(({ id }) => id !== thread.id), thread].sort(
    (a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id),
  )
}

export function withoutThread(threads: readonly Thread[], threadId: string): Thread[] {
  return threads.filter(({ id }) => id !== threadId)
}

export function commentIds(threads: readonly Thread[]): Set<string> {
  return new Set(threads.flatMap(({ comments }) => comments.map(({ id }) => id)))
}

/** What others have said that was not there before. */
export function news(before: readonly Thread[], after: readonly Thread[], me: string): Comment[] {
  const known = commentIds(before)
  return after.flatMap(({ comments }) =>
    comments.filter(({ id, authorId, deleted }) => authorId !== me && !deleted && !known.has(id)),
  )
}

/** Whether what was sent is there, though its own answer is not. */
export function hasArrived(pending: Pending, threads: readonly Thread[], me: string): boolean {
  return threads.some(
    ({ id, comments }) =>
      (pending.threadId === null || id === pending.threadId) &&
      comments.some(
        (comment) => comment.authorId === me && comment.text === pending.text && !pending.before.has(comment.id),
      ),
  )
}

/**
 * The order of the cards: what is about the whole document, then by place in the text, then what has lost its place.
 * `placed` are the ids of those that have one, as they stand there.
 */
export function inOrder(threads: readonly Thread[], placed: readonly string[]): Thread[] {
  const ranks = new Map(placed.map((id, index) => [id, index]))
  const rank = ({ id, anchor }: Thread) => (anchor === null ? -1 : (ranks.get(id) ?? Number.POSITIVE_INFINITY))
  return [...threads].sort((a, b) => {
    const [first, second] = [rank(a), rank(b)]
    return first === second ? a.createdAt.localeCompare(b.createdAt) : first < second ? -1 : 1
  })
}
