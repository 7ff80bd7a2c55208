import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Client } from './client'
import type { Room } from './law'
import type { Live } from './store'
import { authorityName, type PersonCard } from './wire'

export const ClientContext = createContext<Client | null>(null)

/** The client of the person who is signed in; only below the signed-in part of the page. */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new Error('nobody is signed in here')
  return client
}

export function useLive<T>(select: (live: Live) => T): T {
  return useStore(useClient().store, select)
}

export function useRoom(roomId: string): Room | undefined {
  return useLive((live) => live.rooms[roomId])
}

/** Unread messages of all rooms that call for this person: none after work, and none where nobody is signed in. */
export function useUnreadTotal(): number {
  const client = useContext(ClientContext)
  return useStore(client?.store ?? NOBODY, (live) => (live.afterWork ? 0 : totalUnread(live.rooms ?? {})))
}

/** Rooms in which this person was mentioned; none after work. */
export function useMentionedRooms(): number {
  return useLive((live) => (live.afterWork ? 0 : roomsWithMentions(live.rooms)))
}

const NOBODY = {
  getState: () => ({}) as Live,
  getInitialState: () => ({}) as Live,
  setState: () => undefined,
  subscribe: () => () => undefined,
}

export function totalUnread(rooms: Record<string, Room>): number {
  return Object.values(rooms).reduce((sum, room) => sum + room.summary.unread, 0)
}

function roomsWithMentions(rooms: Record<string, Room>): number {
  return Object.values(rooms).filter((room) => room.summary.mentions > 0).length
}

/** Name and authority of a person; empty while nobody has told us. */
export function useCard(personId: string): { name: string; authority: string } {
  const card: PersonCard | undefined = useLive((live) => live.people[personId])
  return { name: card?.name ?? '', authority: authorityName(card) }
}
