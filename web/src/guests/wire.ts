/** The records of guests in src/docs/protocol.md, as they come over the wire. */

import type { Session } from '../sessions/wire'

/** What a browser is told that has used a link up. */
export interface GuestEntry {
  guestId: string
  name: string
  roomId: string
  startsAt: string
  endsAt: string
}

export interface GuestView {
  roomId: string
  now: string
  state: 'waiting' | 'in'
  begun: boolean
  startsAt: string
  endsAt: string
  /** Once the guest is in; `people` are the names of those who stand in it, and of the guests. */
  session?: Session
  people?: { id: string; name: string }[]
}

export type GuestMessage =
  | ({ type: 'guest.view' } & GuestView)
  | { type: 'guest.over'; roomId: string; reason: 'removed' | 'ended' }
