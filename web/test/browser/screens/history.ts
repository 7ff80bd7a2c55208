import type { Page } from 'playwright-core'
import type { Screen } from '../looks'
import { withPast, withSuggestions } from '../past'
import { morning } from '../world'
import { withDocuments } from '../written'

const DOCUMENT = '/gespraeche/r1/dokumente/d1'
const text = (page: Page) => page.getByRole('textbox', { name: /^Text von/ })

export const HISTORY_SCREENS: Screen[] = [
  {
    name: 'history',
    path: `${DOCUMENT}/verlauf`,
    backend: withPast,
    heading: /Verlauf/,
    async act(page) {
      await page.getByRole('link', { name: /Nach der Sitzung/ }).waitFor()
    },
  },
  {
    name: 'history-version',
    path: `${DOCUMENT}/verlauf/v1`,
    backend: withPast,
    heading: /Verlauf/,
    async act(page) {
      await page.locator('.place ins').first().waitFor()
    },
  },
  {
    name: 'history-then',
    path: `${DOCUMENT}/verlauf/v2`,
    backend: withPast,
    heading: /Verlauf/,
    async act(page) {
      await page.getByRole('radio', { name: 'Stand von damals' }).click()
      await page.getByText('Landfrauen, mit Foto vom Bauhof', { exact: true }).waitFor()
    },
  },
  {
    name: 'history-restore',
    path: `${DOCUMENT}/verlauf/v2`,
    backend: withPast,
    heading: /Verlauf/,
    async act(page) {
      await page.getByRole('button', { name: 'Wiederherstellen' }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'history-empty',
    path: `${DOCUMENT}/verlauf`,
    backend: () => withDocuments(morning()),
    heading: /Verlauf/,
    async act(page) {
      await page.getByText('Noch kein früherer Stand.').waitFor()
    },
  },
  {
    name: 'suggest',
    path: DOCUMENT,
    backend: () => withSuggestions({ as: 4 }),
    heading: /Redaktionsplan/,
    async act(page) {
      await page.getByRole('button', { name: 'Am Vorschlag weiterschreiben' }).waitFor()
      await page.getByRole('region', { name: /^Text von/ }).waitFor()
    },
  },
  {
    name: 'suggestion',
    path: '/gespraeche/r1/dokumente/d4',
    backend: () => withSuggestions({ as: 4 }),
    heading: /Redaktionsplan/,
    async act(page) {
      await page.getByText('Dies ist dein Vorschlag zu').waitFor()
      await text(page).waitFor()
    },
  },
  {
    name: 'document-suggestions',
    path: DOCUMENT,
    backend: withSuggestions,
    heading: /Redaktionsplan/,
    async act(page) {
      await page.getByRole('link', { name: '2 Vorschläge' }).waitFor()
      await text(page).waitFor()
    },
  },
  {
    name: 'suggestions',
    path: `${DOCUMENT}/vorschlaege/d4`,
    backend: withSuggestions,
    heading: /Vorschläge/,
    async act(page) {
      await page.locator('.place ins').waitFor()
    },
  },
  {
    name: 'suggestions-list',
    path: `${DOCUMENT}/vorschlaege`,
    backend: withSuggestions,
    heading: /Vorschläge/,
    async act(page) {
      await page.getByRole('navigation', { name: 'Offene Vorschläge' }).waitFor()
    },
  },
  {
    name: 'export-menu',
    path: DOCUMENT,
    backend: withPast,
    heading: /Redaktionsplan/,
    async act(page) {
      await page.getByRole('button', { name: 'Aktionen zu Redaktionsplan Oktober' }).click()
      await page.getByRole('menuitem', { name: 'PDF' }).waitFor()
    },
  },
  {
    name: 'history-alone',
    path: '/dokumente/d1/verlauf/v1',
    backend: withPast,
    heading: /Verlauf/,
    async act(page) {
      await page.locator('.place ins').first().waitFor()
    },
  },
  {
    name: 'suggestions-alone',
    path: '/dokumente/d1/vorschlaege/d4',
    backend: withSuggestions,
    heading: /Vorschläge/,
    async act(page) {
      await page.locator('.place ins').waitFor()
    },
  },
]
