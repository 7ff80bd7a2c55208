import { createStore, type StoreApi } from 'zustand/vanilla'
import { Problem } from '../../app/api'
import type { Draft } from '../../messenger/draft'
import { newCid } from '../../realtime/cid'
import type { Client } from '../../realtime/client'
import { readKept, writeKept } from './kept'
import { commentIds, hasArrived, news, type Pending, withoutThread, withThread } from './threads'
import { addComment, type Comment, listThreads, openThread, type Place, readThread, type Thread } from './wire'

export interface Comments {
  /** Undefined until the server has told. */
  threads: Thread[] | undefined
  /** Why the last reading of all threads failed. */
  problem: unknown
  pending: Pending[]
  /** What is half-written, by the field it stands in; it lives as long as the sign-in. */
  drafts: Record<string, Draft>
  /** What the comment that is being begun is about. */
  beginning: Place | null
}

/** The comments on one document, as this page knows them. Of several answers about a thread the last question's counts. */
export class CommentStore {
  readonly state: StoreApi<Comments>
  /** Hears what others have said, except what was there at first. */
  onNews: (comments: Comment[]) => void = () => undefined
  private asked = 0
  private readonly answered = new Map<string, number>()
  private allAnswered = 0

  constructor(
    readonly documentId: string,
    private readonly me: string,
  ) {
    this.state = createStore<Comments>(() => ({ threads: undefined, problem: null, ...readKept(me, documentId) }))
    this.state.subscribe((now, before) => {
      if (now.drafts === before.drafts && now.beginning === before.beginning && now.pending === before.pending) return
      writeKept(me, documentId, now)
    })
  }

  async load(): Promise<void> {
    const ask = this.ask()
    try {
      const threads = await listThreads(this.documentId)
      if (ask < this.allAnswered) return
      this.allAnswered = ask
      const later = (id: string) => (this.answered.get(id) ?? 0) > ask
      const kept = (this.state.getState().threads ?? []).filter(({ id }) => later(id))
      const fresh = threads.filter(({ id }) => !later(id))
      for (const { id } of fresh) this.answered.set(id, ask)
      this.state.setState({ problem: null })
      this.put(kept.reduce<Thread[]>(withThread, fresh))
    } catch (problem) {
      // Whoever may not see comments keeps none either.
      const refused = problem instanceof Problem && [403, 404].includes(problem.status)
      this.state.setState({ problem, ...(refused ? { threads: undefined } : {}) })
    }
  }

  /** Reads one thread again: the server has said that it changed. */
  async read(threadId: string): Promise<void> {
    const ask = this.ask()
    try {
      this.take(ask, await readThread(this.documentId, threadId))
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 404) this.drop(ask, threadId)
    }
  }

  /** Does something to a thread; rejects as the server refuses it. */
  async change(threadId: string, work: () => Promise<unknown>): Promise<void> {
    const ask = this.ask()
    const answer = await work()
    // A deletion is answered with nothing.
    if (!answer || !this.take(ask, answer as Thread)) await this.read(threadId)
  }

  /** Sends a comment, which stands on the page from now on with the word for where it is. */
  async send(threadId: string | null, place: Place, text: string): Promise<string | undefined> {
    const { threads = [] } = this.state.getState()
    const pending: Pending = {
      ...place,
      cid: newCid(),
      threadId,
      text,
      createdAt: new Date().toISOString(),
      state: 'sending',
      before: commentIds(threads),
    }
    this.state.setState(({ pending: others }) => ({ pending: [...others, pending] }))
    return this.attempt(pending)
  }

  /** The same comment again, under the same name: it cannot be there twice. */
  async retry(cid: string): Promise<void> {
    const pending = this.state.getState().pending.find((one) => one.cid === cid)
    if (!pending || pending.state === 'sending') return
    this.mark(cid, { state: 'sending' })
    await this.attempt(pending)
  }

  /** What could not be sent without a network. */
  async retryWaiting(): Promise<void> {
    for (const { cid, state } of this.state.getState().pending) if (state === 'waiting') await this.retry(cid)
  }

  discard(cid: string): void {
    this.state.setState(({ pending }) => ({ pending: pending.filter((one) => one.cid !== cid) }))
  }

  draft(key: string, draft: Draft | null): void {
    this.state.setState(({ drafts: { [key]: _old, ...others } }) => ({
      drafts: draft ? { ...others, [key]: draft } : others,
    }))
  }

  begin(place: Place | null): void {
    this.state.setState({ beginning: place })
  }

  /** The id of the thread in which it now stands; undefined where it does not. */
  private async attempt({ cid, threadId, anchor, quote, text }: Pending): Promise<string | undefined> {
    const ask = this.ask()
    try {
      const thread = threadId
        ? await addComment(this.documentId, threadId, { cid, text })
        : await openThread(this.documentId, { cid, text, anchor, quote })
      this.discard(cid)
      if (!this.take(ask, thread)) await this.read(thread.id)
      return thread.id
    } catch (reason) {
      const offline = reason instanceof Problem && reason.status === 0
      this.mark(cid, { state: offline ? 'waiting' : 'failed', reason })
      return undefined
    }
  }

  private mark(cid: string, change: Partial<Pending>): void {
    this.state.setState(({ pending }) => ({
      pending: pending.map((one) => (one.cid === cid ? { ...one, ...change } : one)),
    }))
  }

  private ask(): number {
    this.asked += 1
    return this.asked
  }

  /** False where something newer is known already. */
  private take(ask: number, thread: Thread): boolean {
    if (ask < this.since(thread.id)) return false
    this.answered.set(thread.id, ask)
    this.put(withThread(this.state.getState().threads ?? [], thread))
    return true
  }

  private drop(ask: number, threadId: string): void {
    if (ask < this.since(threadId)) return
    this.answered.set(threadId, ask)
    this.put(withoutThread(this.state.getState().threads ?? [], threadId))
  }

  private since(threadId: string): number {
    return Math.max(this.allAnswered, this.answered.get(threadId) ?? 0)
  }

  private put(threads: Thread[]): void {
    const { threads: before, pending } = this.state.getState()
    this.state.setState({ threads, pending: pending.filter((one) => !hasArrived(one, threads, this.me)) })
    const fresh = before ? news(before, threads, this.me) : []
    if (fresh.length > 0) this.onNews(fresh)
  }
}

const stores = new WeakMap<Client, Map<string, CommentStore>>()

/** The comments on a document, the same for as long as somebody is signed in on this page. */
export function commentsOn(client: Client, documentId: string): CommentStore {
  const known = stores.get(client) ?? new Map<string, CommentStore>()
  stores.set(client, known)
  const store = known.get(documentId) ?? new CommentStore(documentId, client.store.getState().me.id)
  known.set(documentId, store)
  return store
}
