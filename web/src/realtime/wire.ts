/** The records of src/docs/protocol.md, as they come over the wire. */

import type { CallMessage } from '../calls/wire'
import type { GuestMessage } from '../guests/wire'

export type Role = 'member' | 'programme-owner' | 'administrator'
export type Reaction = 'thanks' | 'same' | 'agree' | 'idea' | 'celebrate'
export const REACTIONS: readonly Reaction[] = ['thanks', 'same', 'agree', 'idea', 'celebrate']

/** `authority` is the name of the authority where a card stands in a room, an object in a `Person`. */
export interface PersonCard {
  id: string
  name: string
  authority: string | { id: string; name: string }
}

export interface Person {
  id: string
  name: string
  email: string
  authorityId: string
  authority: { id: string; name: string }
  roles: Role[]
  disabled?: boolean
}

export interface Authority {
  id: string
  name: string
  kind: 'municipality' | 'district' | 'other'
  domains: { name: string; verified: boolean }[]
  /** Whose public holidays it has; missing where nobody has said. */
  land?: string
}

export interface Member extends PersonCard {
  role: 'owner' | 'member'
}

export interface RoomSummary {
  id: string
  name: string
  kind: 'round' | 'group' | 'direct'
  role: 'owner' | 'member'
  memberCount: number
  memberIds?: string[]
  unread: number
  mentions: number
  readOffset: number
  epoch: string
  offset: number
  lastAt?: string
}

export interface Message {
  id: string
  roomId: string
  authorId: string
  cid: string
  text: string
  at: string
  offset?: number
  replyTo?: string
  mentions?: string[]
  editedAt?: string
  deleted?: boolean
  reactions?: Partial<Record<Reaction, string[]>>
}

export interface RoomOpened {
  room: RoomSummary
  members: Member[]
  messages: Message[]
  people: PersonCard[]
}

export interface History {
  messages: Message[]
  people: PersonCard[]
  epoch: string
  offset: number
}

export interface Posted {
  messageId: string
  epoch: string
  offset: number
  duplicate: boolean
}

export type RoomEvent =
  | { type: 'message.posted'; message: Message }
  | { type: 'message.edited'; message: Message }
  | { type: 'message.deleted'; messageId: string; at: string }
  | { type: 'message.reacted'; messageId: string; reaction: Reaction; personId: string; on: boolean }
  | { type: 'member.joined'; member: Member; by: string }
  | { type: 'member.left'; personId: string; by: string }
  | { type: 'room.renamed'; name: string; by: string }
  | { type: 'round.changed' }
  | { type: 'erased' }

export type PersonEvent =
  | { type: 'room.joined'; room: RoomSummary }
  | { type: 'room.left'; roomId: string }
  | { type: 'read.moved'; roomId: string; readOffset: number }
  | { type: 'erased' }

export type PresenceState = 'free' | 'busy' | 'dnd' | 'away'
export interface Presence {
  state: PresenceState
  text?: string
  until?: string
}

/** Somebody from outside, in one session; no person has such an id. */
export function isGuest(id: string): boolean {
  return id.startsWith('guest-')
}

export type PassingMessage =
  | { type: 'presence'; people: Record<string, Presence | null> }
  | { type: 'typing'; roomId: string; personId: string }
  | CallMessage
  | GuestMessage

export function authorityName(card: Pick<PersonCard, 'authority'> | undefined): string {
  if (!card?.authority) return ''
  return typeof card.authority === 'string' ? card.authority : card.authority.name
}
