import type { Backend } from '../backend'
import type { Screen } from '../looks'
import { morning } from '../world'

/** A round with a holiday, a week that is skipped, something to be answered and something that was decided. */
export function dated(): Backend {
  const backend = morning()
  const round = backend.rounds.get('r1')
  if (!round) throw new Error('no round')
  const [fourth, fifth, sixth] = [round.dates[3], round.dates[4], round.dates[5]]
  if (!fourth || !fifth || !sixth) throw new Error('no dates')
  fifth.holidays = [
    {
      name: 'Allerheiligen',
      authorities: [
        { id: 'a0', name: 'Gemeinde Altwasser' },
        { id: 'a2', name: 'Stadt Donaulohe' },
      ],
    },
  ]
  const day = fourth.start.slice(0, 10)
  backend.dating.propose(round, 'p2', {
    week: fourth.week,
    options: [
      { do: 'move', to: `${day}T14:00` },
      { do: 'move', to: `${day}T16:30` },
    ],
  })
  backend.dating.propose(round, 'p1', { week: sixth.week, options: [{ do: 'skip' }] })
  const change = round.changes[1]
  if (change) change.state = 'lapsed'
  return backend
}

/** A round that looks for its time; Nora has not answered. */
export function slotless(): Backend {
  const backend = morning()
  backend.rounds.clear()
  const answer = { yes: ['thursday 10:00', 'monday 09:15'], ifNeeded: ['friday 07:30'] }
  backend.dating.votes.set('r1', new Map(['p1', 'p2', 'p3', 'p4'].map((id) => [id, answer])))
  return backend
}

export const ROUND_SCREENS: Screen[] = [
  {
    name: 'round-dates',
    path: '/gespraeche/r1/termine',
    backend: dated,
    scrolls: true,
    heading: /Termine/,
    async act(page) {
      await page.getByText('Feiertag: Allerheiligen').waitFor()
      await page.getByText('Sevda Kaya schlägt das vor.').waitFor()
    },
  },
  {
    name: 'round-change',
    path: '/gespraeche/r1/termine',
    backend: dated,
    scrolls: true,
    heading: /Termine/,
    async act(page) {
      await page.getByRole('button', { name: 'Verschieben vorschlagen: Woche 5' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Noch eine Zeit vorschlagen' }).click()
      await page.getByRole('group', { name: 'Vorschlag 2' }).waitFor()
    },
  },
  {
    name: 'round-slots',
    path: '/gespraeche/r1/termine',
    backend: slotless,
    scrolls: true,
    heading: /Wann trefft ihr euch/,
    async act(page) {
      await page.getByRole('grid').waitFor()
      await page.getByText('4 von 5 haben geantwortet. Es fehlen: Nora Ebner.').waitFor()
    },
  },
  {
    name: 'round-slots-grid',
    path: '/gespraeche/r1/termine',
    backend: slotless,
    scrolls: true,
    heading: /Wann trefft ihr euch/,
    async act(page) {
      await page.getByRole('button', { name: 'Montag 07:00' }).click()
      await page.getByRole('button', { name: 'Montag 07:00, passt', exact: true }).waitFor()
      await page.getByRole('button', { name: 'Montag 07:15' }).focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: 'Montag 07:15, zur Not' }).waitFor()
    },
  },
  {
    name: 'calendar-made',
    path: '/einstellungen',
    backend: morning,
    scrolls: true,
    heading: /Einstellungen/,
    async act(page) {
      await page.getByRole('button', { name: 'Adresse erstellen' }).click()
      await page.getByRole('textbox', { name: 'Deine Kalenderadresse' }).scrollIntoViewIfNeeded()
    },
  },
]
