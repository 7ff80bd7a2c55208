import type { Comment, Thread } from '../src/documents/comments/wire'
import type { DocumentSummary } from '../src/documents/wire'
import type { FakeDocuments } from './fakeDocuments'

interface Answer {
  status: number
  json?: unknown
}

type Body = Partial<Pick<Thread, 'anchor' | 'quote'>> & { cid?: string; text?: string; resolved?: boolean }

/** The comments of the server in memory, after src/docs/protocol.md, written without the client's rules. */
export class FakeThreads {
  readonly all = new Map<string, Thread[]>()
  /** The next comment is stored, and its answer is lost. */
  loseNextAnswer = false
  /** The next comment is refused with this status. */
  refuseNext = 0
  private readonly made = new Map<string, { threadId: string; body: string }>()
  private count = 0

  constructor(
    private readonly documents: FakeDocuments,
    private readonly now: () => number,
    /** Posts into the direct conversation of two people. */
    private readonly post: (from: string, to: string, text: string) => void,
  ) {}

  answer(method: string, seen: DocumentSummary, me: string, rest: string[], body: Body): Answer {
    if (seen.role === 'view' || seen.state === 'trashed') return { status: 403 }
    const [threadId, , commentId] = rest
    const threads = this.all.get(seen.id) ?? []
    if (!threadId) {
      if (method === 'GET') return { status: 200, json: { threads } }
      return this.once(seen, me, body, () => this.open(seen.id, me, body))
    }
    const thread = threads.find(({ id }) => id === threadId)
    if (!thread) return { status: 404 }
    if (method === 'GET') return { status: 200, json: thread }
    if (rest.length === 1) {
      Object.assign(thread, body.resolved ? { resolvedById: me, resolvedAt: this.at() } : OPEN)
    } else if (!commentId) {
      return this.once(seen, me, body, () => {
        Object.assign(thread, OPEN)
        thread.comments.push(this.comment(me, body.text ?? ''))
        return thread
      })
    } else {
      const comment = thread.comments.find(({ id }) => id === commentId)
      if (!comment) return { status: 404 }
      const mine = comment.authorId === me
      if (!mine && (method === 'POST' || seen.role !== 'own')) return { status: 403 }
      if (method === 'POST') Object.assign(comment, { text: body.text, editedAt: this.at() })
      else {
        Object.assign(comment, { text: '', deleted: true })
        if (thread.comments.every(({ deleted }) => deleted))
          this.all.set(
            seen.id,
            threads.filter(({ id }) => id !== threadId),
          )
        this.documents.tellThread(seen.id, threadId)
        return { status: 204 }
      }
    }
    this.documents.tellThread(seen.id, threadId)
    return { status: 200, json: thread }
  }

  /** Somebody opens a thread. */
  open(documentId: string, me: string, { text = '', anchor = null, quote = null }: Body): Thread {
    this.count += 1
    const id = `t${this.count}`
    const comments = [this.comment(me, text)]
    const thread = { id, anchor, quote, createdAt: this.at(), ...OPEN, comments }
    this.all.set(documentId, [...(this.all.get(documentId) ?? []), thread])
    return thread
  }

  /** Somebody answers in a thread. */
  say(thread: Thread, me: string, text: string): Comment {
    const comment = this.comment(me, text)
    thread.comments.push(comment)
    return comment
  }

  private once(seen: DocumentSummary, me: string, body: Body, make: () => Thread): Answer {
    if (this.refuseNext) {
      const status = this.refuseNext
      this.refuseNext = 0
      return { status }
    }
    const name = `${seen.id} ${me} ${body.cid}`
    const known = this.made.get(name)
    if (known) {
      if (known.body !== JSON.stringify(body)) return { status: 409 }
      return { status: 201, json: this.all.get(seen.id)?.find(({ id }) => id === known.threadId) }
    }
    const thread = make()
    this.made.set(name, { threadId: thread.id, body: JSON.stringify(body) })
    this.documents.tellThread(seen.id, thread.id)
    for (const [, personId = ''] of (body.text ?? '').matchAll(/\]\(person:([^)]+)\)/g)) {
      const role = this.documents.see(seen.id, personId)?.role
      if (personId === me || !role || role === 'view') continue
      this.post(me, personId, `[${seen.title}](/dokumente/${seen.id}?thread=${thread.id})\n\n${body.text}`)
    }
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false
      return { status: 0 }
    }
    return { status: 201, json: thread }
  }

  private comment(authorId: string, text: string): Comment {
    this.count += 1
    return { id: `k${this.count}`, authorId, text, createdAt: this.at(), editedAt: null, deleted: false }
  }

  private at(): string {
    return new Date(this.now() + this.count * 1_000).toISOString()
  }
}

const OPEN = { resolvedById: null, resolvedAt: null }
