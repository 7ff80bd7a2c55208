import { newCid } from './cid'
import type { RowStore } from './db'
import type { Room } from './law'
import { CallError } from './link'
import type { Posted } from './wire'

/**
 * A message that this person wrote. `queued` waits for its turn or for the network, `sending` is with the server, `sent`
 * is stored there, `failed` was refused for good.
 */
export interface OutboxRow {
  cid: string
  personId: string
  roomId: string
  text: string
  replyTo?: string
  createdAt: number
  tries: number
  state: 'queued' | 'sending' | 'sent' | 'failed'
  /** Code of the refusal, or `EXPIRED`. */
  reason?: number
  /** Where the server stored it. */
  epoch?: string
  offset?: number
  /** It stands in its room, and is kept only to be sent again should the server lose it. */
  seen?: true
}

export interface OutboxPort {
  /** Posts once; rejects with a `CallError`. */
  post(row: OutboxRow): Promise<Posted>
  connected(): boolean
  /** Those that are not yet seen in their room. */
  changed(rows: OutboxRow[]): void
}

/** The server remembers a `cid` for seven days; a row older than this is not sent without being asked to. */
const EXPIRY_MS = 6 * 24 * 3_600_000
export const EXPIRED = -1
/** So long at least a message is kept that stands in its room: longer than a store takes to fail over. */
const KEPT_MS = 60_000
const BACKOFF_MS = [1_000, 2_000, 5_000, 10_000, 30_000]

/**
 * Sends every row exactly once in effect: written to disk before the first try, the same `cid` in every try, per room
 * one at a time in the order written. Several tabs share one outbox; a lock lets one of them send at a time.
 */
export class Outbox {
  private rows: OutboxRow[] = []
  /** When the newest row was written; keeps the order of rows of the same millisecond. */
  private newest = 0
  private flushing = false
  private again = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private stopped = false
  /** Of each room as last looked at. */
  private readonly epochs = new Map<string, string>()
  /** Epochs that have ended; what was stored in one of them may be lost. */
  private readonly over = new Set<string>()
  private readonly channel = new BroadcastChannel('amtsrunde-outbox')

  constructor(
    private readonly db: RowStore,
    private readonly personId: string,
    private readonly port: OutboxPort,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes up what an earlier visit left behind. Rows of another person on this browser are erased. */
  async start(): Promise<void> {
    this.channel.onmessage = () => this.refresh().then(() => this.flush())
    for (const row of await this.db.all()) {
      if (row.personId !== this.personId) await this.db.delete(row.cid)
    }
    await this.refresh()
    this.flush()
  }

  async add(roomId: string, text: string, replyTo?: string): Promise<string> {
    const cid = newCid()
    const createdAt = Math.max(this.now(), this.newest + 1)
    this.newest = createdAt
    const row: OutboxRow = { cid, personId: this.personId, roomId, text, createdAt, tries: 0, state: 'queued' }
    if (replyTo) row.replyTo = replyTo
    await this.put(row)
    this.flush()
    return cid
  }

  async retry(cid: string): Promise<void> {
    const row = this.rows.find((known) => known.cid === cid && known.state === 'failed')
    if (!row) return
    const { reason: _reason, ...rest } = row
    await this.put({ ...rest, tries: 0, state: 'queued' })
    this.flush()
  }

  async discard(cid: string): Promise<void> {
    await this.db.delete(cid)
    this.rows = this.rows.filter((row) => row.cid !== cid)
    this.show()
    if (!this.stopped) this.channel.postMessage('changed')
  }

  /**
   * Compares with the rooms as they are now. What stands there is not shown any more, but kept for a while: a server whose log
   * begins a new epoch may have lost it, and then it is sent again, with the same `cid`.
   */
  look(rooms: Readonly<Record<string, Room>>): void {
    let lost = false
    for (const row of [...this.rows]) {
      const room = rooms[row.roomId]
      if (!room) continue
      this.ended(row, room.summary.epoch)
      const message = room.messages.find(({ cid, authorId }) => cid === row.cid && authorId === this.personId)
      if (message || passed(row, room)) {
        if (message?.deleted || (row.seen && this.now() - row.createdAt > KEPT_MS)) void this.discard(row.cid)
        else if (!row.seen || row.epoch !== room.summary.epoch) {
          const { epoch, offset } = room.summary
          this.keep({ ...row, state: 'sent', epoch, offset: message?.offset ?? offset, seen: true })
        }
      } else if (row.state === 'sent' && this.over.has(row.epoch ?? '')) {
        lost = true
        const { seen: _seen, ...rest } = row
        this.keep({ ...rest, state: 'queued' })
      }
    }
    for (const [id, { summary }] of Object.entries(rooms)) this.epochs.set(id, summary.epoch)
    if (lost) this.flush()
  }

  private ended(row: OutboxRow, epoch: string): void {
    const before = this.epochs.get(row.roomId)
    if (before === epoch) return
    for (const old of [before, row.epoch]) if (old && old !== epoch) this.over.add(old)
  }

  private keep(row: OutboxRow): void {
    this.replace(row)
    // Should it fail, the row is as it was when this page is opened again, and compared again.
    this.db.put(row).catch(() => undefined)
  }

  /** Forgets everything, on sign-out. */
  async purge(): Promise<void> {
    this.stop()
    await this.db.clear()
    this.rows = []
    this.show()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    this.channel.close()
  }

  /** Sends what can be sent; called after a reconnect. Does nothing while a run is under way. */
  flush(): void {
    if (this.stopped) return
    if (this.flushing) {
      this.again = true
      return
    }
    this.flushing = true
    clearTimeout(this.timer)
    exclusively(`amtsrunde-outbox-${this.personId}`, () => this.run())
      .catch(() => this.later())
      .finally(() => {
        this.flushing = false
        if (this.again) {
          this.again = false
          this.flush()
        }
      })
  }

  private async run(): Promise<void> {
    await this.refresh()
    const rooms = new Set(this.rows.filter((row) => row.state === 'queued').map((row) => row.roomId))
    await Promise.all([...rooms].map((roomId) => this.runRoom(roomId)))
  }

  private async runRoom(roomId: string): Promise<void> {
    while (!this.stopped && this.port.connected()) {
      const row = this.rows.find((candidate) => candidate.roomId === roomId && candidate.state === 'queued')
      if (!row || !(await this.send(row))) return
    }
  }

  /** False when the room has to wait. */
  private async send(row: OutboxRow): Promise<boolean> {
    if (row.tries > 0 && this.now() - row.createdAt > EXPIRY_MS) {
      await this.put({ ...row, state: 'failed', reason: EXPIRED })
      return true
    }
    const trying = { ...row, tries: row.tries + 1 }
    await this.db.put(trying)
    this.replace({ ...trying, state: 'sending' })
    try {
      const { epoch, offset } = await this.port.post(trying)
      if (this.over.has(epoch)) throw new CallError(0, 'stored where it may be lost', true)
      this.failures = 0
      await this.putIfThere({ ...trying, state: 'sent', epoch, offset })
      return true
    } catch (error) {
      if ((error as CallError).temporary) {
        await this.putIfThere({ ...trying, state: 'queued' })
        this.later()
        return false
      }
      await this.putIfThere({ ...trying, state: 'failed', reason: (error as CallError).code })
      return true
    }
  }

  private later(): void {
    const wait = BACKOFF_MS[Math.min(this.failures, BACKOFF_MS.length - 1)]
    this.failures += 1
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), wait)
  }

  private async put(row: OutboxRow): Promise<void> {
    await this.db.put(row)
    this.replace(row)
    this.channel.postMessage('changed')
  }

  /** The message may already have been seen in its room, before the answer came. */
  private async putIfThere(row: OutboxRow): Promise<void> {
    const known = this.rows.find(({ cid }) => cid === row.cid)
    if (!this.stopped && known && !known.seen) await this.put(row)
  }

  private async refresh(): Promise<void> {
    const sending = new Set(this.rows.filter((row) => row.state === 'sending').map((row) => row.cid))
    const stored = await this.db.all()
    this.rows = stored
      .filter((row) => row.personId === this.personId)
      .map((row) => (row.state === 'queued' && sending.has(row.cid) ? { ...row, state: 'sending' as const } : row))
      .sort((a, b) => a.createdAt - b.createdAt)
    this.newest = Math.max(this.newest, this.rows.at(-1)?.createdAt ?? 0)
    this.show()
  }

  private replace(row: OutboxRow): void {
    const others = this.rows.filter((known) => known.cid !== row.cid)
    this.rows = [...others, row].sort((a, b) => a.createdAt - b.createdAt)
    this.show()
  }

  private show(): void {
    if (!this.stopped || this.rows.length === 0) this.port.changed(this.rows.filter((row) => !row.seen))
  }
}

/** Whether what is stored there must have been seen, and may be gone again from what is in memory. */
function passed(row: OutboxRow, { summary }: Room): boolean {
  return row.state === 'sent' && row.epoch === summary.epoch && (row.offset ?? 0) <= summary.offset
}

/** Runs `work` in one tab at a time where the browser has locks; the server drops duplicates where it has none. */
async function exclusively(name: string, work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request(name, work)
  else await work()
}
