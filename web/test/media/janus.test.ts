import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from '../browser/axe'
import { talkInGroups } from '../browser/breakouts'
import { FAKE_DEVICES, openBrowser } from '../browser/chromium'
import { ServerNode } from '../browser/node'
import { allMove, FIVE, moving, sounding, visit, type Watched } from '../browser/pictures'
import { Janus } from './janus'

/** Five people over a media server: each sends once and receives once, whatever falls over. */
let janus: Janus
let node: ServerNode
let browser: Browser
let pages: Page[]

beforeAll(async () => {
  const conf = process.env.AMTSRUNDE_CONF
  if (!conf) throw new Error('AMTSRUNDE_CONF has to name the folder of samples; "mvn -Pmedia verify" does that')
  janus = await Janus.start(join(conf, 'janus'))
  ;[node, browser] = await Promise.all([ServerNode.start(janus.settings), openBrowser(FAKE_DEVICES)])
})
afterAll(async () => {
  await browser?.close()
  await node?.close()
  await janus?.close()
})

async function enter(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Beitreten', exact: true }).click()
  await page.getByRole('toolbar', { name: 'Anruf steuern' }).waitFor()
}

/** How many connections of this page stand. */
const standing = (page: Page) =>
  page.evaluate(
    () =>
      (window as unknown as Watched).connections.filter(({ connectionState }) => connectionState === 'connected')
        .length,
  )
const press = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true }).click()

it('groups hear nothing of each other, and are together again', async () => {
  await talkInGroups(browser, node)
}, 240_000)

it('five people see and hear each other, and each sends once', async () => {
  pages = await Promise.all(FIVE.map((who) => visit(browser, node, who)))
  const [jonas] = pages as [Page]
  for (const page of pages.slice(0, 4)) await enter(page)
  await allMove(pages.slice(0, 4), 3)
  await enter(pages[4] as Page)
  await allMove(pages, 4)
  await expect.poll(() => Promise.all(pages.map(sounding))).toEqual([4, 4, 4, 4, 4])
  expect(await Promise.all(pages.map(standing))).toEqual([2, 2, 2, 2, 2])
  await jonas.getByText('über den Medienserver eures Betreibers').waitFor()
  expect(await jonas.locator('.call-code').count()).toBe(0)
  await expect.poll(() => jonas.locator('.call-tile.speaking').count()).toBeGreaterThan(0)
  expect(await violations(jonas)).toEqual([])
  if (process.env.SHOTS) await jonas.screenshot({ path: `${process.env.SHOTS}/call-server.png` })
})

it('who leaves is gone at once, and is seen again when they come back', async () => {
  const last = pages[4] as Page
  await press(last, 'Auflegen')
  await expect.poll(() => Promise.all(pages.slice(0, 4).map(moving))).toEqual([3, 3, 3, 3])
  await last.goto(last.url())
  await enter(last)
  await allMove(pages, 4)
})

it('a screen is shown to all, beside the pictures', async () => {
  const [jonas, katharina] = pages as [Page, Page]
  await press(jonas, 'Zeigen')
  await katharina.getByRole('figure').locator('video').waitFor()
  await expect.poll(() => Promise.all(pages.map(moving)), { timeout: 30_000 }).toEqual([4, 5, 5, 5, 5])
  await press(jonas, 'Nicht mehr zeigen')
  await allMove(pages, 4)
})

it('a node that is killed brings back all pictures when it is there again', async () => {
  await node.kill()
  await node.resume()
  const since = Date.now()
  await expect.poll(() => Promise.all(pages.map(moving)), { timeout: 40_000 }).toEqual([4, 4, 4, 4, 4])
  console.info(`all pictures move ${Date.now() - since} ms after the node is back`)
  expect(await Promise.all(pages.map(standing))).toEqual([2, 2, 2, 2, 2])
})

it('a media server that falls over for good is done without', async () => {
  await janus.kill()
  const since = Date.now()
  await expect.poll(() => Promise.all(pages.map(standing)), { timeout: 40_000 }).toEqual([4, 4, 4, 4, 4])
  await allMove(pages, 4)
  console.info(`all pictures move ${Date.now() - since} ms after the media server is gone`)
  expect(await (pages[0] as Page).getByText('über den Medienserver').count()).toBe(0)
})
