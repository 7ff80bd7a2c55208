import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FAKE_DEVICES, openBrowser, visitor } from './chromium'
import { ServerNode } from './node'

const PASSWORD = 'amtsrunde-demo'
const FIVE = ['t1@altwasser', 't2@birkenried', 't3@donaulohe', 't4@eichbrunn', 't5@felsheim']

let node: ServerNode
let browser: Browser

beforeAll(async () => {
  ;[node, browser] = await Promise.all([ServerNode.start(), openBrowser(FAKE_DEVICES)])
})
afterAll(async () => {
  await browser.close()
  await node.close()
})

/** Signed in, on the page before the call of the round. Counts what its connections decode, for tests to read. */
async function visit(who: string): Promise<Page> {
  const context = await visitor(browser, { width: 1280, height: 800, reducedMotion: true })
  const headers = { Origin: node.origin }
  await context.request.post(`${node.origin}/api/sign-in`, {
    data: { email: `${who}.example`, password: PASSWORD },
    headers,
  })
  const { rooms } = await (await context.request.get(`${node.origin}/api/me`)).json()
  const round = rooms.find((room: { kind: string }) => room.kind === 'round').id
  await context.addInitScript(() => {
    const Original = RTCPeerConnection
    const all: RTCPeerConnection[] = []
    Object.assign(window, {
      connections: all,
      RTCPeerConnection: class extends Original {
        constructor(configuration?: RTCConfiguration) {
          super(configuration)
          all.push(this)
        }
      },
    })
  })
  const page = await context.newPage()
  await page.goto(`${node.origin}/gespraeche/${round}/anruf`)
  return page
}

async function join(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Beitreten', exact: true }).click()
  await page.getByRole('toolbar', { name: 'Anruf steuern' }).waitFor()
}

/** Decoded frames of each picture that comes in, of connections that stand. */
function frames(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const counts: number[] = []
    for (const pc of (window as unknown as { connections: RTCPeerConnection[] }).connections) {
      if (pc.connectionState !== 'connected') continue
      for (const entry of (await pc.getStats()).values()) {
        if (entry.type === 'inbound-rtp' && entry.kind === 'video' && entry.framesDecoded > 0)
          counts.push(entry.framesDecoded)
      }
    }
    return counts
  })
}

it('two people meet', async () => {
  const pages = await Promise.all(FIVE.slice(0, 2).map(visit))
  for (const page of pages) await join(page)
  for (const page of pages) {
    await expect.poll(async () => (await frames(page)).length, { timeout: 15_000 }).toBe(1)
  }
  await pages[0]?.screenshot({ path: `${process.env.SHOTS ?? '/tmp'}/call-two.png` })
})
