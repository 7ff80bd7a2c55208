import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from './axe'
import { openBrowser, visitor } from './chromium'
import { ServerNode } from './node'
import { Stage } from './stage'
import { morning } from './world'

let node: ServerNode
let stage: Stage
let browser: Browser
beforeAll(async () => {
  ;[node, stage, browser] = await Promise.all([ServerNode.start(), Stage.open(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await stage.close()
  await node.close()
})

it('leads from the card of the round through the weeks, by keyboard', async () => {
  const { page, context } = await stage.visit(morning(), '/')
  await page.getByRole('link', { name: 'Woche 3 von 12: Redaktionsplan' }).press('Enter')
  const heading = page.getByRole('heading', { level: 1 })
  await heading.getByText('Redaktionsplan').waitFor()
  expect(await heading.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.getByRole('link', { name: 'Woche 4' }).press('Enter')
  await heading.getByText('Prozesse und Freigabe').waitFor()
  expect(await page.evaluate(() => window.scrollY)).toBe(0)
  await page.locator('summary', { hasText: 'Montagsrunde' }).press('Enter')
  await page.getByText('Welche Fragen kamen?').waitFor()
  await page.getByRole('link', { name: 'Öffentlich kommunizieren' }).press('Enter')
  await page.getByRole('link', { name: 'Woche 12 Das Konzept vorstellen' }).press('Enter')
  await heading.getByText('Das Konzept vorstellen').waitFor()
  expect(await page.getByRole('link', { name: 'Woche 13' }).count()).toBe(0)
  expect(await page.getByText('Aufgabe bis zur nächsten Sitzung').count()).toBe(0)
  await context.close()
})

it('is asked for again when the server was away', async () => {
  const backend = morning()
  const { page, context } = await stage.visit(backend, '/')
  await page.getByText('Woche 3 von 12: ').waitFor()
  await page.route('**/api/programmes/**', (route) => route.abort())
  await page.getByRole('link', { name: 'Woche 3 von 12' }).click()
  await page.getByText('Gerade keine Verbindung.').waitFor()
  await page.unroute('**/api/programmes/**')
  backend.cut()
  backend.heal()
  await page.getByRole('heading', { level: 1, name: 'Redaktionsplan' }).waitFor()
  await context.close()
})

it('every week of the real programme stands on the smallest phone, all materials opened', {
  timeout: 180_000,
}, async () => {
  const shots = process.env.SHOTS
  if (shots) mkdirSync(shots, { recursive: true })
  const context = await visitor(browser, { width: 320, height: 640, touch: true })
  const page = await context.newPage()
  await page.goto(node.origin)
  await page.getByRole('textbox', { name: 'E-Mail' }).fill('t1@altwasser.example')
  await page.getByRole('textbox', { name: 'Passwort' }).fill('amtsrunde-demo')
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('link', { name: /^Woche \d+ von 12: / }).waitFor()
  for (let number = 1; number <= 12; number++) {
    await page.goto(`${node.origin}/programm/public-communication/woche/${number}?version=1`)
    await page.getByText(`Woche ${number} von 12`).waitFor()
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true
    })
    if (shots) await page.screenshot({ path: join(shots, `real-week-${number}.png`), fullPage: true })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `week ${number}`).toBeLessThanOrEqual(320)
    await page.emulateMedia({ colorScheme: number % 2 === 0 ? 'light' : 'dark', reducedMotion: 'reduce' })
    expect(await violations(page), `week ${number}`).toEqual([])
  }
  await page.getByRole('button', { name: 'Plakat eurer Runde öffnen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Plakat der Runde' }).waitFor()
  await context.close()
})
