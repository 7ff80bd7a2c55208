import { HocuspocusProvider, WebSocketStatus } from '@hocuspocus/provider'
import { IndexeddbPersistence } from 'y-indexeddb'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Problem } from '../app/api'
import { forgetCopy, readCopy, writeCopy } from './copies'
import { readDocument, realtimeToken } from './door'
import { type Facts, OPENING } from './line'
import { Mentioned } from './mentioned'
import { tellAllNews, tellNews } from './news'
import { borrowSocket, returnSocket } from './socket'
import { canStore } from './storage'
import type { DocumentSummary } from './wire'
import { type Writer, writersOf } from './writers'

export interface SessionHooks {
  facts(facts: Facts): void
  writers(writers: Writer[]): void
  /** What the server now says of the document as a whole. */
  summary(document: DocumentSummary): void
  /** A thread of comments has changed; without a name any may have. */
  threads(threadId: string | null): void
  /** The server does not know who this is any more. */
  doubt(): void
}

const FIRST_MS = 8_000
const AWAY_MS = 2_000
const SETTLE_MS = 500
const RETRY_MS = 1_000
const MOST_RETRY_MS = 30_000

/** One document while it is on the screen: its text, the copy in this browser, and the way to the server and back. */
export class DocumentSession {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  private facts: Facts = OPENING
  private copy: IndexeddbPersistence | null = null
  private provider: HocuspocusProvider | null = null
  private awayTimer: ReturnType<typeof setTimeout> | undefined
  private settleTimer: ReturnType<typeof setTimeout> | undefined
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private tries = 0
  private closed = false
  private readonly mentioned: Mentioned

  constructor(
    private document: DocumentSummary,
    private readonly person: Writer,
    private readonly copyName: string,
    private readonly hooks: SessionHooks,
  ) {
    this.mentioned = new Mentioned(document.id)
    this.awareness.setLocalState({})
    this.doc.on('update', this.onUpdate)
    this.awareness.on('change', () => hooks.writers(writersOf(this.awareness.getStates(), person.id)))
  }

  async start(): Promise<void> {
    this.know({ unsaved: readCopy(this.copyName)?.unsent ?? false })
    this.goAway(FIRST_MS)
    if (await canStore()) await this.openCopy()
    if (!this.closed) this.connect()
  }

  /** Says to the others who this is: from the first time on that somebody writes or points at the text. */
  introduce(): void {
    if (!this.awareness.getLocalState()?.user) this.awareness.setLocalStateField('user', this.person)
  }

  /** Tells somebody that the text names them, in these words. */
  mention(personId: string, quote: string): void {
    this.mentioned.add(personId, quote)
  }

  /** Renamed, closed or opened again. */
  changed(document: DocumentSummary): void {
    this.document = document
    this.keepEntry()
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    clearTimeout(this.awayTimer)
    clearTimeout(this.settleTimer)
    clearTimeout(this.retryTimer)
    this.mentioned.close()
    if (this.provider) {
      this.provider.destroy()
      returnSocket()
    }
    // Closes the copy as well.
    this.doc.destroy()
  }

  private async openCopy(): Promise<void> {
    const copy = new IndexeddbPersistence(this.copyName, this.doc)
    this.copy = copy
    await copy.whenSynced
    if (this.closed) return
    this.know({ kept: true, loaded: this.doc.store.clients.size > 0 })
    this.keepEntry()
  }

  private connect(): void {
    const socket = borrowSocket()
    const provider = new HocuspocusProvider({
      name: this.document.id,
      document: this.doc,
      awareness: this.awareness,
      websocketProvider: socket,
      token: realtimeToken,
    })
    this.provider = provider
    provider.on('synced', () => this.know({ loaded: true }))
    provider.on('authenticated', ({ scope }: { scope: string }) => this.admitted(scope))
    provider.on('authenticationFailed', ({ reason }: { reason: string }) => this.denied(reason))
    provider.on('unsyncedChanges', ({ number }: { number: number }) => this.counted(number))
    provider.on('stateless', ({ payload }: { payload: string }) => this.hear(payload))
    provider.on('status', ({ status }: { status: WebSocketStatus }) => {
      if (status !== WebSocketStatus.Connected) this.lost(status)
    })
    provider.attach()
  }

  private admitted(scope: string): void {
    clearTimeout(this.awayTimer)
    this.awayTimer = undefined
    const next = scope === 'readonly' ? 'read' : 'write'
    const news = this.tries > 0 || (this.facts.scope !== null && this.facts.scope !== next)
    this.tries = 0
    this.know({ connection: 'connected', scope: next, end: null })
    if (news) this.ask()
    tellAllNews(this.document.id)
    void this.mentioned.send()
  }

  private hear(payload: string): void {
    try {
      const { type, id } = JSON.parse(payload)
      if (type === 'thread' && typeof id === 'string') this.hooks.threads(id)
      else if (type === 'threads') this.hooks.threads(null)
      else if (type === 'versions' || type === 'suggestions') tellNews(this.document.id, type)
    } catch {
      // What this page does not understand is not for it.
    }
  }

  private lost(status: WebSocketStatus): void {
    if (this.facts.connection === 'connected') this.know({ connection: 'connecting' })
    // The first attempt may take its time, a failed one is a reason to say so soon.
    if (status === WebSocketStatus.Disconnected) this.goAway(AWAY_MS)
  }

  private goAway(afterMs: number): void {
    if (this.facts.connection === 'away') return
    clearTimeout(this.awayTimer)
    this.awayTimer = setTimeout(() => this.know({ connection: 'away' }), afterMs)
  }

  /** Denied, cut off or too much: only the HTTP door says which, and until then nothing is tried again. */
  private denied(reason: string): void {
    this.provider?.detach()
    if (reason === 'too large') this.know({ end: 'tooLarge' })
    this.lost(WebSocketStatus.Disconnected)
    this.ask(true)
  }

  private ask(reattach = false): void {
    readDocument(this.document.id).then(
      (document) => {
        if (this.closed) return
        this.changed(document)
        this.hooks.summary(document)
        if (reattach) this.again()
      },
      (error: Problem) => {
        if (this.closed) return
        if (error.status === 404) void this.gone()
        else if (error.status === 401) this.hooks.doubt()
        else if (reattach) this.again()
      },
    )
  }

  private again(): void {
    const wait = Math.min(RETRY_MS * 2 ** this.tries, MOST_RETRY_MS)
    this.tries += 1
    clearTimeout(this.retryTimer)
    this.retryTimer = setTimeout(() => this.provider?.attach(), wait)
  }

  /** The document is not there any more, not for this person: then no copy of it stays here either. */
  private async gone(): Promise<void> {
    this.know({ end: 'gone', unsaved: false })
    const copy = this.copy
    this.close()
    await copy?.destroy()
    await forgetCopy(this.copyName)
  }

  private readonly onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.provider || origin === this.copy) return
    clearTimeout(this.settleTimer)
    if (this.facts.unsaved) return
    this.know({ unsaved: true })
    this.keepEntry()
  }

  /** All is acknowledged. That is said once it has been quiet for a moment, so that the words do not flicker. */
  private counted(unsynced: number): void {
    clearTimeout(this.settleTimer)
    if (unsynced > 0 || !this.facts.unsaved) return
    this.settleTimer = setTimeout(() => {
      this.know({ unsaved: false, end: null })
      this.keepEntry()
    }, SETTLE_MS)
  }

  private keepEntry(): void {
    if (!this.facts.kept || this.closed) return
    writeCopy(this.copyName, { document: this.document, at: Date.now(), unsent: this.facts.unsaved })
  }

  private know(news: Partial<Facts>): void {
    if (this.closed && news.end === undefined) return
    this.facts = { ...this.facts, ...news }
    this.hooks.facts(this.facts)
  }
}
