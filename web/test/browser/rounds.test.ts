import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Stage } from './stage'
import { dates, morning } from './world'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const MINUTE_MS = 60_000
const card = (page: Page) => page.getByRole('region', { name: 'Runde Donaulohe' })

describe('the dates of a round', () => {
  it('say when it meets next, on the clocks of its zone', async () => {
    const backend = morning()
    // Ten o'clock in summer, in a year that will have come.
    backend.rounds.set('r1', dates(3, Date.UTC(2035, 6, 5, 8, 0)))
    const { page, context } = await stage.visit(backend, '/')
    await card(page).getByText('Donnerstag, 21. Juni, 10:00 bis 11:30 Uhr').waitFor()
    await card(page).getByText('Woche 1 von 12: Ziel').waitFor()
    await context.close()
  })

  it('say that it is on, and that it is over', async () => {
    const backend = morning()
    backend.rounds.set('r1', dates(5, Date.now() - 10 * MINUTE_MS))
    const { page, context } = await stage.visit(backend, '/')
    await card(page).getByText('Noch bis ').waitFor()
    await card(page).getByText('Jetzt ist Sitzung').waitFor()
    await card(page).getByText('Woche 5 von 12: Community-Arbeit').waitFor()
    backend.rounds.set('r1', dates(12, Date.now() - 91 * MINUTE_MS))
    await page.reload()
    await card(page).getByText('Eure 12 Sitzungen sind vorbei.').waitFor()
    await context.close()
  })

  it('are counted down on the day, with what is to be done until then', async () => {
    const backend = morning()
    backend.rounds.set('r1', dates(5, Date.now() + 41.5 * MINUTE_MS))
    const { page, context } = await stage.visit(backend, '/')
    await card(page).getByText('beginnt in 42 Minuten').waitFor()
    await card(page)
      .getByRole('link', { name: /^Wochenaufgabe: / })
      .click()
    await page.waitForURL(/\/woche\/4\?version=1$/)
    await context.close()
  })

  it('have their place before they are known, on a phone too, and say when there are none', async () => {
    const backend = morning()
    for (const width of [1280, 320]) {
      const { page, context } = await stage.visit(backend, '/', { width, height: 800 })
      await card(page).getByText('Nächste Sitzung').waitFor()
      const height = (await card(page).boundingBox())?.height
      await page.route('**/api/rounds/**', () => undefined)
      await page.reload()
      await card(page).waitFor()
      expect((await card(page).boundingBox())?.height).toBe(height)
      await context.close()
    }
    backend.rounds.clear()
    const { page, context } = await stage.visit(backend, '/')
    await card(page).getByText('Noch kein fester Termin').waitFor()
    await context.close()
  })
})
