import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from './axe'
import { FAKE_DEVICES, type Look, openBrowser, visitor } from './chromium'
import { ServerNode } from './node'

/** Five people go through the 90 minutes of their round, with the server as it is packaged. */
const SHOTS = process.env.SHOTS
const PASSWORD = 'amtsrunde-demo'
const WIDE: Look = { width: 1440, height: 860 }
const PEOPLE: [email: string, look: Look][] = [
  ['t1@altwasser.example', WIDE],
  ['t2@birkenried.example', { ...WIDE, dark: true }],
  ['t3@donaulohe.example', { width: 360, height: 740, touch: true }],
  ['t4@eichbrunn.example', { width: 320, height: 640, touch: true, dark: true }],
  ['t5@felsheim.example', { width: 1024, height: 768 }],
]
const SECRETS = ['Mehr Fotos vom Bauhof', 'Freigabe in einem Tag', 'Eine feste Sprechstunde']
const PROMISE = 'Ich frage den Bauhof nach Fotos.'

let node: ServerNode
let browser: Browser
const pages: Page[] = []
const complaints: string[] = []

beforeAll(async () => {
  ;[node, browser] = await Promise.all([ServerNode.start(), openBrowser(FAKE_DEVICES)])
  if (SHOTS) mkdirSync(SHOTS, { recursive: true })
})
afterAll(async () => {
  await browser.close()
  await node.close()
})

async function signIn(email: string, look: Look): Promise<Page> {
  const context = await visitor(browser, look)
  const page = await context.newPage()
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !/Failed to load resource|WebSocket/.test(text)) complaints.push(text)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(node.origin)
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('heading', { level: 1, name: /^Guten/ }).waitFor()
  return page
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const card = (page: Page) => page.locator('.step-card')

/** Nothing sticks out, axe has nothing to say, and a picture where one is wanted. */
async function looked(name: string): Promise<void> {
  for (const [number, page] of pages.entries()) {
    const width = page.viewportSize()?.width ?? 0
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `session-${name}-${width}-${number}.png`) })
    const full = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(full, `${name} ${width}`).toBeLessThanOrEqual(width)
    // In turn the largest, which is light, and the smallest, which is dark.
    if (width === (Number(name[0]) % 2 === 0 ? 1440 : 320) && number !== 1)
      expect(await violations(page), `${name} ${width}`).toEqual([])
  }
}

/** The page of whoever leads; if that is somebody who is away, of whoever takes over after 20 s. */
async function leader(): Promise<Page> {
  const leads = () => Promise.all(pages.map((page) => page.getByText(/Moderation heute: du/).count()))
  await expect.poll(async () => (await leads()).indexOf(1), { timeout: 40_000 }).toBeGreaterThanOrEqual(0)
  return pages[(await leads()).indexOf(1)] as Page
}

/** Whoever leads goes on, once. */
async function goOn(): Promise<void> {
  const page = await leader()
  const turn = () => card(page).getAttribute('data-at')
  const before = await turn()
  await button(page, /^(Weitergeben|Nächster Schritt)$/).click()
  await expect.poll(async () => (await card(page).count()) === 0 || (await turn()) !== before).toBe(true)
}

/** Goes on until a step of this type. The demo is in its third or fourth week, depending on the day. */
async function goTo(type: string): Promise<void> {
  const page = await leader()
  for (let i = 0; i < 60 && (await card(page).getAttribute('data-type')) !== type; i++) await goOn()
  for (const one of pages) await one.locator(`[data-type="${type}"]`).waitFor()
}

it('leads five people through a whole session', async () => {
  for (const [email, look] of PEOPLE) pages.push(await signIn(email, look))
  const [anna, bert, carla, dora, emil] = pages as [Page, Page, Page, Page, Page]
  await anna.getByRole('link', { name: 'Zur Sitzung' }).click()
  await anna.getByRole('heading', { level: 1, name: 'Sitzung' }).waitFor()
  // The demo meets on Thursdays at ten; then it can be entered as planned, and begins by itself.
  await button(anna, /^(Jetzt treffen|Eintreten)$/).click()
  await anna.getByRole('list', { name: 'Wer dabei ist' }).waitFor()
  for (const page of [bert, carla, dora]) {
    await page.getByRole('link', { name: 'Zur Sitzung' }).click()
    await button(page, 'Eintreten').click()
    await button(page, 'Eintreten').waitFor({ state: 'detached' })
  }
  // Two of them see and hear each other; the session does not need it.
  for (const page of [anna, bert]) {
    await button(page, 'Bild und Ton').click()
    await button(page, 'Beitreten').click()
    await button(page, 'Bild und Ton').waitFor({ state: 'detached' })
  }
  // Emil cannot come, and then he can.
  await emil.getByRole('link', { name: 'Zur Sitzung' }).click()
  await button(emil, 'Ich kann heute nicht').click()
  await button(emil, 'Ich komme doch').waitFor()
  await looked('1-lobby')
  const begin = button(anna, 'Alle sind da, jetzt beginnen')
  if ((await begin.count()) > 0) await begin.click()
  const emils = pages.splice(4)
  for (const page of pages) await card(page).waitFor()
  await goTo('round')
  await button(emil, 'Eintreten').click()
  pages.push(...emils)
  await emil.getByRole('heading', { name: 'Schön, dass du da bist' }).waitFor()
  await emil.getByText(/^Vorbei sind: /).waitFor()
  const turns = () => Promise.all(pages.map((one) => one.getByRole('heading', { name: 'Du bist dran' }).count()))
  await expect.poll(async () => (await turns()).filter((count) => count === 1).length).toBe(1)
  for (const page of [anna, bert]) {
    await page.waitForFunction(() => {
      const pictures = [...document.querySelectorAll<HTMLVideoElement>('.faces-grid video')]
      return pictures.length === 2 && pictures.every((one) => one.currentTime > 0 && one.videoWidth > 0)
    })
  }
  await looked('2-check-in')
  await button(emil, 'Alles klar').click()
  await emil.getByRole('heading', { name: 'Schön, dass du da bist' }).waitFor({ state: 'detached' })
  await clocksAgree()

  await goTo('write')
  for (const [i, page] of [anna, carla, emil].entries()) {
    await page.getByRole('textbox', { name: 'Gedanke 1' }).fill(SECRETS[i] ?? '')
    await page.getByText('gesichert', { exact: true }).waitFor()
  }
  await looked('3-writing')
  for (const page of [bert, dora]) {
    const shown = await page.content()
    for (const secret of SECRETS) expect(shown).not.toContain(secret)
  }

  // The node dies in the middle of it. What was kept is there, and everybody goes on.
  await node.kill()
  for (const page of pages) await page.locator('.line p').waitFor()
  await node.resume()
  const started = Date.now()
  for (const page of pages) await page.locator('.line p').waitFor({ state: 'detached' })
  console.log(`all were back ${Date.now() - started} ms after the node was`)
  await goTo('cluster')
  for (const page of pages) for (const secret of SECRETS) await page.getByText(secret).waitFor()
  await looked('4-reveal')
  await anna.getByRole('combobox', { name: `Gruppe für: ${SECRETS[0]}` }).selectOption('2')
  await expect.poll(() => bert.getByRole('combobox', { name: `Gruppe für: ${SECRETS[0]}` }).inputValue()).toBe('2')

  await goTo('vote')
  await button(bert, `Punkt geben: ${SECRETS[1]}`).press('Enter')
  await button(dora, `Punkt geben: ${SECRETS[1]}`).click()
  await bert.getByText(/Du hast noch (einen Punkt|2 Punkte)\./).waitFor()
  await looked('5-vote')

  await goOn()
  await emil.getByText('2 Punkte').waitFor()
  await goTo('brief')
  await button(dora, 'Melden').click()
  await button(await leader(), /hat das Wort$/).click()
  await dora.getByRole('heading', { name: 'Du bist dran' }).waitFor()
  await looked('6-talk')
  // Notes are written by all at once: beside what goes on, or under it on a phone.
  for (const page of [anna, carla]) await button(page, 'Notizen der Runde').click()
  const notes = (page: Page) => page.getByRole('textbox', { name: 'Text von Notizen der Runde' })
  await notes(anna)
    .getByText(/^Woche 12: /)
    .waitFor()
  await notes(anna)
    .getByText(/^Woche 1: /)
    .click()
  await anna.keyboard.press('End')
  await anna.keyboard.press('Enter')
  await anna.keyboard.type('Dora fragt nach Bildrechten.')
  await notes(carla).getByText('Dora fragt nach Bildrechten.').waitFor()
  await looked('6-notes')
  await button(anna, 'Notizen schließen').click()
  await button(carla, 'Notizen der Runde').click()

  await goTo('commit')
  await carla.getByRole('textbox', { name: 'Was tust du bis zum nächsten Mal?' }).fill(PROMISE)
  await button(carla, 'Zusagen').click()
  await carla.getByText('Alle sehen deine Zusage.').waitFor()
  await bert.getByText(PROMISE).first().waitFor()
  await looked('7-commitments')

  await goTo('round')
  for (let i = 0; i < PEOPLE.length; i++) await goOn()
  for (const page of pages) await page.getByRole('link', { name: 'Rückblick lesen' }).waitFor()
  await carla.getByText(PROMISE).waitFor()
  await looked('8-after')
  await anna.getByRole('link', { name: 'Rückblick lesen' }).click()
  await anna.getByText(PROMISE).first().waitFor()
  expect(complaints).toEqual([])
}, 240_000)

/** All show the same remaining time at the same moment. */
async function clocksAgree(): Promise<void> {
  const times = await Promise.all(
    pages.map((page) =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const clock = document.querySelector('.session-clock') as HTMLElement
            // When it jumps, so many seconds are left, to the millisecond.
            const observer = new MutationObserver(() => {
              observer.disconnect()
              const [minutes = 0, seconds = 0] = clock.innerText.split(':').map(Number)
              resolve(Date.now() + (minutes * 60 + seconds) * 1000)
            })
            observer.observe(clock, { childList: true, characterData: true, subtree: true })
          }),
      ),
    ),
  )
  const spread = Math.max(...times) - Math.min(...times)
  console.log(`spread of the shown remaining time over five clients: ${spread} ms`)
  expect(spread).toBeLessThan(1_000)
}
