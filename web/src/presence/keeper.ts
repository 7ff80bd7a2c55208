import type { Link } from '../realtime/link'
import type { LiveStore } from '../realtime/store'
import type { Presence, PresenceState } from '../realtime/wire'

/**
 * What this person shows of themselves. Whether they are visible is kept by the server, for all their devices; the
 * state ends there with the connection, so this browser keeps it.
 */
export interface OwnPresence {
  visible: boolean
  state: PresenceState
  text?: string
  until?: string
}

interface Kept extends OwnPresence {
  /** Chosen here, and the server has not heard of it yet. */
  unsaid?: boolean
}

const KEY = 'presence'
const WATCH_MS = 300
const WATCHED = 200
const HIDDEN: Kept = { visible: false, state: 'free' }

/** Says what this person chose after every reconnect, and asks for the people who are on the screen. */
export class PresenceKeeper {
  private readonly watched = new Map<string, number>()
  private readonly listeners = new Set<() => void>()
  private watchTimer: ReturnType<typeof setTimeout> | undefined
  private expiry: ReturnType<typeof setTimeout> | undefined
  private own: Kept

  constructor(
    private readonly store: LiveStore,
    private readonly call: Link['call'],
  ) {
    this.own = this.stored()
    this.changed()
  }

  readonly get = (): OwnPresence => this.own

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Chooses anew. Rejects with a `CallError` when the server could not be told; it will be, after the reconnect. */
  async set(next: OwnPresence): Promise<void> {
    this.keep({ ...next, unsaid: true })
    if (!next.visible) this.store.setState({ presence: {} })
    await this.tell()
  }

  /**
   * Another device may have switched the visibility meanwhile: that counts, unless something was chosen here since. Whoever was
   * away for a moment only stands there as before, and says nothing.
   */
  async connected(): Promise<void> {
    this.own = current(this.own)
    if (this.own.unsaid) return this.tell()
    const stands = await this.call<OwnPresence>('presence.me', {})
    this.keep({ ...this.own, visible: stands.visible })
    if (same(stands, this.own)) this.askSoon()
    else if (this.own.visible) await this.tell()
  }

  /** Asks for these people until the returned function is called. */
  watch(ids: readonly string[]): () => void {
    for (const id of ids) this.watched.set(id, (this.watched.get(id) ?? 0) + 1)
    this.askSoon()
    return () => {
      for (const id of ids) {
        const left = (this.watched.get(id) ?? 1) - 1
        if (left > 0) this.watched.set(id, left)
        else this.watched.delete(id)
      }
      this.askSoon()
    }
  }

  stop(): void {
    clearTimeout(this.watchTimer)
    clearTimeout(this.expiry)
  }

  forget(): void {
    localStorage.removeItem(KEY)
  }

  private keep(next: Kept): void {
    this.own = next
    localStorage.setItem(KEY, JSON.stringify({ personId: this.store.getState().me.id, ...next }))
    this.changed()
  }

  /** Tells the listeners, and once more when the chosen state ends. */
  private changed(): void {
    for (const listener of this.listeners) listener()
    clearTimeout(this.expiry)
    if (!this.own.until) return
    this.expiry = setTimeout(() => this.keep(current(this.own)), Date.parse(this.own.until) - Date.now() + 1)
  }

  private async tell(): Promise<void> {
    const { visible, state, text, until } = this.own
    await this.call('presence.me', visible ? { visible, state, text, until } : { visible })
    this.keep({ visible, state, text, until })
    this.askSoon()
  }

  private askSoon(): void {
    if (!this.own.visible) return
    clearTimeout(this.watchTimer)
    this.watchTimer = setTimeout(() => this.ask(), WATCH_MS)
  }

  private ask(): void {
    const { connection, me } = this.store.getState()
    if (connection !== 'connected' || !this.own.visible) return
    const people = [...this.watched.keys()].filter((id) => id !== me.id).slice(0, WATCHED)
    this.call<{ people: Record<string, Presence> }>('presence.watch', { people })
      .then((answer) => this.store.setState({ presence: answer.people }))
      // The next reconnect asks again; until then nobody is shown, which is never wrong.
      .catch(() => this.store.setState({ presence: {} }))
  }

  private stored(): Kept {
    try {
      const { personId, ...own } = JSON.parse(localStorage.getItem(KEY) ?? '{}')
      return personId === this.store.getState().me.id ? current({ ...HIDDEN, ...own }) : HIDDEN
    } catch {
      return HIDDEN
    }
  }
}

function same(one: OwnPresence, other: OwnPresence): boolean {
  const end = (own: OwnPresence) => (own.until ? Date.parse(own.until) : 0)
  return one.state === other.state && (one.text ?? '') === (other.text ?? '') && end(one) === end(other)
}

/** A state with an end falls back to plain "here" when its time is over. */
function current(own: Kept): Kept {
  const over = own.until !== undefined && Date.parse(own.until) <= Date.now()
  return over ? { visible: own.visible, unsaid: own.unsaid, state: 'free' } : own
}
