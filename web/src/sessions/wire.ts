/** The records of src/docs/protocol.md, as they come over the wire. All times are those of the server's clock. */

export type StepType =
  | 'arrive'
  | 'round'
  | 'review'
  | 'impulse'
  | 'write'
  | 'cluster'
  | 'vote'
  | 'discuss'
  | 'case'
  | 'pairs'
  | 'brief'
  | 'commit'

/** `planned` and `seconds` in seconds: as written and as it is meant at the moment. */
export interface Step {
  type: StepType
  title: string
  text: string
  planned: number
  seconds: number
  anonymous: boolean
  dots: number
}

export interface Participant {
  personId: string
  attendance: 'expected' | 'present' | 'late' | 'excused'
  here: boolean
}

/** `dots` is -1 before a vote, `group` 0 for none. */
export interface Card {
  id: number
  authorId?: string
  text: string
  group: number
  dots: number
}

export type Kept = 'yes' | 'partly' | 'no'

export interface Session {
  roomId: string
  number: number
  title: string
  phase: 'lobby' | 'running' | 'paused' | 'ended' | 'recapped'
  startsAt: string
  endsAt: string
  prolonged: boolean
  steps: Step[]
  step: number
  stepStart: string
  stepEnd: string
  pausedAt?: string
  people: Participant[]
  facilitator: string
  timekeeper: string
  turn: { number: number; speaker?: string; endsAt?: string; waiting: string[]; passed: string[]; heard: string[] }
  hands: string[]
  giver?: string
  pairs: { people: string[] }[]
  agreeing: string[]
  boards: { step: number; cards: Card[] }[]
  carried: { personId: string; text: string; kept?: Kept }[]
  commitments: { personId: string; text: string }[]
  endedAt?: string
  recap?: string
}

export interface Mine {
  texts: { textId: string; text: string }[]
  votes: { card: number; dots: number }[]
}

/** `session` is what is kept of the last one or the one that goes on, `next` what is planned. */
export interface Seen {
  now: string
  rev: number
  session?: Session
  mine?: Mine
  next?: { number: number; title: string; startsAt: string; endsAt: string }
}

/** Somebody from outside; `since` is when they came. */
export interface Guest {
  guestId: string
  name: string
  state: 'waiting' | 'in'
  since: string
}

/** Who waits and who is in, and the links that nobody has used. */
export interface GuestBook {
  guests: Guest[]
  links: { linkId: string; by: string; at: string }[]
}

/** `session.guests` says only that the guests or their links have become others. */
export type SessionEvent = { type: 'session.changed'; rev: number; session: Session } | { type: 'session.guests' }

/** Whether time goes on or stands still in it. */
export function isGoingOn(session: Session): boolean {
  return session.phase === 'running' || session.phase === 'paused'
}

export function isOver(session: Session): boolean {
  return session.phase === 'ended' || session.phase === 'recapped'
}

/** The step that goes on; undefined before the first. */
export function currentStep(session: Session): Step | undefined {
  return session.steps[session.step]
}
