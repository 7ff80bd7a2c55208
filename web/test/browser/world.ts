import type { Person } from '../../src/realtime/wire'
import type { RoundDates } from '../../src/rounds/wire'
import { FakeServer } from '../fake'
import { Backend } from './backend'

const AUTHORITIES = ['Gemeinde Altwasser', 'Markt Birkenried', 'Stadt Donaulohe', 'Markt Eichbrunn', 'Stadt Felsheim']
const NAMES = [
  'Nora Ebner',
  'Jonas Brandl',
  'Sevda Kaya',
  'Mara Winkler',
  'Tom Reiter',
  'Birgit Moser',
  'Ada Lenz',
  'Frieda Lang',
]
const DOMAINS = ['altwasser', 'birkenried', 'donaulohe', 'eichbrunn', 'felsheim']

export function persons(): Person[] {
  return NAMES.map((name, index) => {
    const at = index % AUTHORITIES.length
    const authority = { id: `a${at}`, name: AUTHORITIES[at] ?? '' }
    const email = `t${index + 1}@${DOMAINS[at]}.example`
    return { id: `p${index}`, name, email, authorityId: authority.id, authority, roles: ['member'] }
  })
}

/** A morning in a round of five, seen by Nora (`p0`). */
export function morning(options: { signedIn?: boolean; roles?: Person['roles']; as?: number } = {}): Backend {
  const all = persons()
  const nora = all[0] as Person
  if (options.roles) nora.roles = options.roles
  // The messages come from yesterday afternoon and this morning.
  const today = new Date()
  today.setHours(8, 30, 0, 0)
  let at = today.getTime() - 17 * 3_600_000
  const server = new FakeServer(all, () => at)
  const say = (roomId: string, by: number, text: string, more: object = {}) =>
    server.call(`p${by}`, 'room.post', {
      roomId,
      cid: `c${Math.random()}`.replace('.', ''),
      text,
      ...more,
    } as never) as {
      messageId: string
    }

  const round = server.addRoom('r1', 'round', 'Runde Donaulohe', ['p0', 'p1', 'p2', 'p3', 'p4'])
  const plan = say(
    'r1',
    3,
    'Unser Plan für den Oktober steht im Dokument. Drei Beiträge die Woche, mehr ist ehrlich nicht drin.',
  )
  for (const [who, reaction] of [
    ['p1', 'thanks'],
    ['p2', 'thanks'],
    ['p0', 'thanks'],
    ['p4', 'same'],
  ]) {
    server.call(who ?? '', 'room.react', { roomId: 'r1', messageId: plan.messageId, reaction, on: true } as never)
  }
  say(
    'r1',
    1,
    'Wir sammeln montags im Kalender, was in der Woche ansteht:\n\n- Feuerwehrübung\n- Landfrauen\n- neue Schaukel\n\nDaraus werden fast immer fünf Ideen.',
  )
  say('r1', 0, 'Zwei sicher, drei mit Glück. Ich bringe nachher unsere Liste mit.', { replyTo: plan.messageId })
  server.call('p0', 'room.read', { roomId: 'r1', offset: round.log.length } as never)
  at = today.getTime() + 16 * 60_000
  const wrong = say('r1', 4, 'Falscher Raum, bitte übersehen.')
  server.call('p4', 'room.delete', { roomId: 'r1', messageId: wrong.messageId } as never)
  say('r1', 2, '[@Nora Ebner](person:p0), wie viele Beiträge schafft ihr realistisch in der Woche?')

  server.addRoom('r2', 'group', 'Netzwerk Pressestellen', ['p0', 'p5', 'p6'], 'p0')
  say('r2', 5, 'Wer nutzt schon Kanäle?')
  say('r2', 6, 'Hochwasser-Meldungen in einfacher Sprache: Vorlage auf https://amt.example/vorlage')
  server.addRoom('r3', 'group', 'Bildrechte bei Vereinsfotos', ['p0', 'p3'], 'p3')
  server.addRoom('r4', 'direct', '', ['p0', 'p2'])
  say('r4', 2, 'Bis nachher!')
  server.call('p0', 'room.read', { roomId: 'r4', offset: 1 } as never)
  server.addRoom('r5', 'direct', '', ['p0', 'p1'])
  server.presence.set('p2', { state: 'free' })
  server.presence.set('p1', { state: 'busy', text: 'Im Sitzungssaal' })
  const backend = new Backend(server, all, options.signedIn === false ? null : (all[options.as ?? 0] ?? nora))
  backend.rounds.set('r1', dates(3, Date.now() + 2 * DAY_MS))
  return backend
}

const DAY_MS = 86_400_000

/** Twelve sessions, one a week, of which this one begins then. */
export function dates(number: number, startsAt: number): RoundDates {
  const all = Array.from({ length: 12 }, (_, i) => {
    const start = new Date(startsAt + (i + 1 - number) * 7 * DAY_MS)
    return {
      number: i + 1,
      week: start.toISOString().slice(0, 10),
      start: start.toISOString().slice(0, 16),
      startsAt: start.toISOString(),
      endsAt: new Date(start.getTime() + 90 * 60_000).toISOString(),
      moved: false,
      holidays: [],
    }
  })
  return {
    roomId: 'r1',
    programme: { id: 'public-communication', version: 1 },
    zone: 'Europe/Berlin',
    next: number,
    dates: all,
    skipped: [],
    quorum: 4,
    changes: [],
  }
}
