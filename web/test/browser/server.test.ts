import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from './axe'
import { type Look, openBrowser, visitor } from './chromium'
import { ServerNode } from './node'

/** The whole product: the packaged server, its demo people, and this client as the server serves it. */
const WIDE: Look = { width: 1280, height: 800 }
const PHONE: Look = { width: 360, height: 740, touch: true, dark: true }
const PASSWORD = 'amtsrunde-demo'

let node: ServerNode
let browser: Browser
let complaints: string[] = []

beforeAll(async () => {
  ;[node, browser] = await Promise.all([ServerNode.start(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.close()
})

/** What stands in a text, without the names of those who are writing in the middle of it. */
function written(text: Locator): Promise<string | null> {
  return text.evaluate((page) => {
    const copy = page.cloneNode(true) as Element
    for (const caret of copy.querySelectorAll('.caret')) caret.remove()
    return copy.textContent
  })
}

async function open(path: string, look: Look): Promise<Page> {
  const context = await visitor(browser, look)
  const page = await context.newPage()
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !/Failed to load resource|WebSocket/.test(text)) complaints.push(text)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(node.origin)) complaints.push(`asked ${request.url()}`)
  })
  await page.goto(node.origin + path)
  return page
}

async function signIn(email: string, look: Look = WIDE): Promise<Page> {
  const page = await open('/', look)
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('heading', { level: 1, name: /^Guten/ }).waitFor()
  return page
}

async function write(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Nachricht an/ })
  await field.fill(text)
  await page.getByRole('button', { name: 'Senden', exact: true }).click()
}

const log = (page: Page) => page.getByRole('log')

it('two people of a round talk, one of them on a phone', async () => {
  complaints = []
  const [one, two] = await Promise.all([signIn('t1@altwasser.example'), signIn('t2@birkenried.example', PHONE)])
  expect(await violations(one)).toEqual([])
  for (const page of [one, two]) {
    await page.getByRole('link', { name: 'Zum Gespräch' }).click()
    await log(page).locator('article').first().waitFor()
  }
  await write(two, 'Guten Morgen in die Runde')
  await log(one).getByText('Guten Morgen in die Runde').waitFor()
  await log(two).getByText('gesendet', { exact: true }).waitFor()
  await write(one, 'Guten Morgen!')
  await log(two).getByText('Guten Morgen!').waitFor()
  for (const page of [one, two]) {
    expect(await log(page).getByText('Guten Morgen in die Runde').count()).toBe(1)
    expect(await violations(page)).toEqual([])
  }
  expect(complaints).toEqual([])
  await Promise.all([one.context().close(), two.context().close()])
})

it('what is written while the server is dead arrives once, in order, without a new sign-in', async () => {
  const [one, two] = await Promise.all([signIn('t1@altwasser.example'), signIn('t3@donaulohe.example')])
  for (const page of [one, two]) {
    await page.getByRole('link', { name: 'Zum Gespräch' }).click()
    await log(page).locator('article').first().waitFor()
  }
  await write(one, 'Vor dem Ausfall')
  await log(two).getByText('Vor dem Ausfall').waitFor()
  await node.kill()
  await write(one, 'Während des Ausfalls')
  await write(one, 'Und gleich noch etwas')
  await one.getByText('wird gesendet, sobald du wieder Netz hast').first().waitFor()
  await one.getByText('verbindet neu …').first().waitFor()
  await node.resume()
  await log(two).getByText('Und gleich noch etwas').waitFor({ timeout: 30_000 })
  await log(one).getByText('gesendet', { exact: true }).waitFor({ timeout: 30_000 })
  for (const page of [one, two]) {
    await expect
      .poll(async () => (await log(page).locator('.md').allTextContents()).slice(-3))
      .toEqual(['Vor dem Ausfall', 'Während des Ausfalls', 'Und gleich noch etwas'])
  }
  await Promise.all([one.context().close(), two.context().close()])
})

it('what the store has acknowledged and lost is there again by itself, once, from the page that wrote it', async () => {
  const [one, two] = await Promise.all([signIn('t1@altwasser.example'), signIn('t3@donaulohe.example')])
  for (const page of [one, two]) {
    await page.getByRole('link', { name: 'Zum Gespräch' }).click()
    await log(page).locator('article').first().waitFor()
  }
  await write(one, 'Das bleibt')
  await log(two).getByText('Das bleibt').waitFor()
  await node.forgetting(async () => {
    await write(one, 'Das geht verloren')
    await log(two).getByText('Das geht verloren').waitFor()
    await log(one).getByText('gesendet', { exact: true }).waitFor()
  })
  await write(two, 'Danach geschrieben')
  for (const page of [one, two]) {
    await expect
      .poll(async () => (await log(page).locator('.md').allTextContents()).slice(-3).sort(), { timeout: 20_000 })
      .toEqual(['Danach geschrieben', 'Das bleibt', 'Das geht verloren'])
  }
  const later = await signIn('t2@birkenried.example')
  await later.getByRole('link', { name: 'Zum Gespräch' }).click()
  await expect
    .poll(async () => (await log(later).locator('.md').allTextContents()).slice(-3).sort())
    .toEqual(['Danach geschrieben', 'Das bleibt', 'Das geht verloren'])
  await Promise.all([one, two, later].map((page) => page.context().close()))
})

it('an administrator invites somebody, who joins and starts a group', async () => {
  complaints = []
  const admin = await signIn('admin@amtsrunde.example')
  await admin.getByRole('link', { name: 'Verwaltung' }).click()
  await admin.getByRole('textbox', { name: 'E-Mail der Person' }).fill('neu@altwasser.example')
  await admin.getByRole('button', { name: 'Link erstellen' }).click()
  const link = await admin.getByRole('textbox', { name: /Einladungslink/ }).inputValue()
  expect(await violations(admin)).toEqual([])
  expect(link.startsWith(`${node.origin}/einladung#`)).toBe(true)

  const guest = await open(link.slice(node.origin.length), PHONE)
  await guest.getByText('neu@altwasser.example').waitFor()
  expect(guest.url()).toBe(`${node.origin}/einladung`)
  await guest.getByRole('textbox', { name: 'Dein Name' }).fill('Frieda Lang')
  await guest.getByRole('textbox', { name: 'Passwort' }).fill('sieben Birnen am Bach')
  expect(await violations(guest)).toEqual([])
  await guest.getByRole('button', { name: 'Zugang anlegen' }).click()
  await guest.getByRole('heading', { level: 1, name: /^Guten .*, Frieda/ }).waitFor()
  await guest.getByText('Noch still hier.').waitFor()

  await guest.getByRole('link', { name: 'Gespräche' }).first().click()
  await guest.getByRole('button', { name: 'Neu – Gespräch beginnen' }).click()
  for (const name of ['Jonas Brandl', 'Katharina Voss']) {
    await guest.getByRole('searchbox', { name: 'Mit wem?' }).fill(name)
    await guest
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click()
  }
  await guest.getByRole('textbox', { name: 'Name der Gruppe' }).fill('Bauhof und Bücherei')
  await guest.getByRole('dialog').getByRole('button', { name: 'Gespräch beginnen' }).click()
  await guest.getByRole('heading', { level: 1, name: 'Bauhof und Bücherei' }).waitFor()
  await write(guest, 'Schön, dass ihr da seid.')
  await log(guest).getByText('gesendet', { exact: true }).waitFor()

  const jonas = await signIn('t1@altwasser.example')
  await jonas.getByRole('article').filter({ hasText: 'Bauhof und Bücherei' }).getByText('Frieda Lang: Schön').waitFor()
  expect(complaints).toEqual([])
  await Promise.all([admin, guest, jonas].map((page) => page.context().close()))
})

it('presence and typing are seen by those who show their own, and signing out everywhere ends every page', async () => {
  const [one, two, other] = await Promise.all([
    signIn('t4@eichbrunn.example'),
    signIn('t5@felsheim.example'),
    signIn('t5@felsheim.example', PHONE),
  ])
  for (const page of [one, two]) {
    await page.getByRole('link', { name: 'Einstellungen' }).click()
    await page.getByText('Zeigen, dass ich da bin').click()
    await page.getByRole('combobox', { name: 'Ich bin' }).waitFor()
  }
  await two.getByRole('combobox', { name: 'Ich bin' }).selectOption('busy')
  await two.getByRole('textbox', { name: 'Hinweis (freiwillig)' }).fill('Im Standesamt')
  await two.getByRole('button', { name: 'Speichern', exact: true }).click()
  await one.getByRole('link', { name: 'Heute' }).click()
  await one.getByRole('link', { name: 'Zum Gespräch' }).click()
  await one.getByText('1 ist da').waitFor({ timeout: 15_000 })
  await one.getByRole('button', { name: 'Details' }).click()
  await one.getByRole('dialog').getByText('beschäftigt · Im Standesamt').waitFor()
  await one.keyboard.press('Escape')
  await two.getByRole('link', { name: 'Heute' }).click()
  await two.getByRole('link', { name: 'Zum Gespräch' }).click()
  await two.getByRole('textbox', { name: /^Nachricht an/ }).pressSequentially('Moment')
  await one.getByText('Sebastian schreibt …').waitFor()

  await two.getByRole('link', { name: 'Einstellungen' }).click()

  await two.getByRole('button', { name: 'Überall abmelden' }).click()
  await two.getByRole('alertdialog').getByRole('button', { name: 'Überall abmelden' }).click()
  for (const page of [two, other]) await page.getByRole('heading', { name: 'Anmelden' }).waitFor()
  await Promise.all([one, two, other].map((page) => page.context().close()))
})

it('an administrator blocks somebody, whose page ends at once', async () => {
  const [admin, blocked] = await Promise.all([signIn('admin@amtsrunde.example'), signIn('m2@birkenried.example')])
  await admin.getByRole('link', { name: 'Verwaltung' }).click()
  await admin.getByRole('searchbox', { name: 'Suchen' }).fill('m2@birkenried')
  await admin.getByRole('button', { name: /^Sperren/ }).click()
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Sperren' }).click()
  await blocked.getByRole('heading', { name: 'Anmelden' }).waitFor()
  await admin.getByRole('button', { name: /^Entsperren/ }).click()
  await admin.getByRole('button', { name: /^Sperren/ }).waitFor()

  await admin.getByRole('textbox', { name: 'Name', exact: true }).fill('Gemeinde Grünau')
  await admin.getByRole('textbox', { name: 'E-Mail-Domain' }).fill('gruenau.example')
  await admin.getByRole('button', { name: 'Behörde anlegen' }).click()
  await admin.getByText('Gemeinde Grünau ist angelegt.').waitFor()
  await Promise.all([admin.context().close(), blocked.context().close()])
})

it('a new password counts at once', async () => {
  const page = await signIn('moderation@donaulohe.example')
  await page.getByRole('link', { name: 'Einstellungen' }).click()
  await page.getByRole('textbox', { name: 'Bisheriges Passwort' }).fill('falsch geraten')
  await page.getByRole('textbox', { name: 'Neues Passwort' }).fill('sieben Birnen am Bach')
  await page.getByRole('button', { name: 'Passwort ändern' }).click()
  await page.getByText('Das bisherige Passwort stimmt nicht.').waitFor()
  await page.getByRole('textbox', { name: 'Bisheriges Passwort' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Passwort ändern' }).click()
  await page.getByText('Das neue Passwort gilt.').waitFor()
  await page.getByRole('button', { name: 'Abmelden', exact: true }).click()
  await page.getByRole('textbox', { name: 'E-Mail' }).fill('moderation@donaulohe.example')
  await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByText('E-Mail und Passwort passen nicht zusammen.').waitFor()
  await page.context().close()
})

it('two people write one document, over the death of the server, and find it in the list', async () => {
  complaints = []
  const [one, two] = await Promise.all([signIn('t1@altwasser.example'), signIn('t2@birkenried.example', PHONE)])
  await one.getByRole('link', { name: 'Zum Gespräch' }).click()
  await one.getByRole('link', { name: 'Dokumente' }).click()
  await one.getByRole('button', { name: 'Neu – Dokument anlegen' }).click()
  await one.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Hochwasser, einfach gesagt')
  await one.getByRole('dialog').getByRole('button', { name: 'Dokument anlegen' }).click()
  const text = (page: Page) => page.getByRole('textbox', { name: 'Text von Hochwasser, einfach gesagt' })
  const saved = (page: Page) => page.getByRole('main').getByText('Gespeichert', { exact: true }).waitFor()
  await text(one).click()
  await one.keyboard.type('# Vor dem Ausfall')
  await saved(one)

  await two.getByRole('link', { name: 'Zum Gespräch' }).click()
  await two.getByRole('link', { name: 'Dokumente' }).click()
  await two.getByRole('link', { name: 'Hochwasser, einfach gesagt' }).click()
  await text(two).getByRole('heading', { name: 'Vor dem Ausfall' }).waitFor()
  await text(two).click()
  // The editor takes over where was clicked a moment after it; no hand is faster than that.
  await two.evaluate(() => new Promise((later) => requestAnimationFrame(() => setTimeout(later))))
  await two.keyboard.press('ControlOrMeta+End')
  const atEnd = () => {
    const { focusNode, focusOffset } = getSelection() ?? {}
    return focusNode?.textContent === 'Vor dem Ausfall' && (focusOffset === 1 || focusOffset === 15)
  }
  await expect.poll(() => two.evaluate(atEnd)).toBe(true)
  await two.keyboard.press('Enter')
  await two.keyboard.type('Hallo von unterwegs.')
  await text(one).getByText('Hallo von unterwegs.').waitFor()
  await one.locator('.caret').waitFor()
  for (const page of [one, two]) expect(await violations(page)).toEqual([])

  await node.kill()
  await one.keyboard.press('ControlOrMeta+End')
  await one.keyboard.type(' Und ohne Server weiter.')
  await one.getByRole('main').getByText('Ohne Verbindung – deine Änderungen').waitFor()
  await two.keyboard.press('ControlOrMeta+Home')
  await two.keyboard.type('Auch hier: ')
  await node.resume()
  for (const page of [one, two]) {
    await text(page).getByText('Und ohne Server weiter.').waitFor({ timeout: 30_000 })
    await text(page).getByText('Auch hier:').waitFor({ timeout: 30_000 })
    await saved(page)
  }
  await one.reload()
  await expect.poll(() => written(text(one)), { timeout: 30_000 }).toContain('Auch hier: Vor dem Ausfall')

  await one.getByRole('button', { name: /^Aktionen zu/ }).click()
  await one.getByRole('menuitem', { name: 'Abschließen' }).click()
  await two.getByRole('main').getByText('Abgeschlossen, nur lesen').waitFor()
  await one.getByRole('button', { name: /^Aktionen zu/ }).click()
  await one.getByRole('menuitem', { name: 'In den Papierkorb' }).click()
  await two.getByRole('main').getByText('Dieses Dokument gibt es nicht mehr').first().waitFor()
  await one.getByRole('button', { name: /^Zurückholen/ }).click()
  await one.getByRole('link', { name: 'Hochwasser, einfach gesagt' }).waitFor()
  expect(complaints).toEqual([])
  await Promise.all([one, two].map((page) => page.context().close()))
})

it('two people comment on a document, and who is mentioned comes to it by the link in their conversation', async () => {
  complaints = []
  const [one, two] = await Promise.all([signIn('t1@altwasser.example'), signIn('t2@birkenried.example', PHONE)])
  const panel = (page: Page) => page.getByRole('region', { name: 'Kommentare', exact: true })
  await one.getByRole('link', { name: 'Zum Gespräch' }).click()
  await one.getByRole('link', { name: 'Dokumente' }).click()
  await one.getByRole('button', { name: 'Neu – Dokument anlegen' }).click()
  await one.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Sommerfest am Bauhof')
  await one.getByRole('dialog').getByRole('button', { name: 'Dokument anlegen' }).click()
  await one.getByRole('textbox', { name: 'Text von Sommerfest am Bauhof' }).click()
  await one.keyboard.type('Wir beginnen um vier.')
  await one.getByRole('main').getByText('Gespeichert', { exact: true }).waitFor()
  await one.keyboard.press('Shift+Home')
  await one.keyboard.press('Control+Alt+m')
  await one.keyboard.type('Passt euch das, @')
  await one.getByRole('option').first().waitFor()
  await one.keyboard.type('Katharina')
  await one.keyboard.press('Enter')
  await one.keyboard.type('?')
  await one.keyboard.press('Enter')
  await panel(one).getByText('Passt euch das,').waitFor()
  await expect.poll(() => panel(one).getByText('wird gesendet').count()).toBe(0)
  await one.locator('.commented', { hasText: 'Wir beginnen um vier.' }).waitFor()

  await two.getByRole('link', { name: 'Gespräche' }).first().click()
  await two
    .getByRole('main')
    .getByRole('link', { name: /Jonas Brandl/ })
    .first()
    .click()
  await log(two).getByRole('link', { name: 'Sommerfest am Bauhof' }).click()
  await panel(two).getByText('Passt euch das,').waitFor()
  await panel(two).getByRole('button', { name: 'Antworten' }).click()
  await two.keyboard.type('Ja, gern.')
  await panel(two).getByRole('button', { name: 'Senden' }).click()
  await panel(one).getByText('Ja, gern.').waitFor()
  for (const page of [one, two]) expect(await violations(page)).toEqual([])
  await panel(one).getByRole('button', { name: 'Erledigt' }).click()
  await panel(two).getByText('Alles erledigt.').waitFor()
  expect(complaints).toEqual([])
  await Promise.all([one, two].map((page) => page.context().close()))
})
