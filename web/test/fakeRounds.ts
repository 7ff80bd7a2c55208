import type { Option, RoundChange, RoundDates, SlotAnswers, SlotVote } from '../src/rounds/wire'

type Body = { cid: string; week: string; options: Option[]; yes: number[]; slot: string; firstWeek: string }
interface Answer {
  status: number
  json?: unknown
}

const WEEK_MS = 7 * 86_400_000

/** The dates of rounds in memory, as far as the screens ask for them: what is carried is moved, and nothing is refused. */
export class FakeRounds {
  /** By the room of the round. */
  readonly rounds = new Map<string, RoundDates>()
  readonly votes = new Map<string, Map<string, SlotAnswers>>()
  calendar: string | null = null
  private count = 0

  constructor(
    private readonly members: (roomId: string) => string[],
    private readonly told: (roomId: string) => void,
  ) {}

  answer(method: string, [roomId = '', action, id]: string[], me: string, body: Body, firstWeek?: string): Answer {
    if (action === undefined && roomId === 'calendar') return this.feed(method)
    const round = this.rounds.get(roomId)
    if (action === 'slots' || action === 'series') return this.slots(method, action, roomId, me, body, firstWeek)
    if (!round) return { status: 404 }
    if (action === undefined) return { status: 200, json: round }
    const change = round.changes.find((one) => one.id === id)
    if (method === 'DELETE' && change) {
      change.state = 'withdrawn'
      this.told(roomId)
      return { status: 204 }
    }
    if (change) return { status: 200, json: this.say(round, change, me, body.yes) }
    return { status: 201, json: this.propose(round, me, body) }
  }

  propose(round: RoundDates, me: string, { week, options }: Pick<Body, 'week' | 'options'>): RoundDates {
    this.count += 1
    const change: RoundChange = {
      id: `change${this.count}`,
      week,
      by: me,
      at: new Date().toISOString(),
      state: 'open',
      answered: [me],
      options: options.map((option) =>
        option.do === 'move'
          ? { ...option, startsAt: new Date(option.to).toISOString(), yes: [me] }
          : { ...option, yes: [me] },
      ),
    }
    round.changes.push(change)
    this.told(round.roomId)
    return round
  }

  say(round: RoundDates, change: RoundChange, me: string, yes: number[]): RoundDates {
    if (!change.answered.includes(me)) change.answered.push(me)
    change.options.forEach((option, place) => {
      option.yes = option.yes.filter((one) => one !== me)
      if (yes.includes(place)) option.yes.push(me)
    })
    const carried = change.options.findIndex((option) => option.yes.length >= round.quorum)
    if (carried >= 0) this.carry(round, change, carried)
    this.told(round.roomId)
    return round
  }

  private carry(round: RoundDates, change: RoundChange, carried: number): void {
    change.state = 'carried'
    change.carried = carried
    const date = round.dates.find((one) => one.week === change.week)
    const option = change.options[carried]
    if (!date || !option?.startsAt || !option.to) return
    const start = new Date(option.startsAt)
    date.start = option.to
    date.startsAt = start.toISOString()
    date.endsAt = new Date(start.getTime() + 90 * 60_000).toISOString()
    date.moved = true
  }

  private slots(method: string, action: string, roomId: string, me: string, body: Body, first?: string): Answer {
    const answers = this.votes.get(roomId)
    if (!answers || this.rounds.has(roomId)) return { status: 404 }
    if (action === 'series') {
      this.rounds.set(roomId, twelve(roomId, body.firstWeek, body.slot))
      this.told(roomId)
      return { status: 201, json: this.rounds.get(roomId) }
    }
    if (method === 'POST') {
      answers.set(me, body as unknown as SlotAnswers)
      this.told(roomId)
    }
    const members = this.members(roomId)
    const all = answers.size === members.length
    const counts = new Map<string, number>()
    for (const { yes } of answers.values()) for (const slot of yes) counts.set(slot, (counts.get(slot) ?? 0) + 1)
    const best = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3)
    const vote: SlotVote = {
      roomId,
      zone: 'Europe/Berlin',
      sessions: 12,
      firstWeek: first ?? '2035-06-04',
      members,
      answered: [...answers.keys()],
      ...(all ? { closableAt: '2026-01-01T00:00:00Z' } : {}),
      mine: answers.get(me) ?? { yes: [], ifNeeded: [] },
      proposals: best.map(([slot, yes], index) => ({
        slot,
        yes,
        ifNeeded: 0,
        no: members.length - yes,
        clashes: index,
      })),
    }
    return { status: 200, json: vote }
  }

  private feed(method: string): Answer {
    if (method === 'GET') return { status: 200, json: { made: this.calendar !== null } }
    if (method === 'DELETE') {
      this.calendar = null
      return { status: 204 }
    }
    this.calendar = `https://runde.example/calendar/${'7k3m'.repeat(13)}.ics`
    return { status: 201, json: { url: this.calendar } }
  }
}

/** Twelve sessions from a Monday on; in summer, when Berlin is two hours ahead. */
function twelve(roomId: string, monday: string, slot: string): RoundDates {
  const [day = '', time = ''] = slot.split(' ')
  const place = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].indexOf(day)
  const first = new Date(`${monday}T${time}:00+02:00`).getTime() + place * 86_400_000
  const dates = Array.from({ length: 12 }, (_, index) => {
    const start = new Date(first + index * WEEK_MS)
    return {
      number: index + 1,
      week: new Date(new Date(`${monday}T12:00:00Z`).getTime() + index * WEEK_MS).toISOString().slice(0, 10),
      start: new Date(start.getTime() + 2 * 3_600_000).toISOString().slice(0, 16),
      startsAt: start.toISOString(),
      endsAt: new Date(start.getTime() + 90 * 60_000).toISOString(),
      moved: false,
      holidays: [],
    }
  })
  return {
    roomId,
    programme: { id: 'public-communication', version: 1 },
    zone: 'Europe/Berlin',
    next: 1,
    dates,
    skipped: [],
    quorum: 4,
    changes: [],
  }
}
