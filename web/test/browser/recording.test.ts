import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from './axe'
import { FAKE_DEVICES, openBrowser } from './chromium'
import { ServerNode } from './node'
import { FIVE, visit } from './pictures'

/** A recording begins when all agree, is seen by all, and ends for all when one of them wants it to. */
const SHOTS = process.env.SHOTS

let node: ServerNode
let browser: Browser

beforeAll(async () => {
  ;[node, browser] = await Promise.all([ServerNode.start(), openBrowser(FAKE_DEVICES)])
  if (SHOTS) mkdirSync(SHOTS, { recursive: true })
})
afterAll(async () => {
  await browser.close()
  await node.close()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const line = (page: Page) => page.getByRole('region', { name: 'Aufzeichnung' })
/** Nothing sticks out on a small screen either, light or dark. */
const look = async (page: Page, name: string) => {
  expect(await violations(page)).toEqual([])
  const size = page.viewportSize()
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 })
    await page.emulateMedia({ colorScheme: width === 360 ? 'dark' : 'light' })
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `recording-${name}-${width}.png`) })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
  expect(await violations(page)).toEqual([])
  if (size) await page.setViewportSize(size)
}

it('nobody is recorded who has not agreed, and anybody ends it', async () => {
  const [jonas, katharina, late] = (await Promise.all(FIVE.slice(0, 3).map((who) => visit(browser, node, who)))) as [
    Page,
    Page,
    Page,
  ]
  for (const page of [jonas, katharina]) {
    await button(page, 'Beitreten').click()
    await page.getByRole('toolbar', { name: 'Anruf steuern' }).waitFor()
  }
  let held = true
  let refused = 0
  await late.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      const text = String(message)
      if (text.includes('"code":403')) refused += 1
      if (!held || !(text.includes('"call.state"') && text.includes('"recording"'))) socket.send(message)
    })
  })
  await late.reload()
  await late.getByText('2 Personen sind da:').waitFor()
  await button(jonas, 'Aufzeichnen').click()
  expect(await violations(jonas)).toEqual([])
  await button(jonas, 'Alle fragen').click()
  await line(jonas).getByText('Noch nicht geantwortet: Katharina Voss').waitFor()
  await line(katharina).getByText('Jonas Brandl möchte den Ton aufzeichnen.').waitFor()
  await look(katharina, 'asked')
  expect(await jonas.getByText(/^Aufzeichnung läuft/).count()).toBe(0)

  await button(katharina, 'Zustimmen').click()
  await line(jonas).getByText('Aufzeichnung läuft: Du nimmst den Ton auf.').waitFor()
  await line(katharina).getByText('Aufzeichnung läuft: Jonas Brandl nimmt den Ton auf.').waitFor()
  await look(katharina, 'on')

  // Who does not know yet, because the news is still under way, does not get in either.
  await button(late, 'Beitreten').click()
  await expect.poll(() => refused).toBe(1)
  expect(await late.getByRole('toolbar', { name: 'Anruf steuern' }).count()).toBe(0)
  held = false
  await button(jonas, 'Melden').click()

  // Who comes late knows before, and agrees by coming in.
  await late.getByText('Aufzeichnung läuft: Jonas Brandl nimmt den Ton auf.').waitFor()
  expect(await button(late, 'Beitreten').count()).toBe(0)
  await look(late, 'door')
  await button(late, 'Zustimmen und beitreten').click()
  await line(late).getByText('Aufzeichnung läuft: Jonas Brandl nimmt den Ton auf.').waitFor()

  // It is seen on every other page too.
  await katharina.getByRole('link', { name: 'Zum Gespräch' }).first().click()
  await line(katharina).getByText('Aufzeichnung läuft: Jonas Brandl nimmt den Ton auf.').waitFor()
  await look(katharina, 'elsewhere')

  const download = jonas.waitForEvent('download')
  await button(late, 'Aufzeichnung beenden').click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^amtsrunde-\d{4}-\d\d-\d\d-\d{4}\.webm$/)
  const sound = readFileSync(await file.path())
  // EBML, as every WebM begins, and some seconds of sound.
  expect(sound.subarray(0, 4).toString('hex')).toBe('1a45dfa3')
  expect(sound.length).toBeGreaterThan(2_000)
  for (const page of [jonas, katharina, late]) await expect.poll(() => line(page).count()).toBe(0)
  await jonas.getByText('Die Aufzeichnung ist zu Ende und liegt bei deinen Downloads.').waitFor()

  // Declined: it does not come about.
  await button(jonas, 'Aufzeichnen').click()
  await button(jonas, 'Alle fragen').click()
  await button(late, 'Nicht aufzeichnen').click()
  await expect.poll(() => line(jonas).count()).toBe(0)
}, 120_000)
