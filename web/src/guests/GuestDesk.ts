import type { Client } from '../realtime/client'
import { addPeople } from '../realtime/store'
import { isGuest } from '../realtime/wire'
import { measureAhead } from '../sessions/clock'
import type { Desk, DeskState } from '../sessions/SessionDesk'
import type { GuestMessage, GuestView } from './wire'

export interface GuestDeskState extends DeskState {
  view?: GuestView
  over?: 'removed' | 'ended'
}

/** What a guest knows of the session: what the server says they may see, and nothing that they could do. */
export class GuestDesk implements Desk {
  readonly asGuest = true
  private state: GuestDeskState = { entered: true, ahead: 0, missing: false, guests: [] }
  private readonly listeners = new Set<() => void>()
  private readonly stops: (() => void)[] = []

  /** @param called how a guest of this name is called on the screen */
  constructor(
    private readonly client: Client,
    private readonly called: (name: string) => string,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly get = (): GuestDeskState => this.state

  start(): void {
    this.stops.push(
      this.client.onPassing((message) => {
        if (message.type === 'guest.view' || message.type === 'guest.over') this.told(message)
      }),
      this.client.store.subscribe((now, before) => {
        if (now.connection === 'connected' && before.connection !== 'connected') void this.measure()
      }),
    )
    this.client.sync.start()
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop()
    this.client.stop()
  }

  private told(message: GuestMessage): void {
    if (message.type === 'guest.over') {
      this.put({ over: message.reason })
      return
    }
    const people = message.people ?? []
    addPeople(
      this.client.store,
      people.map(({ id, name }) => ({ id, name: isGuest(id) ? this.called(name) : name, authority: '' })),
    )
    const { session, now } = message
    const rev = (this.state.seen?.rev ?? 0) + 1
    const guests = people
      .filter(({ id }) => isGuest(id))
      .map(({ id, name }) => ({ guestId: id, name, state: 'in' as const, since: now }))
    this.put({ view: message, seen: { now, rev, session }, guests })
  }

  private async measure(): Promise<void> {
    const ahead = await measureAhead(this.client.call).catch(() => this.state.ahead)
    this.put({ ahead })
  }

  private put(change: Partial<GuestDeskState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}
