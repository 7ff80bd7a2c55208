import type { Client } from '../realtime/client'
import { CallError } from '../realtime/link'
import { measureAhead } from './clock'
import { type Guest, type GuestBook, isOver, type Mine, type Seen, type Session, type SessionEvent } from './wire'

const RETRY_MS = 1_000

/** What the screen knows of the session of a round. */
export interface DeskState {
  seen?: Seen
  /** What only this person sees, as it was when they entered. */
  mine?: Mine
  /** Whether this connection has entered the session. */
  entered: boolean
  /** The clock of the server minus the one of this device, in ms. */
  ahead: number
  missing: boolean
  /** Who is here from outside, and who waits. */
  guests: Guest[]
  /** Links that no guest has used yet. */
  links?: GuestBook['links']
}

/** What screens of a session stand on. */
export interface Desk {
  /** Only looked at: a guest can do nothing in the session itself. */
  readonly asGuest: boolean
  subscribe(listener: () => void): () => void
  get(): DeskState
}

/** Follows the session of one round, and enters it again after each loss of the connection. */
export class SessionDesk implements Desk {
  readonly asGuest = false
  private state: DeskState = { entered: false, ahead: 0, missing: false, guests: [] }
  private readonly listeners = new Set<() => void>()
  private unfollow: (() => void) | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private stopped = false
  /** Whether the person wants to be in it. */
  private wants = false

  constructor(
    private readonly client: Pick<Client, 'call' | 'follow'>,
    private readonly roomId: string,
    private readonly me: string,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly get = (): DeskState => this.state

  start(): void {
    this.unfollow = this.client.follow(`session:${this.roomId}`, {
      subscribed: () => void this.load(),
      publication: (data) => this.changed(data as SessionEvent),
      refused: () => this.put({ missing: true }),
    })
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    this.unfollow?.()
    if (this.state.entered) this.act('leave').catch(() => undefined)
  }

  /** Enters, and stays in it from now on. `meet` begins a session where none is near. */
  async enter(how: 'join' | 'meet' = 'join'): Promise<void> {
    const seen = await this.call<Seen>(how, {})
    this.wants = true
    this.put({ entered: true, mine: seen.mine })
    this.take(seen)
  }

  async leave(): Promise<void> {
    this.wants = false
    this.put({ entered: false })
    await this.act('leave')
  }

  /** One of the methods of the protocol page, without its `session.`. */
  async act(method: string, params: Record<string, unknown> = {}): Promise<void> {
    await this.call(method, params)
  }

  /** A link for a guest; nobody is told of it a second time. */
  async invite(): Promise<string> {
    return (await this.call<{ link: string }>('invite', {})).link
  }

  private call<T>(method: string, params: Record<string, unknown>): Promise<T> {
    return this.client.call<T>(`session.${method}`, { roomId: this.roomId, ...params })
  }

  /** After each connect: the clock, and what has happened meanwhile. */
  private async load(): Promise<void> {
    try {
      await this.measure()
      if (this.wants) await this.enter()
      else this.take(await this.call<Seen>('look', {}))
      await this.loadGuests()
    } catch (error) {
      if (this.stopped) return
      if (error instanceof CallError && error.code === 404) this.put({ missing: true })
      else if (error instanceof CallError && error.code === 409) await this.look()
      else this.timer = setTimeout(() => void this.load(), RETRY_MS)
    }
  }

  /** The session to which the person wants to come back is over. */
  private async look(): Promise<void> {
    this.wants = false
    this.put({ entered: false })
    this.take(await this.call<Seen>('look', {}))
  }

  private async measure(): Promise<void> {
    this.put({ ahead: await measureAhead(this.client.call) })
  }

  private async loadGuests(): Promise<void> {
    const { guests, links } = await this.call<GuestBook>('guests', {})
    this.put({ guests, links })
  }

  private changed(event: SessionEvent): void {
    if (event.type === 'session.guests') this.loadGuests().catch(() => undefined)
    if (event.type !== 'session.changed') return
    // Guests are gone with the end.
    if (isOver(event.session)) this.put({ guests: [], links: [] })
    const seen = this.state.seen
    if (!seen || event.rev <= seen.rev) return
    this.put({ seen: { ...seen, rev: event.rev, session: event.session } })
    // A node that stood still was taken for dead, and with it whoever was there; another device of theirs may have gone, too.
    const missed = event.session.people.some(({ personId, here }) => personId === this.me && !here)
    if (missed && this.wants && !isOver(event.session)) this.enter().catch(() => undefined)
  }

  private take(seen: Seen): void {
    const known = this.state.seen
    this.put({ seen: known && known.rev > seen.rev ? { ...seen, rev: known.rev, session: known.session } : seen })
  }

  private put(change: Partial<DeskState>): void {
    if (this.stopped) return
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}

/** What tells one step of one session from every other. */
export function stepKey(session: Session): string {
  return `${session.roomId}:${session.startsAt}:${session.step}`
}
