import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { openBrowser, visitor } from './chromium'
import { ServerNode } from './node'
import { OfficeProxy } from './proxy'

/** The packaged server and its pages behind the proxies of authorities, in a real browser with the real SDK. */
const PASSWORD = 'amtsrunde-demo'

let node: ServerNode
let browser: Browser
let proxy: OfficeProxy
let pages: Page[] = []

beforeAll(async () => {
  ;[proxy, browser] = await Promise.all([OfficeProxy.start(), openBrowser()])
  node = await ServerNode.start({ AMTSRUNDE_PUBLICURL: proxy.origin })
  proxy.to(node.origin)
})
afterAll(async () => {
  await browser.close()
  await proxy.close()
  await node.close()
})
beforeEach(() => {
  proxy.upgrades = 'refused'
  proxy.forbidden = /^$/
  proxy.idleMs = 0
  proxy.asked.length = 0
})
afterEach(async () => {
  await Promise.all(pages.map((page) => page.context().close()))
  pages = []
})

async function open(path: string): Promise<Page> {
  const page = await (await visitor(browser, { width: 1280, height: 800 })).newPage()
  pages.push(page)
  await page.goto(proxy.origin + path)
  return page
}

/** Signed in, in the room of the round. */
async function inRoom(email: string): Promise<Page> {
  const page = await open('/')
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('link', { name: 'Zum Gespräch' }).click()
  await log(page).locator('article').first().waitFor()
  return page
}

const log = (page: Page) => page.getByRole('log')
const asked = (what: string) => proxy.asked.filter((line) => line === what).length

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Nachricht an/ }).fill(text)
  await page.getByRole('button', { name: 'Senden', exact: true }).click()
}

/** All of these, in this order, each once, on both pages. */
async function said(both: Page[], texts: string[]): Promise<void> {
  for (const page of both) {
    for (const text of texts) await log(page).getByText(text, { exact: true }).waitFor()
    const all = await log(page)
      .getByText(new RegExp(`^(${texts.join('|')})$`))
      .allTextContents()
    expect(all).toEqual(texts)
  }
}

for (const [name, upgrades, forbidden, transport] of [
  ['refuses WebSockets', 'refused', /^$/, 'POST /connection/http_stream'],
  ['strips the wish for one', 'stripped', /^$/, 'POST /connection/http_stream'],
  ['cuts them', 'cut', /^$/, 'POST /connection/http_stream'],
  ['knows event streams only', 'refused', /http_stream/, 'GET /connection/sse'],
] as const) {
  it(`behind a proxy that ${name} two people talk`, async () => {
    Object.assign(proxy, { upgrades, forbidden })
    const both = [await inRoom('t1@altwasser.example'), await inRoom('t2@birkenried.example')]
    const [one, two] = both as [Page, Page]
    await expect.poll(() => asked(transport), { timeout: 30_000 }).toBeGreaterThanOrEqual(2)
    const texts = ['eins', 'zwei', 'drei'].map((text) => `${text}, wenn der Proxy es will: ${name}`)
    await write(one, texts[0] as string)
    await log(two)
      .getByText(texts[0] as string)
      .waitFor()
    await write(two, texts[1] as string)
    await log(one)
      .getByText(texts[1] as string)
      .waitFor()
    proxy.restart()
    await write(one, texts[2] as string)
    await said(both, texts)
    expect(asked('POST /emulation')).toBeGreaterThan(1)
  })
}

it('whoever talks over a stream goes back to a WebSocket when one gets through', async () => {
  const both = [await inRoom('t1@altwasser.example'), await inRoom('t2@birkenried.example')]
  const [one, two] = both as [Page, Page]
  await write(one, 'noch über den Strom')
  await log(two).getByText('noch über den Strom').waitFor()
  proxy.upgrades = 'passed'
  for (const page of both) await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  // Two that only look, and two that stay.
  await expect.poll(() => asked('WS /connection/websocket'), { timeout: 30_000 }).toBe(4)
  await write(two, 'über das WebSocket')
  await log(one).getByText('über das WebSocket').waitFor()
  const commands = asked('POST /emulation')
  await write(one, 'und nichts doppelt')
  await said(both, ['noch über den Strom', 'über das WebSocket', 'und nichts doppelt'])
  expect(asked('POST /emulation')).toBe(commands)
})

it('whoever goes to a network without WebSockets falls back although they had one before', async () => {
  proxy.upgrades = 'passed'
  const both = [await inRoom('t1@altwasser.example'), await inRoom('t2@birkenried.example')]
  const [one, two] = both as [Page, Page]
  await write(one, 'zu Hause')
  await log(two).getByText('zu Hause').waitFor()
  expect(asked('POST /connection/http_stream')).toBe(0)
  proxy.upgrades = 'refused'
  proxy.restart()
  await write(one, 'im Amt')
  await said(both, ['zu Hause', 'im Amt'])
  expect(asked('POST /connection/http_stream')).toBeGreaterThan(1)
})

it('a proxy that cuts what is idle loses nothing', async () => {
  proxy.idleMs = 2_000
  const both = [await inRoom('t1@altwasser.example'), await inRoom('t2@birkenried.example')]
  const [one, two] = both as [Page, Page]
  const texts: string[] = []
  for (let i = 1; i <= 4; i++) {
    const before = asked('POST /connection/http_stream')
    await expect.poll(() => asked('POST /connection/http_stream'), { timeout: 30_000 }).toBeGreaterThan(before)
    texts.push(`nach der Stille ${i}`)
    await write(i % 2 ? one : two, texts.at(-1) as string)
  }
  await said(both, texts)
})

it('a guest is let in over a stream, and goes on by a WebSocket', async () => {
  const anna = await inRoom('t1@altwasser.example')
  await anna.goto(`${anna.url()}/sitzung`)
  await anna.getByRole('button', { name: /^(Jetzt treffen|Eintreten)$/ }).click()
  await anna.getByRole('button', { name: /^(Gast einladen|Gäste)$/ }).click()
  await anna.getByRole('button', { name: 'Link erstellen' }).click()
  const link = await anna.getByRole('textbox', { name: 'Link für deinen Gast' }).inputValue()
  await anna.keyboard.press('Escape')
  const before = asked('POST /connection/http_stream')
  const guest = await open(link.slice(proxy.origin.length))
  await guest.getByRole('textbox', { name: 'Dein Name' }).fill('Ida')
  await guest.getByRole('button', { name: 'Anklopfen' }).click()
  await anna.getByText('Ida wartet').first().waitFor()
  await expect.poll(() => asked('POST /connection/http_stream')).toBeGreaterThan(before)
  proxy.upgrades = 'passed'
  await guest.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect.poll(() => asked('WS /connection/websocket'), { timeout: 30_000 }).toBe(2)
  await anna.getByRole('button', { name: 'Einlassen: Ida' }).click()
  await guest.getByText('Du bist eingelassen. Wenn').waitFor()
})
