import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Stage } from './stage'
import { morning } from './world'
import { withDocuments } from './written'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const LIST = '/gespraeche/r1/dokumente'

describe('new documents, the trash and the search', () => {
  it('a template is chosen by keyboard, and a lost answer makes one document', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, LIST)
    await page.getByRole('button', { name: 'Dokument anlegen', exact: true }).click()
    await page.getByRole('radio', { name: 'Leeres Dokument' }).waitFor()
    await page.keyboard.type('Sitzung am Dienstag')
    await page.keyboard.press('Tab')
    expect(await page.getByRole('radio', { name: 'Leeres Dokument' }).isChecked()).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await page.getByRole('radio', { name: 'Protokoll' }).isChecked()).toBe(true)
    backend.loseNextDocument = true
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Dokument anlegen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sitzung am Dienstag' }).waitFor()
    await page
      .getByRole('textbox', { name: /^Text von/ })
      .getByRole('heading', { name: 'Protokoll' })
      .waitFor()
    expect(backend.documents.all.size).toBe(1)
    await context.close()
  })

  it('the trash says when it is emptied', async () => {
    const backend = withDocuments(morning())
    backend.documents.change('d3', { state: 'trashed', trashedAt: '2026-11-01T12:00:00Z' })
    const { page, context } = await stage.visit(backend, LIST)
    await page.getByText(/wird am .*1\. Dezember.* endgültig gelöscht/).waitFor()
    await context.close()
  })

  it('a conversation is searched, then everything, and a hit leads to its document', async () => {
    const backend = withDocuments(morning())
    backend.documents.create('p0', 'Bauhof im Winter', undefined)
    const { page, context } = await stage.visit(backend, LIST)
    const field = page.getByRole('searchbox', { name: 'In diesen Dokumenten suchen' })
    await field.fill('Bauhof')
    const results = page.getByRole('region', { name: 'Ergebnisse' })
    await results.getByText('Ein Dokument gefunden.').waitFor()
    expect(await results.locator('mark').first().textContent()).toBe('Bauhof')
    await field.press('Escape')
    await page.getByRole('link', { name: 'Protokoll der vierten Sitzung' }).waitFor()
    await field.fill('Winter')
    await results.getByText('Nichts gefunden zu „Winter“.').waitFor()
    await results.getByRole('link', { name: 'In allen Gesprächen suchen' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Dokumente suchen' }).waitFor()
    await results.getByRole('link', { name: 'Bauhof im Winter' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Bauhof im Winter' }).waitFor()
    await context.close()
  })

  it('a search that is still being built says so, and tells the rest by itself', async () => {
    const backend = withDocuments(morning())
    backend.documents.building = true
    const { page, context } = await stage.visit(backend, '/gespraeche')
    await page.getByRole('link', { name: 'In allen Texten suchen' }).click()
    await page.getByRole('searchbox', { name: 'Wörter aus Titel oder Text' }).fill('dienstags')
    await page.getByText(/liest die Dokumente noch ein/).waitFor()
    expect(await page.getByText('Nichts gefunden').count()).toBe(0)
    backend.documents.building = false
    await page.getByRole('link', { name: 'Protokoll der vierten Sitzung' }).waitFor()
    await context.close()
  })
})
