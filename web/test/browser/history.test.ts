import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './axe'
import { withPast } from './past'
import { Stage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const DOCUMENT = '/gespraeche/r1/dokumente/d1'
const PHONE = { width: 360, height: 740, touch: true }
const path = (page: Page) => new URL(page.url()).pathname
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

describe('the history of a document', () => {
  it('is opened from the menu, shows the newest, and another one with its differences', async () => {
    const { page, context } = await stage.visit(withPast(), DOCUMENT)
    await page.getByRole('button', { name: 'Aktionen zu Redaktionsplan Oktober' }).click()
    await page.getByRole('menuitem', { name: 'Verlauf' }).click()
    await page.getByRole('heading', { level: 1, name: 'Verlauf' }).waitFor()
    await page.getByText('Seitdem 2 Stellen geändert').first().waitFor()
    expect(await focused(page)).toBe('Verlauf')
    const chosen = page.getByRole('link', { name: /Nach der Sitzung/ })
    await chosen.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: 'Nach der Sitzung' }).waitFor()
    await page.locator('.place ins', { hasText: 'Frau Huber' }).waitFor()
    expect(await chosen.getAttribute('aria-current')).toBe('page')
    expect(path(page)).toBe(`${DOCUMENT}/verlauf/v2`)

    const next = page.getByRole('button', { name: 'Nächste Stelle' })
    await next.focus()
    await page.keyboard.press('Enter')
    await page.getByText('Stelle 1 von 2').first().waitFor()
    await expect
      .poll(() => page.locator('[role=status][aria-live=polite]').last().textContent())
      .toMatch(/Stelle 1 von 2: .*ergänzt:.*Frau Huber/)
    expect(await next.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByRole('radio', { name: 'Stand von damals' }).click()
    const then = page.getByRole('region', { name: 'Stand von damals' })
    await then.getByText('Neue Schaukel am Lindenplatz', { exact: true }).waitFor()
    expect(await then.getByRole('columnheader').allTextContents()).toEqual(['Woche', 'Thema', 'Wer'])
    expect(await then.getByRole('textbox').count()).toBe(0)
    expect(await page.locator('.place').count()).toBe(0)
    await page.goBack()
    await page.goBack()
    await page.getByRole('textbox', { name: /^Text von/ }).waitFor()
    await context.close()
  })

  it('names the present and an earlier state, and shows named ones alone', async () => {
    const { page, context } = await stage.visit(withPast(), `${DOCUMENT}/verlauf/v3`)
    await page.getByRole('button', { name: 'Diesen Stand benennen' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Mit Frau Huber')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: 'Mit Frau Huber' }).waitFor()
    await page.getByRole('button', { name: 'Jetzigen Stand benennen' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Freigegeben')
    await page.keyboard.press('Enter')
    const versions = page.getByRole('navigation', { name: 'Frühere Stände' }).getByRole('link')
    await page.getByRole('link', { name: /Freigegeben/ }).waitFor()
    expect(await versions.count()).toBe(4)
    await page.getByText('Nur benannte').click()
    await expect.poll(() => versions.count()).toBe(3)
    await page.getByRole('link', { name: /Freigegeben/ }).click()
    await page.getByText('Seit diesem Stand hat sich am Text nichts geändert.').waitFor()
    await context.close()
  })

  it('shows a state that others keep meanwhile, and stays with the one that is read', async () => {
    const backend = withPast()
    const { page, context } = await stage.visit(backend, `${DOCUMENT}/verlauf`)
    const versions = page.getByRole('navigation', { name: 'Frühere Stände' }).getByRole('link')
    await expect.poll(() => versions.count()).toBe(3)
    await page.locator('.place').first().waitFor()
    const read = await page.locator('#version').textContent()
    await expect.poll(() => backend.documents.all.get('d1')?.seats.size).toBe(1)
    backend.history.keep('d1', { label: 'Von nebenan', byId: 'p1', writers: ['p1'], at: new Date().toISOString() })
    await page.getByRole('link', { name: /Von nebenan/ }).waitFor()
    expect(await versions.count()).toBe(4)
    expect(await page.locator('#version').textContent()).toBe(read)
    await context.close()
  })

  it('brings an earlier text back after a question, and keeps the one before', async () => {
    const backend = withPast()
    const { page, context } = await stage.visit(backend, `${DOCUMENT}/verlauf/v1`)
    await page.getByRole('button', { name: 'Wiederherstellen' }).click()
    const question = page.getByRole('alertdialog')
    await question.getByText('Dabei geht nichts verloren').waitFor()
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    expect(backend.documents.text('d1')).toContain('Zwei Beiträge')
    await page.getByRole('button', { name: 'Wiederherstellen' }).click()
    await question.getByRole('button', { name: 'Wiederherstellen' }).click()
    await page
      .getByRole('textbox', { name: /^Text von/ })
      .getByText('Drei Beiträge')
      .waitFor()
    await page.getByRole('alert').getByText('ist wieder da').waitFor()
    await page.getByRole('button', { name: 'Aktionen zu Redaktionsplan Oktober' }).click()
    await page.getByRole('menuitem', { name: 'Verlauf' }).click()
    await page.getByRole('link', { name: /Vor dem Wiederherstellen/ }).waitFor()
    await context.close()
  })

  it('is deleted state by state by whoever owns the document', async () => {
    const backend = withPast()
    backend.documents.setRole('d1', 'p0', 'own')
    const { page, context } = await stage.visit(backend, `${DOCUMENT}/verlauf/v2`)
    await page.getByRole('button', { name: 'Löschen' }).click()
    const question = page.getByRole('alertdialog', { name: '„Nach der Sitzung“ löschen?' })
    await question.getByText('Am Dokument selbst ändert sich nichts.').waitFor()
    expect(await violations(page)).toEqual([])
    await question.getByRole('button', { name: 'Abbrechen' }).click()
    await question.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Löschen' }).click()
    await question.getByRole('button', { name: 'Löschen' }).click()
    await page.getByRole('alert').getByText('Der Stand „Nach der Sitzung“ ist gelöscht.').waitFor()
    await question.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /Nach der Sitzung/ }).waitFor({ state: 'detached' })
    expect(path(page)).toBe(`${DOCUMENT}/verlauf`)
    expect(await page.getByRole('navigation', { name: 'Frühere Stände' }).getByRole('link').count()).toBe(2)
    await context.close()
  })

  it('whoever only reads sees it and changes nothing', async () => {
    const backend = withPast()
    backend.documents.setRole('d1', 'p0', 'view')
    const { page, context } = await stage.visit(backend, `${DOCUMENT}/verlauf/v2`)
    await page.locator('.place ins').first().waitFor()
    expect(await page.getByRole('button', { name: /benennen|Wiederherstellen|Löschen/ }).count()).toBe(0)
    await context.close()
  })

  it('on a phone is a list, then one state, and back to where one was', async () => {
    const { page, context } = await stage.visit(withPast(), `${DOCUMENT}/verlauf`, PHONE)
    await page.getByRole('link', { name: /Nach der Sitzung/ }).click()
    await page.locator('.place ins').first().waitFor()
    expect(await focused(page)).toBe('Nach der Sitzung')
    expect(await page.getByRole('navigation', { name: 'Frühere Stände' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Frühere Stände' }).click()
    await page.getByRole('link', { name: /Nach der Sitzung/ }).waitFor()
    await expect.poll(() => focused(page)).toContain('Nach der Sitzung')
    await page.getByRole('link', { name: 'Zum Dokument' }).click()
    await page.getByRole('textbox', { name: /^Text von/ }).waitFor()
    await context.close()
  })

  it('says calmly what is not there', async () => {
    const { page, context } = await stage.visit(withPast(), `${DOCUMENT}/verlauf/nie-da`)
    await page.getByText('Diesen Stand gibt es nicht mehr.').waitFor()
    expect(await violations(page)).toEqual([])
    await page.goto(`${new URL(page.url()).origin}/gespraeche/r1/dokumente/nie-da/verlauf`)
    await page.getByRole('heading', { level: 1, name: 'Nichts gefunden' }).waitFor()
    await context.close()
  })
})
