import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from './axe'
import { FAKE_DEVICES, openBrowser } from './chromium'
import { ServerNode } from './node'
import { allMove, FIVE, moving, visit, type Watched } from './pictures'

let node: ServerNode
let browser: Browser
let pages: Page[]
/** The network of the last of the five. */
let line: Line

beforeAll(async () => {
  ;[node, browser] = await Promise.all([ServerNode.start(), openBrowser(FAKE_DEVICES)])
})
afterAll(async () => {
  await browser.close()
  await node.close()
})

interface Line {
  cut(): Promise<void>
  heal(): Promise<void>
}

/** Before its first connection: what the browser does not throttle from the start, it never cuts. */
async function lineOf(page: Page): Promise<Line> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const put = async (offline: boolean) => {
    await devtools.send('Network.emulateNetworkConditions', {
      offline,
      latency: 1,
      downloadThroughput: 1e8,
      uploadThroughput: 1e8,
      ...(offline ? { packetLoss: 100, packetQueueLength: 10 } : {}),
    })
  }
  await put(false)
  return { cut: () => put(true), heal: () => put(false) }
}

async function join(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Beitreten', exact: true }).click()
  await page.getByRole('toolbar', { name: 'Anruf steuern' }).waitFor()
}

/** When the last of them began to move. */
async function moveSince(all: Page[]): Promise<number> {
  const begun = await Promise.all(
    all.map((page) =>
      page.evaluate(() => Object.values((window as unknown as Watched).moved).map(({ since }) => since)),
    ),
  )
  return Math.max(...begun.flat())
}

const tile = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Im Anruf' }).locator('li', { hasText: name })
const press = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true }).click()

it('five people meet, one of them late', async () => {
  pages = await Promise.all(FIVE.map((who) => visit(browser, node, who)))
  const [jonas, katharina, , , sebastian] = pages as [Page, Page, Page, Page, Page]
  line = await lineOf(sebastian)
  await jonas.getByText('Wir hören dich.').waitFor()
  expect(await violations(jonas)).toEqual([])
  for (const page of pages.slice(0, 4)) await join(page)
  await allMove(pages.slice(0, 4), 3)
  await sebastian.getByText('4 Personen sind da:').waitFor()
  await press(katharina, 'Melden')
  await join(sebastian)
  await allMove(pages, 4)
  await tile(sebastian, 'Katharina Voss').getByText('Hand 1').waitFor()
  const codes = await Promise.all(pages.map((page) => page.locator('.call-code').textContent()))
  expect(new Set(codes).size).toBe(1)
  await expect.poll(() => jonas.locator('.call-tile.speaking').count()).toBeGreaterThan(0)
  expect(await violations(jonas)).toEqual([])
  for (const [at, page] of pages.entries()) {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/call-five-${at}.png` })
  }
  // Twenty pictures are more than two cores can do in time: what follows needs three people.
  for (const page of pages.splice(2, 2)) {
    await press(page, 'Auflegen')
    await page.getByText('Du hast aufgelegt.').waitFor()
    await page.context().close()
  }
  await allMove(pages, 2)
})

it('who was cut off for ten seconds is back soon, with their hand still up', async () => {
  const [jonas, , sebastian] = pages as [Page, Page, Page]
  await press(sebastian, 'Melden')
  await tile(jonas, 'Sebastian').getByText('Hand 2').waitFor()
  await line.cut()
  await expect.poll(() => moving(sebastian)).toBe(0)
  await sebastian.waitForTimeout(10_000)
  await line.heal()
  const healed = Date.now()
  await allMove(pages, 2)
  const took = (await moveSince(pages)) - healed
  console.info(`all pictures move ${took} ms after the network is back`)
  // By the same connections: to notice that they are gone and to make new ones takes half a minute.
  expect(took).toBeLessThan(20_000)
  await tile(jonas, 'Sebastian').getByText('Hand 2').waitFor()
  await press(sebastian, 'Hand senken')
  await expect.poll(() => tile(jonas, 'Sebastian').getByText('Hand 2').count()).toBe(0)
})

it('another microphone does not undo that the sound is off', async () => {
  const [jonas, katharina] = pages as [Page, Page]
  await press(jonas, 'Ton an')
  await tile(katharina, 'Jonas Brandl').getByText('Ton aus').waitFor()
  const sent = () =>
    jonas.evaluate(() =>
      (window as unknown as Watched).connections
        .filter((pc) => pc.connectionState === 'connected')
        .map((pc) => pc.getSenders()[0]?.track)
        .map((track) => ({ id: track?.id, enabled: track?.enabled })),
    )
  const before = await sent()
  await press(jonas, 'Geräte')
  const microphone = jonas.getByRole('combobox', { name: 'Mikrofon' })
  await microphone.selectOption({ label: 'Fake Audio Input 2' })
  await expect.poll(async () => (await sent()).every(({ id }) => id !== before[0]?.id)).toBe(true)
  expect(await sent()).toEqual(before.map(() => ({ id: expect.any(String), enabled: false })))
  await jonas.keyboard.press('Escape')
  // It is pulled out.
  const chosen = (await sent())[0]?.id
  await jonas.evaluate(() => {
    for (const pc of (window as unknown as Watched).connections) {
      pc.getSenders()[0]?.track?.dispatchEvent(new Event('ended'))
    }
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  })
  await expect.poll(async () => (await sent()).every(({ id }) => id !== chosen)).toBe(true)
  expect(await sent()).toEqual(before.map(() => ({ id: expect.any(String), enabled: false })))
})

it('somebody is asked to switch the sound off, and does it themself', async () => {
  const [jonas, katharina] = pages as [Page, Page]
  const ask = async () => {
    await tile(jonas, 'Katharina Voss').getByRole('button', { name: 'Um Ruhe bitten: Katharina Voss' }).click()
    await jonas.getByRole('dialog').getByRole('button', { name: 'Bitten', exact: true }).click()
  }
  await ask()
  await jonas.getByText('Katharina Voss wurde gebeten, den Ton auszuschalten.').waitFor()
  await katharina.locator('.call-asked').getByText('Jonas Brandl bittet dich, deinen Ton auszuschalten.').waitFor()
  expect(await violations(katharina)).toEqual([])
  if (process.env.SHOTS) await katharina.screenshot({ path: `${process.env.SHOTS}/call-asked.png` })
  expect(await tile(jonas, 'Katharina Voss').getByText('Ton aus').count()).toBe(0)
  await ask()
  await jonas.getByText('Du hast Katharina Voss gerade schon gebeten.').waitFor()
  await katharina.getByRole('button', { name: 'Ton ausschalten', exact: true }).click()
  await tile(jonas, 'Katharina Voss').getByText('Ton aus').waitFor()
  expect(await tile(jonas, 'Katharina Voss').getByRole('button').count()).toBe(0)
  expect(await katharina.locator('.call-asked').count()).toBe(0)
})

it('text is seen while it is typed, and a screen while it is shown', async () => {
  const [jonas, katharina, sebastian] = pages as [Page, Page, Page]
  for (const page of [jonas, katharina]) await press(page, 'Mittext')
  const field = katharina.getByRole('textbox', { name: 'Dein Text' })
  await field.pressSequentially('Ich schreibe')
  await jonas.getByText('Ich schreibe', { exact: true }).waitFor()
  await field.pressSequentially(' gleich')
  await jonas.getByText('Ich schreibe gleich', { exact: true }).waitFor()
  await field.press('Enter')
  // What is written as captions stands below the pictures of whoever wants to read along.
  await katharina.getByText('Ich schreibe Untertitel').click()
  await press(jonas, 'Untertitel')
  const captions = jonas.getByRole('region', { name: 'Untertitel' })
  await captions.getByText('Hier steht gleich, was gesagt wird.').waitFor()
  await field.pressSequentially('Guten Morgen zusammen')
  await captions.getByText('Guten Morgen zusammen').waitFor()
  expect(await captions.getByText('Ich schreibe gleich').count()).toBe(0)
  expect(await jonas.locator('.call-captions').count()).toBe(1)
  expect(await sebastian.locator('.call-captions').count()).toBe(0)
  await field.press('Enter')
  await katharina.getByText('Ich schreibe Untertitel').click()
  await press(jonas, 'Untertitel')
  await press(sebastian, 'Zeigen')
  await jonas.getByRole('figure').getByText('Bildschirm von').waitFor()
  await allMove([jonas], 3)
  await press(katharina, 'Zeigen')
  await katharina.getByRole('alertdialog').getByRole('button', { name: 'Übernehmen' }).click()
  await katharina.getByText('Du zeigst gerade deinen Bildschirm.').waitFor()
  await expect.poll(() => sebastian.getByRole('button', { name: 'Nicht mehr zeigen' }).count()).toBe(0)
  await allMove([jonas, sebastian], 3)
  expect(await violations(jonas)).toEqual([])
  for (const [at, page] of pages.entries()) {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/call-${at}.png` })
  }
  await press(sebastian, 'Auflegen')
  await sebastian.getByText('Du hast aufgelegt.').waitFor()
  await allMove([jonas], 2)
  await press(katharina, 'Nicht mehr zeigen')
  await allMove([jonas], 1)
  await sebastian.context().close()
})

it('a call goes on while the server is dead, and after it', async () => {
  const [jonas, katharina] = pages as [Page, Page]
  pages = [jonas, katharina]
  await node.kill()
  await allMove(pages, 1)
  await node.resume()
  const back = Date.now()
  await press(katharina, 'Hand senken')
  await expect.poll(() => tile(jonas, 'Katharina Voss').getByText('Hand 1').count()).toBe(0)
  await press(katharina, 'Melden')
  await tile(jonas, 'Katharina Voss').getByText('Hand 1').waitFor()
  console.info(`signals again ${Date.now() - back} ms after the server`)
  await allMove(pages, 1)
})
