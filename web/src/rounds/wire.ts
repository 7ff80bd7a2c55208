import { api } from '../app/api'
import type { ProgrammeName } from '../programme/wire'

/** A public holiday and the authorities of the round that have it. */
export interface Holiday {
  name: string
  authorities: { id: string; name: string }[]
}

/** One session of a round. `number` is also the week of the workbook; instants are ISO 8601 UTC. */
export interface RoundDate {
  number: number
  week: string
  start: string
  startsAt: string
  endsAt: string
  moved: boolean
  holidays: Holiday[]
}

/** What may be done with a week; `to` is a local date and time of the round's zone. */
export type Option = { do: 'move'; to: string } | { do: 'skip' } | { do: 'meet' }

export interface RoundChange {
  id: string
  week: string
  by: string
  at: string
  state: 'open' | 'carried' | 'withdrawn' | 'superseded' | 'lapsed'
  answered: string[]
  carried?: number
  options: { do: Option['do']; to?: string; startsAt?: string; yes: string[] }[]
}

/** When a round meets. `next` is the session that goes on or comes next; null after the last. */
export interface RoundDates {
  roomId: string
  programme: ProgrammeName
  zone: string
  next: number | null
  dates: RoundDate[]
  /** Mondays of weeks without a session. */
  skipped: string[]
  /** How many must say yes to a change. */
  quorum: number
  changes: RoundChange[]
}

/** A time of the week, as `thursday 10:00`. */
export interface SlotAnswers {
  yes: string[]
  ifNeeded: string[]
}

export interface SlotProposal {
  slot: string
  yes: number
  ifNeeded: number
  no: number
  /** Sessions on a holiday of somebody's. */
  clashes: number
}

export interface SlotVote {
  roomId: string
  zone: string
  sessions: number
  firstWeek: string
  members: string[]
  answered: string[]
  closableAt?: string
  mine: SlotAnswers
  proposals: SlotProposal[]
}

const path = (roomId: string, rest = '') => `/rounds/${encodeURIComponent(roomId)}${rest}`

/** Refused as 404 while the round has no dates. */
export function roundDates(roomId: string): Promise<RoundDates> {
  return api<RoundDates>('GET', path(roomId))
}

export function proposeChange(
  roomId: string,
  body: { cid: string; week: string; options: Option[] },
): Promise<RoundDates> {
  return api<RoundDates>('POST', path(roomId, '/changes'), body)
}

/** Says yes to the options at these places, and no to the others. */
export function answerChange(roomId: string, id: string, yes: number[]): Promise<RoundDates> {
  return api<RoundDates>('POST', path(roomId, `/changes/${encodeURIComponent(id)}/answers`), { yes })
}

export function withdrawChange(roomId: string, id: string): Promise<void> {
  return api('DELETE', path(roomId, `/changes/${encodeURIComponent(id)}`))
}

/** Refused as 404 once the round has dates. */
export function slotVote(roomId: string, firstWeek?: string): Promise<SlotVote> {
  return api<SlotVote>('GET', path(roomId, `/slots${firstWeek ? `?firstWeek=${firstWeek}` : ''}`))
}

export function answerSlots(roomId: string, answers: SlotAnswers): Promise<SlotVote> {
  return api<SlotVote>('POST', path(roomId, '/slots'), answers)
}

export function beginSeries(roomId: string, body: { slot: string; firstWeek: string }): Promise<RoundDates> {
  return api<RoundDates>('POST', path(roomId, '/series'), body)
}

/** The document that is the notes or the poster of the round; made if nobody has asked for it yet. */
export function openPaper(roomId: string, paper: 'notes' | 'poster'): Promise<string> {
  return api<{ documentId: string }>('POST', path(roomId, `/papers/${paper}`)).then(({ documentId }) => documentId)
}

export function hasCalendar(): Promise<boolean> {
  return api<{ made: boolean }>('GET', '/me/calendar').then(({ made }) => made)
}

/** The address is a secret and is told this once. */
export function makeCalendar(): Promise<string> {
  return api<{ url: string }>('POST', '/me/calendar').then(({ url }) => url)
}

export function revokeCalendar(): Promise<void> {
  return api('DELETE', '/me/calendar')
}
