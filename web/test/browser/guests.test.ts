import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from './axe'
import { FAKE_DEVICES, openBrowser, visitor } from './chromium'
import { ServerNode } from './node'

/** Somebody from outside comes to one session by a link, with the server as it is packaged. */
const SHOTS = process.env.SHOTS
const PASSWORD = 'amtsrunde-demo'
const GUEST = 'Dr. Ida Eulenspiegel'
const LOOKS = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
  { width: 360, height: 740, colorScheme: 'light' },
  { width: 360, height: 740, colorScheme: 'dark' },
  { width: 320, height: 640, colorScheme: 'light' },
] as const

let node: ServerNode
let browser: Browser
let session: string
const complaints: string[] = []

beforeAll(async () => {
  ;[node, browser] = await Promise.all([ServerNode.start(), openBrowser(FAKE_DEVICES)])
  if (SHOTS) mkdirSync(SHOTS, { recursive: true })
})
afterAll(async () => {
  await browser.close()
  await node.close()
})

/** A browser of its own; what it asks of others, or complains about, is wrong. */
async function open(): Promise<Page> {
  const context = await visitor(browser, { width: 1280, height: 800, reducedMotion: true })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !/Failed to load resource|WebSocket/.test(text)) complaints.push(text)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return page
}

/** Signed in, before the session of the round. */
async function member(who: string): Promise<Page> {
  const page = await open()
  const headers = { Origin: node.origin }
  const data = { email: `${who}.example`, password: PASSWORD }
  await page.request.post(`${node.origin}/api/sign-in`, { data, headers })
  const { rooms } = await (await page.request.get(`${node.origin}/api/me`)).json()
  const round = rooms.find((room: { kind: string }) => room.kind === 'round').id
  session = `${node.origin}/gespraeche/${round}/sitzung`
  await page.goto(session)
  return page
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const card = (page: Page) => page.locator('.step-card')

/** In every look: nothing sticks out, axe has nothing to say, and a picture where one is wanted. */
async function looked(page: Page, name: string): Promise<void> {
  for (const { width, height, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `guest-${name}-${width}-${colorScheme}.png`) })
    const full = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(full, `${name} ${width}`).toBeLessThanOrEqual(width)
    expect(await violations(page), `${name} ${width} ${colorScheme}`).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

async function invite(page: Page, name = ''): Promise<string> {
  await button(page, /^(Gast einladen|Gäste)$/).click()
  await button(page, 'Link erstellen').click()
  const link = await page.getByRole('textbox', { name: 'Link für deinen Gast' }).inputValue()
  if (name) await looked(page, name)
  await page.keyboard.press('Escape')
  return link
}

async function knock(link: string, name: string): Promise<Page> {
  const page = await open()
  await page.goto(link)
  await heading(page, 'Zu Gast in einer Sitzung').waitFor()
  await page.getByRole('textbox', { name: 'Dein Name' }).fill(name)
  await button(page, 'Anklopfen').press('Enter')
  await heading(page, 'Du hast angeklopft').waitFor()
  return page
}

async function video(page: Page): Promise<void> {
  await button(page, 'Bild und Ton').click()
  await button(page, 'Beitreten').click()
  await button(page, 'Bild und Ton').waitFor({ state: 'detached' })
}

/** The page of whoever leads; where that is somebody who is excused, another takes over after a while. */
async function leader(pages: Page[]): Promise<Page> {
  let found: Page | undefined
  const look = async () => {
    for (const page of pages) if ((await page.getByText(/Moderation heute: du/).count()) > 0) found = page
    return found !== undefined
  }
  await expect.poll(look, { timeout: 30_000 }).toBe(true)
  return found as Page
}

/** Whoever leads goes on, once; false when it was the last time. */
async function goOn(pages: Page[]): Promise<boolean> {
  const page = await leader(pages)
  const before = await card(page).getAttribute('data-at')
  await button(page, /^(Weitergeben|Nächster Schritt)$/).click()
  await expect
    .poll(async () => (await card(page).count()) === 0 || (await card(page).getAttribute('data-at')) !== before)
    .toBe(true)
  return (await card(page).count()) > 0
}

it('a guest knocks, is let in, takes part, and is gone with the end', async () => {
  const [anna, bert] = [await member('t1@altwasser'), await member('t2@birkenried')]
  await button(anna, /^(Jetzt treffen|Eintreten)$/).click()
  await anna.getByRole('list', { name: 'Wer dabei ist' }).waitFor()
  await button(bert, 'Eintreten').click()
  for (const who of ['t3@donaulohe', 't4@eichbrunn', 't5@felsheim']) {
    const page = await member(who)
    await button(page, 'Ich kann heute nicht').click()
    await button(page, 'Ich komme doch').waitFor()
    await page.context().close()
  }

  const link = await invite(anna, '1-invitation')
  expect(link.startsWith(`${node.origin}/gast#`)).toBe(true)
  const before = await open()
  await before.goto(link)
  await heading(before, 'Zu Gast in einer Sitzung').waitFor()
  expect(before.url(), 'the secret is no longer to be seen').toBe(`${node.origin}/gast`)
  await looked(before, '2-knocking')
  await before.context().close()

  const guest = await knock(link, GUEST)
  await looked(guest, '3-waiting')
  for (const page of [anna, bert]) await page.getByText(`${GUEST} wartet`).first().waitFor()
  await looked(anna, '4-at-the-door')
  await guest.reload()
  await heading(guest, 'Du hast angeklopft').waitFor()
  await button(bert, `Einlassen: ${GUEST}`).click()
  await guest.getByText('Du bist eingelassen. Wenn').waitFor()
  await anna.getByText(`Gast: ${GUEST}`).waitFor()
  await looked(guest, '5-lobby')

  const used = await open()
  await used.goto(link)
  await used.getByRole('textbox', { name: 'Dein Name' }).fill('Noch jemand')
  await button(used, 'Anklopfen').click()
  await heading(used, 'Dieser Link gilt nicht mehr').waitFor()
  await looked(used, '6-used')
  await used.context().close()

  const declined = await knock(await invite(bert), 'Till')
  await button(anna, 'Ablehnen: Till').click()
  await heading(declined, 'Du bist nicht mehr dabei').waitFor()
  await declined.context().close()

  await video(anna)
  await video(guest)
  await button(anna, 'Alle sind da, jetzt beginnen').click()
  for (const page of [anna, bert, guest]) await card(page).waitFor()
  for (const page of [anna, guest]) {
    await page.waitForFunction(() => {
      const pictures = [...document.querySelectorAll<HTMLVideoElement>('.faces-grid video')]
      return pictures.length === 2 && pictures.every((one) => one.currentTime > 0 && one.videoWidth > 0)
    })
  }
  expect(await button(guest, /^(Melden|Pause|2 Minuten mehr|Weitergeben|Nächster Schritt)$/).count()).toBe(0)
  const shown = () => card(guest).getAttribute('data-at')
  const first = await shown()
  await goOn([anna, bert])
  await expect.poll(shown).not.toBe(first)
  await looked(guest, '7-session')

  await button(guest, 'Mittext').click()
  await guest.getByRole('textbox').fill('Das steht im Paragrafen davor.')
  await button(anna, 'Mittext').click()
  await anna.getByText('Das steht im Paragrafen davor.').waitFor()
  await anna.getByText(`Gast: ${GUEST}`).first().waitFor()
  await looked(guest, '8-text')
  await guest.getByRole('textbox').press('Enter')

  const late = await knock(await invite(anna), 'Lea')
  await button(bert, 'Ablehnen: Lea').waitFor()
  await looked(bert, '9-knocks')
  await button(bert, 'Einlassen: Lea').click()
  await card(late).waitFor()
  await button(bert, 'Gäste').click()
  await looked(bert, '10-guests')
  await button(bert, 'Hinausbitten: Lea').click()
  await heading(late, 'Du bist nicht mehr dabei').waitFor()
  // What was pressed is gone, and the keyboard is still in the dialog.
  await button(bert, 'Hinausbitten: Lea').waitFor({ state: 'detached' })
  await bert.keyboard.press('Escape')
  await bert.getByRole('dialog').waitFor({ state: 'detached' })

  for (let i = 0; i < 80 && (await goOn([anna, bert])); i++);
  await heading(guest, 'Die Sitzung ist zu Ende').waitFor()
  await looked(guest, '11-over')
  await heading(anna, 'Das war eure Sitzung').waitFor()
  expect((await guest.request.get(`${node.origin}/api/guest`)).status()).toBe(401)
  await guest.reload()
  await heading(guest, 'Dieser Link gilt nicht mehr').waitFor()
  expect(complaints).toEqual([])
}, 300_000)
