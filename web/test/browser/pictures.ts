import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { visitor } from './chromium'
import type { ServerNode } from './node'

const PASSWORD = 'amtsrunde-demo'
/** Five cameras and microphones on two cores: what they show comes, and how soon depends on the machine. */
export const PATIENT = { timeout: 60_000 }
export const FIVE = ['t1@altwasser', 't2@birkenried', 't3@donaulohe', 't4@eichbrunn', 't5@felsheim']

/**
 * Signed in, on the page before the call of the round or on that of its session, or in another room. Counts what its connections
 * bring, for tests to read.
 */
export async function visit(
  browser: Browser,
  node: ServerNode,
  who: string,
  place = 'anruf',
  room?: string,
): Promise<Page> {
  const context = await visitor(browser, { width: 960, height: 640, reducedMotion: true })
  const headers = { Origin: node.origin }
  await context.request.post(`${node.origin}/api/sign-in`, {
    data: { email: `${who}.example`, password: PASSWORD },
    headers,
  })
  const { rooms } = await (await context.request.get(`${node.origin}/api/me`)).json()
  const round = rooms.find((room: { kind: string }) => room.kind === 'round').id
  await context.addInitScript(watch)
  context.setDefaultTimeout(PATIENT.timeout)
  const page = await context.newPage()
  await page.goto(`${node.origin}/gespraeche/${room ?? round}/${place}`)
  return page
}

export interface Watched {
  connections: RTCPeerConnection[]
  /** Incoming picture → when it moved last, and when it began to after a pause (ms). */
  moved: Record<string, { last: number; since: number; frames: number }>
  /** Incoming sound → when it came last (ms). */
  sounded: Record<string, { last: number; packets: number }>
}

/** Runs in the page: a look at which pictures of the others move. */
function watch(): void {
  const Original = RTCPeerConnection
  const connections: RTCPeerConnection[] = []
  const moved: Watched['moved'] = {}
  const sounded: Watched['sounded'] = {}
  Object.assign(window, {
    connections,
    moved,
    sounded,
    RTCPeerConnection: class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        connections.push(this)
      }
    },
  })
  setInterval(async () => {
    for (const [at, connection] of connections.entries()) {
      if (connection.connectionState === 'closed') continue
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type !== 'inbound-rtp') continue
        const key = `${at} ${entry.id}`
        const now = Date.now()
        if (entry.kind === 'audio') {
          const packets = entry.packetsReceived
          if (packets > (sounded[key]?.packets ?? 0)) sounded[key] = { last: now, packets }
          continue
        }
        const { last, since, frames } = moved[key] ?? { last: 0, since: 0, frames: 0 }
        if (entry.framesDecoded <= frames) continue
        moved[key] = { last: now, since: now - last > 3_000 ? now : since, frames: entry.framesDecoded }
      }
    }
  }, 700)
}

/** How many pictures of others move on this page. */
export function moving(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { moved } = window as unknown as Watched
    return Object.values(moved).filter(({ last }) => Date.now() - last < 2_000).length
  })
}

/** From how many others sound comes to this page, be it silence. */
export function sounding(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { sounded } = window as unknown as Watched
    return Object.values(sounded).filter(({ last }) => Date.now() - last < 2_000).length
  })
}

/** Until on each page so many pictures of others move. */
export async function allMove(pages: Page[], each: number): Promise<void> {
  await expect.poll(() => Promise.all(pages.map(moving)), PATIENT).toEqual(pages.map(() => each))
}
