import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, visitor } from '../browser/chromium'
import { OfficeProxy } from '../browser/proxy'

/** Addresses of two nodes of one cluster with demo content. */
const NODES = (process.env.NODES ?? '').split(',')
const PASSWORD = 'amtsrunde-demo'

let browser: Browser
let proxy: OfficeProxy

beforeAll(async () => {
  ;[browser, proxy] = await Promise.all([openBrowser(), OfficeProxy.start()])
  proxy.to(...NODES)
})
afterAll(async () => {
  await browser.close()
  await proxy.close()
})

async function inRoom(email: string): Promise<Page> {
  const page = await (await visitor(browser, { width: 1280, height: 800 })).newPage()
  await page.goto(`${proxy.origin}/`)
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('link', { name: 'Zum Gespräch' }).click()
  await log(page).locator('article').first().waitFor()
  return page
}

const log = (page: Page) => page.getByRole('log')

it('every word of a stream goes to another node than the one before, and all arrive', async () => {
  expect(NODES).toHaveLength(2)
  const [one, two] = [await inRoom('t1@altwasser.example'), await inRoom('t2@birkenried.example')]
  const run = Date.now().toString(36)
  const texts: string[] = []
  for (let i = 0; i < 8; i++) {
    const from = i % 2 ? two : one
    texts.push(`Wort ${i} ${run}`)
    await from.getByRole('textbox', { name: /^Nachricht an/ }).fill(texts[i] as string)
    await from.getByRole('button', { name: 'Senden', exact: true }).click()
    if (i === 4) proxy.restart()
    for (const page of [one, two])
      await log(page)
        .getByText(texts[i] as string, { exact: true })
        .waitFor()
  }
  for (const page of [one, two]) {
    expect(
      await log(page)
        .getByText(new RegExp(`${run}$`))
        .allTextContents(),
    ).toEqual(texts)
  }
  expect(proxy.asked.filter((asked) => asked === 'POST /emulation').length).toBeGreaterThan(8)
  expect(proxy.asked.filter((asked) => asked.startsWith('WS'))).toEqual([])
  for (const page of [one, two]) await page.context().close()
})
