import { CallDesk } from '../calls/CallDesk'
import { forgetAllCopies, forgetOldCopies } from '../documents/copies'
import { HoursKeeper } from '../presence/HoursKeeper'
import { PresenceKeeper } from '../presence/keeper'
import { openRows, rowsInMemory } from './db'
import { fromSummary, type Room } from './law'
import type { Link } from './link'
import { Outbox } from './outbox'
import { createLive, type LiveStore } from './store'
import { Sync } from './sync'
import type { Message, PassingMessage, Person, Posted, RoomSummary } from './wire'

/** Everything that lives as long as one person is signed in on this page. */
export interface Client {
  store: LiveStore
  sync: Sync
  outbox: Outbox
  presence: PresenceKeeper
  hours: HoursKeeper
  calls: CallDesk
  call: Link['call']
  follow: Link['follow']
  /** Hears of each message that arrives live, with the room as it is afterwards. Returns how to stop hearing. */
  onArrived(listener: (room: Room, message: Message) => void): () => void
  /** Hears of each message outside the logs. Returns how to stop hearing. */
  onPassing(listener: (message: PassingMessage) => void): () => void
  /** Connects again after the server had ended the connection. */
  reconnect(): void
  /** Somebody was told that the sign-in is over: finds out whether that is so. */
  doubt(): void
  stop(): void
  /** Stops and erases what this browser keeps of the person. */
  forget(): Promise<void>
}

export interface ClientOptions {
  me: Person
  rooms: RoomSummary[]
  link: Link
  /** The server ended the connection: probably the sign-in is over. */
  onEnded(code: number): void
}

export async function createClient({ me, rooms, link, onEnded }: ClientOptions): Promise<Client> {
  const store = createLive(me, Object.fromEntries(rooms.map((summary) => [summary.id, fromSummary(summary)])))
  const listeners = new Set<(room: Room, message: Message) => void>()
  const passing = new Set<(message: PassingMessage) => void>()
  const call: Link['call'] = (method, params) => link.call(method, params)
  const presence = new PresenceKeeper(store, call)
  const hours = new HoursKeeper(store, call)
  const outbox = new Outbox(await openRows().catch(rowsInMemory), me.id, {
    post: ({ roomId, cid, text, replyTo }) => call<Posted>('room.post', { roomId, cid, text, replyTo }),
    connected: () => store.getState().connection === 'connected',
    changed: (rows) => store.setState({ outbox: rows }),
  })
  const sync = new Sync(store, link, {
    arrived: (room, message) => {
      for (const listener of listeners) listener(room, message)
    },
    passed: (message) => {
      for (const listener of passing) listener(message)
    },
    ready: () => {
      outbox.flush()
      presence.connected().catch(() => undefined)
      hours.connected().catch(() => undefined)
    },
    ended: onEnded,
  })
  const unsubscribe = store.subscribe((now, before) => {
    if (now.rooms !== before.rooms || now.outbox !== before.outbox) outbox.look(now.rooms)
  })
  forgetDraftsOfOthers(me.id)
  await forgetOldCopies(me.id).catch(() => undefined)
  await outbox.start()
  outbox.look(store.getState().rooms)
  sync.start()

  const calls = new CallDesk()
  const stop = () => {
    calls.end()
    unsubscribe()
    sync.stop()
    outbox.stop()
    presence.stop()
    hours.stop()
    listeners.clear()
  }
  return {
    store,
    sync,
    outbox,
    presence,
    hours,
    calls,
    call,
    follow: (channel, listener) => link.follow(channel, listener),
    onArrived(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onPassing(listener) {
      passing.add(listener)
      return () => passing.delete(listener)
    },
    reconnect: () => link.restart(),
    doubt: () => onEnded(401),
    stop,
    async forget() {
      stop()
      await outbox.purge()
      forgetDraftsOfOthers(null)
      await forgetAllCopies().catch(() => undefined)
      presence.forget()
      hours.forget()
    },
  }
}

const DRAFT = 'draft:'

export function draftKey(personId: string, roomId: string): string {
  return `${DRAFT}${personId}:${roomId}`
}

function forgetDraftsOfOthers(personId: string | null): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(DRAFT) && (personId === null || !key.startsWith(draftKey(personId, '')))) {
      localStorage.removeItem(key)
    }
  }
}
