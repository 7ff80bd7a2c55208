import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from './backend'
import { Stage } from './stage'
import { morning } from './world'
import { withDocuments } from './written'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const DOCUMENT = '/gespraeche/r1/dokumente/d1'
const text = (page: Page) => page.getByRole('textbox', { name: /^Text von/ })

describe('the documents of a conversation', () => {
  async function open(backend: Backend) {
    const { page, context } = await stage.visit(backend, '/gespraeche/r1')
    await page.getByRole('link', { name: 'Dokumente' }).click()
    await page.getByRole('heading', { level: 1, name: 'Dokumente' }).waitFor()
    return { page, context }
  }

  it('one is created, renamed, put into the trash and taken back, and erased', async () => {
    const backend = morning()
    const { page, context } = await open(backend)
    await page.getByText('Noch kein Dokument.').waitFor()
    await page.getByRole('button', { name: 'Dokument anlegen', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Hochwasser')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Hochwasser' }).waitFor()
    await text(page).waitFor()
    await page.getByRole('button', { name: 'Aktionen zu Hochwasser' }).click()
    await page.getByRole('menuitem', { name: 'Umbenennen' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Hochwasser, einfach gesagt')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Hochwasser, einfach gesagt' }).waitFor()

    await page.getByRole('button', { name: /^Aktionen zu/ }).click()
    await page.getByRole('menuitem', { name: 'In den Papierkorb' }).click()
    await page.getByText('liegt im Papierkorb.').first().waitFor()
    await page.getByRole('button', { name: /^Zurückholen/ }).click()
    await page.getByRole('link', { name: 'Hochwasser, einfach gesagt' }).waitFor()
    await page.getByRole('button', { name: /^Aktionen zu/ }).click()
    await page.getByRole('menuitem', { name: 'In den Papierkorb' }).click()
    await page.getByRole('link', { name: 'Zurück zum Gespräch' }).click()
    await page.reload()
    await page.getByRole('link', { name: 'Dokumente' }).click()
    await page.getByRole('heading', { name: 'Papierkorb' }).waitFor()
    await page.getByRole('button', { name: /^Jetzt endgültig löschen/ }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Jetzt endgültig löschen' }).click()
    await page.getByText('Noch kein Dokument.').waitFor()
    expect(backend.documents.all.size).toBe(0)
    await context.close()
  })

  it('a document has an address of its own, and stands beside its conversation', async () => {
    const backend = withDocuments(morning())
    const { page, context } = await stage.visit(backend, '/dokumente/d1')
    await text(page).waitFor()
    expect(new URL(page.url()).pathname).toBe(DOCUMENT)
    await page.getByRole('complementary', { name: 'Gespräch Runde Donaulohe' }).waitFor()
    await page.getByRole('button', { name: 'Gespräch ausblenden' }).click()
    expect(await page.getByRole('complementary').count()).toBe(0)
    await page.getByRole('button', { name: 'Gespräch zeigen' }).click()
    await page.getByRole('complementary').waitFor()
    await page.getByRole('button', { name: 'Gliederung' }).click()
    await page.getByRole('button', { name: 'Offen', exact: true }).click()
    await expect.poll(() => text(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type(' bis Freitag')
    await text(page).getByRole('heading', { name: 'Offen bis Freitag' }).waitFor()
    await context.close()
  })
})
