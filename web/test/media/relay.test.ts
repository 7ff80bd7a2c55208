import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FAKE_DEVICES, openBrowser, visitor } from '../browser/chromium'
import { ServerNode } from '../browser/node'
import { Relay } from './relay'

const PASSWORD = 'amtsrunde-demo'
const TWO = ['t1@altwasser', 't2@birkenried']

let relay: Relay
let node: ServerNode
let browser: Browser

beforeAll(async () => {
  relay = await Relay.start()
  ;[node, browser] = await Promise.all([ServerNode.start(relay.settings), openBrowser(FAKE_DEVICES)])
})
afterAll(async () => {
  await browser.close()
  await node.close()
  await relay.close()
})

interface Narrow {
  transport: 'udp' | 'tcp'
  right?: { username: string; credential: string }
}

/** Runs in the page: no way but over the relay, by one transport only. */
function narrow({ transport, right }: Narrow): void {
  const Original = RTCPeerConnection
  const connections: RTCPeerConnection[] = []
  const refused: number[] = []
  Object.assign(window, {
    connections,
    refused,
    RTCPeerConnection: class extends Original {
      constructor(given: RTCConfiguration = {}) {
        const iceServers = (given.iceServers ?? []).map((one) => ({
          ...one,
          ...right,
          urls: [one.urls].flat().filter((url) => url.endsWith(transport)),
        }))
        super({ ...given, iceServers, iceTransportPolicy: 'relay' })
        connections.push(this)
        this.addEventListener('icecandidateerror', ({ errorCode }) => refused.push(errorCode))
      }
    },
  })
}

interface Watched {
  connections: RTCPeerConnection[]
  refused: number[]
}

/** Two people in the call of their round. */
async function call(how: Narrow): Promise<Page[]> {
  return Promise.all(
    TWO.map(async (who) => {
      const context = await visitor(browser, { width: 960, height: 640, reducedMotion: true })
      await context.addInitScript(narrow, how)
      await context.request.post(`${node.origin}/api/sign-in`, {
        data: { email: `${who}.example`, password: PASSWORD },
        headers: { Origin: node.origin },
      })
      const { rooms } = await (await context.request.get(`${node.origin}/api/me`)).json()
      const round = rooms.find((room: { kind: string }) => room.kind === 'round').id
      const page = await context.newPage()
      await page.goto(`${node.origin}/gespraeche/${round}/anruf`)
      await page.getByRole('button', { name: 'Beitreten', exact: true }).click()
      await page.getByRole('toolbar', { name: 'Anruf steuern' }).waitFor()
      return page
    }),
  )
}

/** By what ways pictures come in, once they do. */
function ways(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const ways = new Set<string>()
    for (const connection of (window as unknown as Watched).connections) {
      const report = await connection.getStats()
      const all = [...report.values()]
      if (!all.some((one) => one.type === 'inbound-rtp' && one.kind === 'video' && one.framesDecoded > 5)) continue
      const pair = all.find((one) => one.type === 'candidate-pair' && one.nominated)
      const local = report.get(pair?.localCandidateId)
      ways.add(`${local?.candidateType} ${local?.relayProtocol}`)
    }
    return [...ways]
  })
}

it.each(['udp', 'tcp'] as const)('two people see each other over the relay only, by %s', async (transport) => {
  const pages = await call({ transport })
  for (const page of pages) await expect.poll(() => ways(page)).toEqual([`relay ${transport}`])
  await Promise.all(pages.map((page) => page.context().close()))
})

it('a right that is over opens nothing, and people are told that there is no way', async () => {
  const pages = await call({ transport: 'udp', right: Relay.expired() })
  const [page] = pages as [Page, Page]
  await expect.poll(() => page.evaluate(() => (window as unknown as Watched).refused.includes(401))).toBe(true)
  await page.getByText('gerade keine Verbindung').first().waitFor({ timeout: 60_000 })
  for (const one of pages) expect(await ways(one)).toEqual([])
  await Promise.all(pages.map((one) => one.context().close()))
})
