import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallState } from '../calls/wire'
import type { WorkingDay } from '../presence/hours'
import type { Room } from './law'
import type { OutboxRow } from './outbox'
import type { Person, PersonCard, Presence } from './wire'

export type ConnectionState = 'connecting' | 'connected' | 'ended'

/** What the screen shows. Written by sync and outbox only, read by components through `useLive`. */
export interface Live {
  me: Person
  rooms: Record<string, Room>
  people: Record<string, PersonCard>
  /** roomId → personId → when the hint was received (ms). */
  typing: Record<string, Record<string, number>>
  presence: Record<string, Presence>
  /** The calls of rooms, as far as they were told. */
  calls: Record<string, CallState>
  connection: ConnectionState
  /** When this person works; empty for no working hours. */
  workingDays: readonly WorkingDay[]
  /** Whether work is over, so that nothing calls for this person. */
  afterWork: boolean
  /** True once a lost connection lasts longer than a moment. */
  lagging: boolean
  outbox: OutboxRow[]
  /** roomId → how often we were told that the dates of its round, or what is proposed about them, have become others. */
  roundNews: Record<string, number>
}

export type LiveStore = StoreApi<Live>

export function createLive(me: Person, rooms: Record<string, Room>): LiveStore {
  return createStore<Live>(() => ({
    me,
    rooms,
    people: { [me.id]: me },
    typing: {},
    presence: {},
    calls: {},
    connection: 'connecting',
    workingDays: [],
    afterWork: false,
    lagging: false,
    outbox: [],
    roundNews: {},
  }))
}

export function addPeople(store: LiveStore, cards: readonly PersonCard[]): void {
  if (cards.length === 0) return
  store.setState(({ people }) => {
    const next = { ...people }
    for (const card of cards) next[card.id] = card
    return { people: next }
  })
}

export function putRoom(store: LiveStore, room: Room): void {
  store.setState(({ rooms }) => ({ rooms: { ...rooms, [room.summary.id]: room } }))
}

/** Keeps the newest of what is told of a call. */
export function putCall(store: LiveStore, { roomId, rev, call }: CallState): void {
  store.setState(({ calls }) =>
    (calls[roomId]?.rev ?? 0) < rev ? { calls: { ...calls, [roomId]: { roomId, rev, call } } } : {},
  )
}

export function dropRoom(store: LiveStore, roomId: string): void {
  store.setState(({ rooms }) => {
    const { [roomId]: _gone, ...rest } = rooms
    return { rooms: rest }
  })
}
