import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from './backend'
import { withComments } from './commented'
import { Stage } from './stage'
import { morning } from './world'
import { withDocuments } from './written'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const DOCUMENT = '/gespraeche/r1/dokumente/d1'
const PHONE = { width: 360, height: 740, touch: true }
const text = (page: Page) => page.getByRole('textbox', { name: /^Text von/ })
const panel = (page: Page) => page.getByRole('region', { name: 'Kommentare', exact: true })
const card = (page: Page, words: string) => panel(page).getByRole('article').filter({ hasText: words })
const toggle = (page: Page) => page.getByRole('button', { name: /^Kommentare/ })
const focusedThread = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-thread'))
const marked = (page: Page) => page.locator('.commented').allTextContents()

/** Jonas looks at the documents of somebody else's backend, with a browser of his own. */
function alsoSeenBy(as: number, backend: Backend): Backend {
  const other = morning({ as })
  return Object.assign(other, { documents: backend.documents, threads: backend.threads })
}

async function select(page: Page, words: string): Promise<void> {
  await text(page).getByText(words).first().click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
}

/** Everything the polite region says from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const region = [...document.querySelectorAll('[role=status][aria-live=polite]')].at(-1)
    const hear = () => heard.push((region?.textContent ?? '').trim())
    if (region) new MutationObserver(hear).observe(region, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
}

describe('two people', () => {
  it('comment, reply and resolve, and see each other do it', async () => {
    const nora = withDocuments(morning())
    const one = await stage.visit(nora, DOCUMENT)
    const other = await stage.visit(alsoSeenBy(1, nora), DOCUMENT)
    for (const { page } of [one, other]) await text(page).waitFor()
    await toggle(other.page).click()
    await panel(other.page).getByText('Noch kein Kommentar.').waitFor()
    const heard = await listen(other.page)

    await select(one.page, 'Neue Schaukel')
    await one.page.getByRole('button', { name: /^Kommentieren \(/ }).click()
    await one.page.keyboard.type('Steht die schon?')
    await one.page.keyboard.press('Enter')
    await card(other.page, 'Steht die schon?').waitFor()
    expect(await marked(other.page)).toEqual(['Neue Schaukel am Lindenplatz'])
    await expect.poll(heard).toContain('Neuer Kommentar von Nora Ebner: Steht die schon?')
    expect(nora.threads.all.get('d1')?.[0]?.quote).toBe('Neue Schaukel am Lindenplatz')

    await card(other.page, 'Steht die').getByRole('button', { name: 'Antworten' }).click()
    await other.page.keyboard.type('Seit Montag.')
    await other.page.keyboard.press('Enter')
    await card(one.page, 'Seit Montag.').waitFor()
    await card(one.page, 'Seit Montag.').getByRole('button', { name: 'Erledigt' }).click()
    for (const { page } of [one, other]) {
      await panel(page).getByText('Alles erledigt.').waitFor()
      await expect.poll(() => marked(page)).toEqual([])
    }
    await panel(other.page).getByText('Einen erledigten zeigen').click()
    await card(other.page, 'Erledigt von Nora Ebner').getByRole('button', { name: 'Wieder öffnen' }).click()
    await expect.poll(() => marked(one.page)).toHaveLength(1)
    await Promise.all([one.context.close(), other.context.close()])
  })

  it('a place stays with its words while others write, and is missed when they are gone', async () => {
    const backend = withComments()
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await page.locator('.commented').first().waitFor()
    await text(page).getByText('Landfrauen').click()
    await page.keyboard.press('Home')
    await page.keyboard.type('Neu: ')
    await page.keyboard.press('End')
    await page.keyboard.type(' am Montag')
    expect(await marked(page)).toContain('mit Foto vom Bauhof')
    await page.reload()
    await page.locator('.commented').first().waitFor()
    await expect.poll(() => marked(page)).toContain('mit Foto vom Bauhof')
    await select(page, 'Neu: Landfrauen')
    await page.keyboard.press('Delete')
    await toggle(page).click()
    await card(page, 'Wer fragt').getByText('Diese Stelle steht nicht mehr im Text.').waitFor()
    await card(page, 'Wer fragt').getByText('mit Foto vom Bauhof').waitFor()
    await context.close()
  })
})

describe('what one may do', () => {
  it('whoever only views sees no comments and asks for none', async () => {
    const backend = withComments()
    backend.documents.setRole('d1', 'p0', 'view')
    const { page, context } = await stage.visit(backend, `${DOCUMENT}?thread=t1`)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.getByRole('region', { name: /^Text von/ }).waitFor()
    await page.keyboard.press('Control+Alt+m')
    await page.getByRole('main').getByText('Nur lesen').first().waitFor()
    expect(await toggle(page).count()).toBe(0)
    expect(await panel(page).count()).toBe(0)
    expect(await page.locator('.commented').count()).toBe(0)
    expect(asked.filter((url) => url.includes('/threads'))).toEqual([])
    await context.close()
  })

  it('whoever may comment does so without writing in the text', async () => {
    const backend = withComments()
    backend.documents.setRole('d1', 'p0', 'comment')
    const { page, context } = await stage.visit(backend, DOCUMENT)
    const region = page.getByRole('region', { name: /^Text von/ })
    await region.getByText('Feuerwehrübung').click({ clickCount: 3 })
    await page.getByRole('button', { name: /^Kommentieren \(/ }).click()
    await page.keyboard.type('Um wie viel Uhr?')
    await page.keyboard.press('Enter')
    await card(page, 'Um wie viel Uhr?').waitFor()
    await expect.poll(() => marked(page)).toContain('Feuerwehrübung am 9.')
    await context.close()
  })

  it('changes and deletes what is one’s own', async () => {
    const backend = withComments()
    const { page, context } = await stage.visit(backend, `${DOCUMENT}?thread=t1`)
    const thread = card(page, 'Schaffen wir das')
    await thread.waitFor()
    expect(await thread.getByRole('button', { name: /^Aktionen/ }).count()).toBe(1)
    await thread.getByRole('button', { name: 'Aktionen zum Kommentar von Du' }).click()
    await page.getByRole('menuitem', { name: 'Bearbeiten' }).click()
    await page.getByRole('textbox', { name: 'Kommentar bearbeiten' }).fill('Zwei ganz sicher.')
    await panel(page).getByRole('button', { name: 'Speichern' }).click()
    await thread.getByText('Zwei ganz sicher.').waitFor()
    await thread.getByText('bearbeitet').waitFor()
    await thread.getByRole('button', { name: 'Aktionen zum Kommentar von Du' }).click()
    await page.getByRole('menuitem', { name: 'Löschen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Löschen' }).click()
    await thread.getByText('Kommentar gelöscht').waitFor()
    await context.close()
  })
})

describe('by keyboard', () => {
  it('one comments, replies, and goes from the place to the card and back', async () => {
    const backend = withComments()
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await page.locator('.commented').first().waitFor()
    await text(page).focus()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.press('Shift+End')
    await page.keyboard.press('Control+Alt+m')
    await page.keyboard.type('Guter Titel')
    await page.keyboard.press('Enter')
    await card(page, 'Guter Titel').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => text(page).evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Control+Alt+m')
    await expect.poll(() => focusedThread(page)).toBe('t1')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => text(page).evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.type('!')
    await expect.poll(() => text(page).textContent()).toContain('Drei Beiträge die Woche!')
    await context.close()
  })

  it('what is half-written is there again when the panel is, and when one comes back', async () => {
    const backend = withComments()
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await page.locator('.commented').first().waitFor()
    await toggle(page).click()
    await card(page, 'Wer fragt').getByRole('button', { name: 'Antworten' }).click()
    await page.keyboard.type('Halb gesch')
    await page.getByRole('button', { name: 'Kommentare schließen' }).click()
    expect(await toggle(page).evaluate((one) => one === document.activeElement)).toBe(true)
    await page.getByRole('link', { name: 'Zu den Dokumenten' }).click()
    await page.getByRole('link', { name: 'Redaktionsplan Oktober' }).first().click()
    await toggle(page).click()
    expect(await page.getByRole('textbox', { name: 'Antwort' }).inputValue()).toBe('Halb gesch')
    await page.reload()
    await page.locator('.commented').first().waitFor()
    await toggle(page).click()
    expect(await page.getByRole('textbox', { name: 'Antwort' }).inputValue()).toBe('Halb gesch')
    await card(page, 'Wer fragt').getByRole('button', { name: 'Abbrechen' }).click()
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('comments')))).toEqual([])
    await context.close()
  })
})

describe('a bad network', () => {
  it('a comment waits for it and is there once', async () => {
    const backend = withComments()
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await page.locator('.commented').first().waitFor()
    await toggle(page).click()
    await card(page, 'Wer fragt').getByRole('button', { name: 'Antworten' }).click()
    backend.threads.loseNextAnswer = true
    await page.keyboard.type('Ich, morgen früh.')
    await page.keyboard.press('Enter')
    await card(page, 'Ich, morgen früh.').waitFor()
    await expect.poll(() => panel(page).getByText('wird gesendet').count()).toBe(0)
    expect(await panel(page).getByText('Ich, morgen früh.').count()).toBe(1)

    backend.cut()
    await card(page, 'Wer fragt').getByRole('button', { name: 'Antworten' }).click()
    await page.keyboard.type('Oder Tom?')
    await page.keyboard.press('Enter')
    await panel(page).getByText('wird gesendet, sobald du wieder Netz hast').waitFor()
    backend.heal()
    await expect.poll(() => panel(page).getByText('wird gesendet').count(), { timeout: 30_000 }).toBe(0)
    expect(await panel(page).getByText('Oder Tom?').count()).toBe(1)
    await context.close()
  })

  it('a comment outlives the page that could not send it, and is there once', async () => {
    const backend = withComments()
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await page.locator('.commented').first().waitFor()
    await toggle(page).click()
    await page.route('**/threads/*/comments', (route) => route.abort())
    await card(page, 'Wer fragt').getByRole('button', { name: 'Antworten' }).click()
    await page.keyboard.type('Aus dem Zug.')
    await page.keyboard.press('Enter')
    await panel(page).getByText('wird gesendet, sobald du wieder Netz hast').waitFor()
    await page.unroute('**/threads/*/comments')
    await page.reload()
    await page.locator('.commented').first().waitFor()
    await toggle(page).click()
    await card(page, 'Aus dem Zug.').waitFor()
    await expect.poll(() => panel(page).getByText('wird gesendet').count(), { timeout: 30_000 }).toBe(0)
    expect(await panel(page).getByText('Aus dem Zug.').count()).toBe(1)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('comments')))).toEqual([])
    await context.close()
  })

  it('a refused comment says so and can be sent again', async () => {
    const backend = withComments()
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await page.locator('.commented').first().waitFor()
    await toggle(page).click()
    await card(page, 'Wer fragt').getByRole('button', { name: 'Antworten' }).click()
    backend.threads.refuseNext = 503
    await page.keyboard.type('Ich.')
    await page.keyboard.press('Enter')
    await panel(page)
      .getByText(/^Nicht gesendet\./)
      .waitFor()
    await panel(page).getByRole('button', { name: 'Erneut senden' }).click()
    await expect
      .poll(() =>
        panel(page)
          .getByText(/^Nicht gesendet\./)
          .count(),
      )
      .toBe(0)
    expect(await panel(page).getByText('Ich.', { exact: true }).count()).toBe(1)
    await context.close()
  })
})

describe('mentions', () => {
  it('arrive in the direct conversation with a link that opens the thread here', async () => {
    const nora = withDocuments(morning())
    const { page, context } = await stage.visit(nora, DOCUMENT)
    await select(page, 'Neue Schaukel')
    await page.keyboard.press('Control+Alt+m')
    await page.keyboard.type('Fragst du nach, @Sev')
    await page.keyboard.press('Enter')
    await page.keyboard.type('?')
    await page.keyboard.press('Enter')
    await card(page, 'Fragst du nach').waitFor()
    await page.getByRole('link', { name: 'Gespräche' }).first().click()
    await page.goto(`${stage.origin}/gespraeche/r4`)
    let loaded = 0
    page.on('load', () => {
      loaded += 1
    })
    await page.getByRole('log').getByRole('link', { name: 'Redaktionsplan Oktober' }).click()
    await card(page, 'Fragst du nach').waitFor()
    await expect.poll(() => focusedThread(page)).toMatch(/^t/)
    expect(loaded).toBe(0)
    await context.close()
  })
})

it('on a phone there is one thing at a time', async () => {
  const backend = withComments()
  const { page, context } = await stage.visit(backend, DOCUMENT, PHONE)
  await page.locator('.commented').first().tap()
  await page.getByRole('button', { name: 'Kommentar ansehen' }).tap()
  await card(page, 'Schaffen wir das').waitFor()
  expect(await page.locator('.paper').getAttribute('inert')).not.toBeNull()
  await card(page, 'Wer fragt')
    .getByRole('button', { name: /^Zur Stelle/ })
    .tap()
  await expect.poll(() => panel(page).count()).toBe(0)
  await page.getByText('mit Foto vom Bauhof').waitFor()
  await context.close()
})
