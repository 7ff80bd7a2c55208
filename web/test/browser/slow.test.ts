import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, visitor } from './chromium'
import { Line } from './line'
import { ServerNode } from './node'
import { OfficeProxy } from './proxy'

/** A town hall at the end of 64 kbit/s with a round trip of 300 ms and 2 % loss, with WebSockets and without. */
const QUALITY = { bytesPerSecond: 8_000, delayMs: 150, loss: 0.02 }
const SEEN_MS = 3_000
const PASSWORD = 'amtsrunde-demo'

let browser: Browser
let proxy: OfficeProxy
let line: Line
let node: ServerNode

beforeAll(async () => {
  ;[proxy, browser] = await Promise.all([OfficeProxy.start(), openBrowser()])
  line = await Line.start(proxy.origin)
  node = await ServerNode.start({ AMTSRUNDE_PUBLICURL: line.origin })
  proxy.to(node.origin)
})
afterAll(async () => {
  await browser.close()
  line.close()
  await proxy.close()
  await node.close()
})

const log = (page: Page) => page.getByRole('log')

/** In the room of the round, as long as the line is good. */
async function inRoom(email: string): Promise<Page> {
  const page = await (await visitor(browser, { width: 1280, height: 800 })).newPage()
  await page.goto(`${line.origin}/`)
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('link', { name: 'Zum Gespräch' }).click()
  await log(page).locator('article').first().waitFor()
  return page
}

for (const upgrades of ['passed', 'refused'] as const) {
  it(`a message is seen within 3 s where WebSockets are ${upgrades}, and pages come from the cache`, async () => {
    proxy.upgrades = upgrades
    const pages = await Promise.all(['t1@altwasser.example', 't2@birkenried.example'].map(inRoom))
    const [one, two] = pages as [Page, Page]
    line.quality = QUALITY
    const took: number[] = []
    for (let i = 1; i <= 3; i++) {
      const [from, to] = i % 2 ? [one, two] : [two, one]
      const text = `Nachricht ${i} aus dem Tal, WebSocket ${upgrades}`
      await from.getByRole('textbox', { name: /^Nachricht an/ }).fill(text)
      const began = Date.now()
      await from.getByRole('button', { name: 'Senden', exact: true }).click()
      await log(to).getByText(text, { exact: true }).waitFor()
      took.push(Date.now() - began)
    }
    expect(Math.max(...took), `${took} ms`).toBeLessThan(SEEN_MS)

    const before = line.received
    const began = Date.now()
    await one.reload()
    await log(one).locator('article').first().waitFor()
    const bytes = line.received - before
    console.log(
      `WebSockets ${upgrades}: seen after ${took.join(', ')} ms; page after ${Date.now() - began} ms, ${bytes} bytes`,
    )
    expect(bytes, 'the first load is 220 kB').toBeLessThan(40_000)
    line.quality = undefined
    for (const page of pages) await page.context().close()
  })
}
