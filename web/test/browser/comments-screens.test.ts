import type { Page } from 'playwright-core'
import { withComments } from './commented'
import { inEveryLook, type Screen } from './looks'
import { morning } from './world'
import { withDocuments } from './written'

const DOCUMENT = '/gespraeche/r1/dokumente/d1'
const panel = (page: Page) => page.getByRole('region', { name: 'Kommentare', exact: true })
const open = (page: Page) => page.getByRole('button', { name: /^Kommentare, .* offen/ }).click()

const SCREENS: Screen[] = [
  {
    name: 'comments-empty',
    path: DOCUMENT,
    backend: () => withDocuments(morning()),
    heading: /Redaktionsplan/,
    async act(page) {
      await page.getByRole('button', { name: 'Kommentare', exact: true }).click()
      await panel(page).getByText('Noch kein Kommentar.').waitFor()
    },
  },
  {
    name: 'comments-marks',
    path: DOCUMENT,
    backend: withComments,
    heading: /Redaktionsplan/,
    async act(page) {
      await page.locator('.commented').first().click()
      await page.getByRole('button', { name: 'Kommentar ansehen' }).waitFor()
    },
  },
  {
    name: 'comments',
    path: DOCUMENT,
    backend: withComments,
    heading: /Redaktionsplan/,
    async act(page) {
      await page.locator('.commented').first().waitFor()
      await open(page)
      await panel(page).getByText('Wer fragt den Bauhof?').waitFor()
    },
  },
  {
    name: 'comments-thread',
    path: `${DOCUMENT}?thread=t1`,
    backend: withComments,
    heading: /Redaktionsplan/,
    async act(page) {
      await panel(page).getByText('Dann plane ich ihn').waitFor()
      await page.locator('.commented').first().waitFor({ state: 'attached' })
    },
  },
  {
    name: 'comments-resolved',
    path: DOCUMENT,
    backend: withComments,
    heading: /Redaktionsplan/,
    async act(page) {
      await page.locator('.commented').first().waitFor()
      await open(page)
      await panel(page).getByText('Einen erledigten zeigen').click()
      await panel(page).getByText('Erledigt von Mara Winkler').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'comments-reply',
    path: DOCUMENT,
    backend: withComments,
    heading: /Redaktionsplan/,
    async act(page) {
      await page.locator('.commented').first().waitFor()
      await open(page)
      await panel(page).getByRole('button', { name: 'Antworten' }).nth(1).click()
      await page.keyboard.type('Das klärt @')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'comments-failed',
    path: DOCUMENT,
    backend: withComments,
    heading: /Redaktionsplan/,
    async act(page, backend) {
      await page.locator('.commented').first().waitFor()
      await open(page)
      await panel(page).getByRole('button', { name: 'Kommentieren', exact: true }).click()
      backend.threads.refuseNext = 404
      await page.keyboard.type('Noch etwas zum Ganzen')
      await panel(page).locator('form').getByRole('button', { name: 'Kommentieren' }).click()
      await panel(page).getByRole('button', { name: 'Erneut senden' }).waitFor()
    },
  },
]

inEveryLook(SCREENS)
