import { api } from '../app/api'

/** One session of a round. `number` is also the week of the workbook; instants are ISO 8601 UTC. */
export interface RoundDate {
  number: number
  week: string
  start: string
  startsAt: string
  endsAt: string
  moved: boolean
}

/** When a round meets. `next` is the session that goes on or comes next; null after the last. */
export interface RoundDates {
  roomId: string
  zone: string
  next: number | null
  dates: RoundDate[]
}

/** Refused as 404 while the round has no dates. */
export function roundDates(roomId: string): Promise<RoundDates> {
  return api<RoundDates>('GET', `/rounds/${encodeURIComponent(roomId)}`)
}
