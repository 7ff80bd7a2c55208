import type { Client } from '../realtime/client'
import { CallError } from '../realtime/link'
import type { Mine, Seen, Session, SessionEvent } from './wire'

const SAMPLES = 4
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
}

/** Follows the session of one round, and enters it again after each loss of the connection. */
export class SessionDesk {
  private state: DeskState = { entered: false, ahead: 0, missing: false }
  private readonly listeners = new Set<() => void>()
  private unfollow: (() => void) | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private stopped = false
  /** Whether the person wants to be in it. */
  private wants = false

  constructor(
    private readonly client: Pick<Client, 'call' | 'follow'>,
    private readonly roomId: string,
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

  private call<T>(method: string, params: Record<string, unknown>): Promise<T> {
    return this.client.call<T>(`session.${method}`, { roomId: this.roomId, ...params })
  }

  /** After each connect: the clock, and what has happened meanwhile. */
  private async load(): Promise<void> {
    try {
      await this.measure()
      if (this.wants) await this.enter()
      else this.take(await this.call<Seen>('look', {}))
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

  /** The quickest of a few questions tells the time best: it was underway for the shortest time (RFC 5905, clock filter). */
  private async measure(): Promise<void> {
    let best = Number.POSITIVE_INFINITY
    let ahead = this.state.ahead
    for (let i = 0; i < SAMPLES; i++) {
      const asked = performance.now()
      const { now } = await this.client.call<{ now: string }>('session.time', {})
      const took = performance.now() - asked
      if (took < best) {
        best = took
        ahead = new Date(now).getTime() + took / 2 - Date.now()
      }
    }
    this.put({ ahead })
  }

  private changed(event: SessionEvent): void {
    if (event.type !== 'session.changed') return
    const seen = this.state.seen
    if (seen && event.rev > seen.rev) this.put({ seen: { ...seen, rev: event.rev, session: event.session } })
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
