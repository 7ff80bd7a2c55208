import type { Page } from 'playwright-core'
import type { Screen } from '../looks'
import { morning } from '../world'
import { someoneMarks, withDocuments } from '../written'

const written = () => withDocuments(morning())
const DOCUMENT = '/gespraeche/r1/dokumente/d1'
const text = (page: Page) => page.getByRole('textbox', { name: /^Text von/ })

export const DOCUMENT_SCREENS: Screen[] = [
  {
    name: 'documents',
    path: '/gespraeche/r1/dokumente',
    backend: () => {
      const backend = written()
      backend.documents.change('d3', { state: 'trashed', trashedAt: '2026-11-01T12:00:00Z' })
      return backend
    },
    heading: /Dokumente/,
    async act(page) {
      await page.getByRole('link', { name: 'Redaktionsplan Oktober' }).waitFor()
    },
  },
  {
    name: 'documents-empty',
    path: '/gespraeche/r3/dokumente',
    backend: written,
    heading: /Dokumente/,
    async act(page) {
      await page.getByText('Noch kein Dokument.').waitFor()
    },
  },
  {
    name: 'document-new',
    path: '/gespraeche/r1/dokumente',
    backend: written,
    heading: /Dokumente/,
    async act(page) {
      await page.getByRole('button', { name: 'Neu – Dokument anlegen' }).click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Redaktionsplan November')
      await page.getByRole('radio', { name: 'Protokoll' }).check()
    },
  },
  {
    name: 'documents-search',
    path: '/dokumente?q=Bauhof',
    backend: written,
    heading: /Dokumente suchen/,
    async act(page) {
      await page.getByRole('link', { name: 'Redaktionsplan Oktober' }).waitFor()
    },
  },
  {
    name: 'documents-search-nothing',
    path: '/gespraeche/r1/dokumente',
    backend: written,
    heading: /Dokumente/,
    async act(page) {
      await page.getByRole('searchbox').fill('Trockenheit')
      await page.getByRole('link', { name: 'In allen Gesprächen suchen' }).waitFor()
    },
  },
  {
    name: 'document',
    path: DOCUMENT,
    backend: written,
    heading: /Redaktionsplan/,
    async act(page, backend) {
      await text(page).waitFor()
      someoneMarks(backend, 'd1', 'p3', 'Drei', 0, 13)
      someoneMarks(backend, 'd1', 'p1', 'Landfrauen', 30, 30)
      await page.locator('.caret').nth(1).waitFor()
      await page.getByText('Gespeichert', { exact: true }).waitFor()
    },
  },
  {
    name: 'document-end',
    path: DOCUMENT,
    backend: written,
    heading: /Redaktionsplan/,
    async act(page) {
      await text(page).getByRole('img').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'document-offline',
    path: DOCUMENT,
    backend: written,
    heading: /Redaktionsplan/,
    async act(page, backend) {
      await text(page).waitFor()
      await page.getByText('Gespeichert', { exact: true }).waitFor()
      backend.cut()
      await text(page).getByText('Neue Schaukel').click()
      await page.keyboard.type(' ')
      await page.getByRole('main').getByText('Ohne Verbindung –').waitFor()
    },
  },
  {
    name: 'document-closed',
    path: '/gespraeche/r1/dokumente/d2',
    backend: written,
    heading: /Protokoll/,
    async act(page) {
      await page.getByRole('main').getByText('Abgeschlossen, nur lesen').waitFor()
    },
  },
  {
    name: 'document-gone',
    path: '/gespraeche/r1/dokumente/nie-da',
    backend: written,
    heading: /Nichts gefunden/,
  },
  {
    name: 'document-menu',
    path: DOCUMENT,
    backend: written,
    heading: /Redaktionsplan/,
    async act(page) {
      await text(page).waitFor()
      await page.getByRole('button', { name: 'Aktionen zu Redaktionsplan Oktober' }).click()
      await page.getByRole('menuitem', { name: 'Drucken' }).waitFor()
    },
  },
  {
    name: 'document-tools',
    path: DOCUMENT,
    backend: written,
    heading: /Redaktionsplan/,
    async act(page) {
      await text(page).waitFor()
      await page.getByRole('button', { name: 'Weitere Werkzeuge' }).click()
      await page.getByRole('menuitem', { name: 'Zitat' }).waitFor()
    },
  },
  {
    name: 'document-outline',
    path: DOCUMENT,
    backend: written,
    heading: /Redaktionsplan/,
    async act(page) {
      await text(page).waitFor()
      await page.getByRole('button', { name: 'Gliederung' }).click()
      await page.getByRole('button', { name: 'Wer macht was' }).waitFor()
    },
  },
  {
    name: 'document-mention',
    path: DOCUMENT,
    backend: written,
    heading: /Redaktionsplan/,
    async act(page) {
      await text(page).getByText('Neue Schaukel am').click()
      await page.keyboard.press('End')
      await page.keyboard.type(', fragt @')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'document-link',
    path: DOCUMENT,
    backend: written,
    heading: /Redaktionsplan/,
    async act(page) {
      await text(page).getByText('Neue Schaukel am').click()
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('textbox', { name: 'Adresse' }).waitFor()
    },
  },
  {
    name: 'document-image',
    path: DOCUMENT,
    backend: written,
    heading: /Redaktionsplan/,
    async act(page) {
      await text(page).getByText('Neue Schaukel am').click()
      const inBar = page.getByRole('button', { name: 'Bild', exact: true })
      if (await inBar.isVisible()) await inBar.click()
      else {
        await page.getByRole('button', { name: 'Weitere Werkzeuge' }).click()
        await page.getByRole('menuitem', { name: 'Bild' }).click()
      }
      await page.getByRole('textbox', { name: 'Was ist zu sehen?' }).waitFor()
    },
  },
  {
    name: 'document-alone',
    path: '/dokumente/d1',
    backend: written,
    heading: /Redaktionsplan/,
    async act(page) {
      await text(page).waitFor()
      await page.getByText('Gespeichert', { exact: true }).waitFor()
    },
  },
]
