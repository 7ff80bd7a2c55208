import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPast, withSuggestions } from './past'
import { Stage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const DOCUMENT = '/gespraeche/r1/dokumente/d1'
const text = (page: Page) => page.getByRole('textbox', { name: /^Text von/ })
const path = (page: Page) => new URL(page.url()).pathname

describe('suggestions', () => {
  it('are written in a document of their own, compared, and taken back', async () => {
    const backend = withPast({ as: 4 })
    backend.documents.setRole('d1', 'p4', 'suggest')
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await page.getByRole('region', { name: /^Text von/ }).waitFor()
    await page.getByRole('button', { name: 'Änderungen vorschlagen' }).click()
    await page.getByText('Dies ist dein Vorschlag zu').waitFor()
    await text(page).click()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.type('Entwurf: ')
    await page.getByRole('main').getByText('Gespeichert', { exact: true }).waitFor()
    expect(backend.documents.text('d4')).toContain('Entwurf: ')
    expect(backend.documents.text('d1')).not.toContain('Entwurf: ')

    await page.getByRole('link', { name: 'Vergleichen' }).click()
    await page.locator('.place ins', { hasText: 'Entwurf:' }).waitFor()
    expect(await page.getByRole('button', { name: 'Annehmen' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Zum Dokument' }).click()
    await page.getByRole('button', { name: 'Am Vorschlag weiterschreiben' }).click()
    await page.getByText('Dies ist dein Vorschlag zu').waitFor()
    await page.getByRole('button', { name: 'Zurückziehen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Zurückziehen' }).click()
    await page.getByRole('button', { name: 'Änderungen vorschlagen' }).waitFor()
    expect(path(page)).toBe(DOCUMENT)
    expect(backend.documents.all.has('d4')).toBe(false)
    await context.close()
  })

  it('stand in no list of documents', async () => {
    const backend = withSuggestions()
    backend.documents.change('d4', { roomId: 'r1' })
    const { page, context } = await stage.visit(backend, '/gespraeche/r1/dokumente/d4')
    await page.getByText('Dies ist ein Vorschlag von Tom Reiter').waitFor()
    await page.getByRole('link', { name: 'Zum Dokument' }).click()
    await page.getByRole('link', { name: '2 Vorschläge' }).waitFor()
    await page.getByRole('link', { name: 'Zu den Dokumenten' }).click()
    await page.getByRole('link', { name: 'Redaktionsplan Oktober' }).first().waitFor()
    expect(await page.getByRole('link', { name: 'Redaktionsplan Oktober' }).count()).toBe(1)
    await context.close()
  })

  it('are accepted or rejected by those who edit', async () => {
    const backend = withSuggestions()
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await page.getByRole('link', { name: '2 Vorschläge' }).click()
    await page.getByRole('heading', { level: 2, name: 'Vorschlag von Tom Reiter' }).waitFor()
    await page.locator('.place ins', { hasText: 'bei den Vereinen' }).waitFor()
    await page.getByRole('button', { name: 'Annehmen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Annehmen' }).click()
    await page.getByRole('heading', { level: 2, name: 'Vorschlag von Sevda Kaya' }).waitFor()
    expect(backend.documents.text('d1')).toContain('Bildrechte bei den Vereinen')
    await page.getByRole('button', { name: 'Ablehnen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Ablehnen' }).click()
    await text(page).getByText('Bildrechte bei den Vereinen').first().waitFor()
    expect(path(page)).toBe(DOCUMENT)
    expect(backend.documents.text('d1')).not.toContain('Gemeindebücherei')
    expect(await page.getByRole('link', { name: /Vorschl/ }).count()).toBe(0)
    await context.close()
  })

  it('that are begun and decided meanwhile are seen by whoever has the document open, and by whoever compares them', async () => {
    const backend = withSuggestions()
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await page.getByRole('link', { name: '2 Vorschläge' }).waitFor()
    await text(page).waitFor()
    backend.documents.setRole('d1', 'p3', 'suggest')
    const id = backend.history.suggest('d1', 'p3')
    await page.getByRole('link', { name: '3 Vorschläge' }).click()
    const list = page.getByRole('navigation', { name: 'Offene Vorschläge' }).getByRole('link')
    await expect.poll(() => list.count()).toBe(3)
    await page.getByRole('heading', { level: 2, name: 'Vorschlag von Tom Reiter' }).waitFor()
    backend.history.decide(id)
    await expect.poll(() => list.count()).toBe(2)
    await page.getByRole('heading', { level: 2, name: 'Vorschlag von Tom Reiter' }).waitFor()
    backend.history.decide('d4')
    await page.getByText('Über diesen Vorschlag ist entschieden').waitFor()
    expect(await page.getByRole('button', { name: 'Annehmen' }).count()).toBe(0)
    await context.close()
  })

  it('that are decided say so to whoever is writing in them', async () => {
    const backend = withSuggestions({ as: 4 })
    const { page, context } = await stage.visit(backend, '/gespraeche/r1/dokumente/d4')
    await text(page).waitFor()
    backend.documents.erase('d4')
    await page.getByText('Über diesen Vorschlag ist entschieden').waitFor()
    await page.getByRole('link', { name: 'Zum Dokument' }).click()
    await page.getByRole('region', { name: /^Text von/ }).waitFor()
    await context.close()
  })
})
