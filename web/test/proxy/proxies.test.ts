import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { openBrowser, visitor } from '../browser/chromium'
import { freePort, ServerNode } from '../browser/node'
import { House } from './house'

/** nginx and HAProxy as Debian has them: with the files of this product, and as they are found in houses. */
const PASSWORD = 'amtsrunde-demo'
/** Longer than two of the waits after which these proxies cut. */
const QUIET_MS = 65_000

let browser: Browser
let node: ServerNode
let port: number
let house: House

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  port = await freePort()
  node = await ServerNode.start({ AMTSRUNDE_PUBLICURL: `http://127.0.0.1:${port}` })
})
afterEach(async () => {
  await house.close()
  await node.close()
})

interface Visit {
  page: Page
  streams: number
  sockets: number
}

async function inRoom(email: string): Promise<Visit> {
  const page = await (await visitor(browser, { width: 1280, height: 800 })).newPage()
  const visit = { page, streams: 0, sockets: 0 }
  page.on('request', (request) => {
    if (request.url().endsWith('/connection/http_stream')) visit.streams += 1
  })
  page.on('websocket', (socket) => {
    if (socket.url().endsWith('/connection/websocket')) visit.sockets += 1
  })
  await page.goto(house.origin)
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('link', { name: 'Zum Gespräch' }).click()
  await log(page).locator('article').first().waitFor()
  return visit
}

const log = (page: Page) => page.getByRole('log')

/** Says something and gives the time until the other one sees it. */
async function say(from: Page, to: Page, text: string): Promise<number> {
  await from.getByRole('textbox', { name: /^Nachricht an/ }).fill(text)
  const began = Date.now()
  await from.getByRole('button', { name: 'Senden', exact: true }).click()
  await log(to).getByText(text, { exact: true }).waitFor()
  return Date.now() - began
}

const HOUSES = [
  ['nginx with conf/nginx.conf', House.nginx, 0],
  ['HAProxy with conf/haproxy.cfg', House.haproxy, 0],
  ['nginx as it is found, which cuts after 30 s', House.bareNginx, 1],
  ['HAProxy that lets no WebSocket pass and cuts after 30 s', House.strictHaproxy, 1],
] as const

for (const [name, start, streams] of HOUSES) {
  it(`behind ${name} two people talk, are quiet, and talk`, async () => {
    house = await start(node.origin, port)
    const visits = [await inRoom('t1@altwasser.example'), await inRoom('t2@birkenried.example')]
    const [one, two] = visits as [Visit, Visit]
    const first = await say(one.page, two.page, 'Guten Morgen')
    const connections = () => visits.map((visit) => [visit.streams, visit.sockets])
    const before = connections()
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
    const second = await say(two.page, one.page, 'Und guten Tag')
    console.log(`${name}: ${first} ms, after ${QUIET_MS / 1000} s of silence ${second} ms`)
    expect(connections(), 'nobody had to connect anew').toEqual(before)
    for (const visit of visits) expect(visit.streams).toBe(streams)
    for (const visit of visits) await visit.page.context().close()
  })
}
