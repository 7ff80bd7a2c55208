import type { Link } from '../realtime/link'
import type { LiveStore } from '../realtime/store'
import { isAfterWork, nextWork, untilNextMinute, type WorkingDay } from './hours'

interface Answer {
  days: WorkingDay[]
}

const KEY = 'hours'

/** Keeps in the store whether this person has finished for the day; what was known last counts until the server is asked. */
export class HoursKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined
  /** Until then everything is shown although work is over. */
  private shownUntil = 0

  constructor(
    private readonly store: LiveStore,
    private readonly call: Link['call'],
  ) {
    this.keep(this.stored())
  }

  async connected(): Promise<void> {
    this.keep((await this.call<Answer>('presence.hours', {})).days)
  }

  /** Rejects with a `CallError`. */
  async set(days: WorkingDay[]): Promise<void> {
    this.shownUntil = 0
    this.keep((await this.call<Answer>('presence.hours', { days })).days)
  }

  /** Shows on this page what waits, until work begins again. */
  show(): void {
    this.shownUntil = nextWork(this.store.getState().workingDays, new Date())?.getTime() ?? 0
    this.look()
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  forget(): void {
    localStorage.removeItem(KEY)
  }

  private keep(days: WorkingDay[]): void {
    localStorage.setItem(KEY, JSON.stringify({ personId: this.store.getState().me.id, days }))
    this.store.setState({ workingDays: days })
    this.look()
  }

  private look(): void {
    clearTimeout(this.timer)
    const now = new Date()
    const { afterWork, workingDays } = this.store.getState()
    const over = now.getTime() >= this.shownUntil && isAfterWork(workingDays, now)
    if (over !== afterWork) this.store.setState({ afterWork: over })
    if (workingDays.length > 0) this.timer = setTimeout(() => this.look(), untilNextMinute(now))
  }

  private stored(): WorkingDay[] {
    try {
      const { personId, days } = JSON.parse(localStorage.getItem(KEY) ?? '{}')
      return personId === this.store.getState().me.id ? days : []
    } catch {
      return []
    }
  }
}
