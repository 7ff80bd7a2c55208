import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, visitor } from '../browser/chromium'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** Addresses of two nodes of one cluster with demo content. */
const [NODE_A, NODE_B] = (process.env.NODES ?? '').split(',')
const PASSWORD = 'amtsrunde-demo'

let browser: Browser

beforeAll(async () => {
  if (!NODE_A || !NODE_B) throw new Error('NODES must name two nodes')
  browser = await openBrowser()
})
afterAll(() => browser?.close())

interface Visit {
  context: BrowserContext
  page: Page
  /** Addresses of other origins that the page asked for; there must be none. */
  foreign: string[]
}

async function signIn(node: string, email: string, dark = false, width = 1280, height = 800): Promise<Visit> {
  const context = await visitor(browser, { width, height, dark })
  const page = await context.newPage()
  const foreign: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== node) foreign.push(request.url())
  })
  await page.goto(`${node}/`)
  await page.getByLabel(/E-Mail/).fill(email)
  await page.getByLabel(/Passwort/).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('heading', { level: 1, name: /Guten/ }).waitFor()
  return { context, page, foreign }
}

async function openRoom(page: Page, name: RegExp) {
  await page
    .getByRole('link', { name: /Gespräche/ })
    .first()
    .click()
  await page.getByRole('link', { name }).first().click()
  await page.getByRole('log', { name: 'Nachrichten' }).waitFor()
}

async function write(page: Page, text: string) {
  const box = page.getByRole('textbox', { name: /Nachricht/ })
  await box.fill(text)
  await box.press('Enter')
}

const message = (page: Page, text: string) =>
  page.getByRole('log', { name: 'Nachrichten' }).getByText(text, { exact: true })

async function violations(page: Page): Promise<string[]> {
  // Not as a script of the page: the policy of the server forbids that, as it should.
  await page.evaluate(readFileSync(AXE, 'utf8'))
  const found = await page.evaluate(() =>
    (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> } }
    ).axe.run(),
  )
  return found.violations.map((violation) => `${violation.id} (${violation.nodes.length})`)
}

describe('two browsers on two nodes', () => {
  it('chat across nodes, go offline, write, come back, and lose nothing', async () => {
    const anna = await signIn(NODE_A as string, 't1@altwasser.example')
    const bert = await signIn(NODE_B as string, 't2@birkenried.example', true, 360, 740)
    await openRoom(anna.page, /Runde Donaulohe/)
    await openRoom(bert.page, /Runde Donaulohe/)

    const run = Date.now().toString(36)
    await write(anna.page, `Hallo von Knoten A ${run}`)
    await message(bert.page, `Hallo von Knoten A ${run}`).waitFor()
    await write(bert.page, `Hallo von Knoten B ${run}`)
    await message(anna.page, `Hallo von Knoten B ${run}`).waitFor()

    // Offline: what is written is kept and said to be kept; what others write meanwhile is there afterwards.
    await anna.context.setOffline(true)
    await write(anna.page, `im Zug eins ${run}`)
    await write(anna.page, `im Zug zwei ${run}`)
    await anna.page.getByText('wird gesendet, sobald du wieder Netz hast').first().waitFor()
    await write(bert.page, `währenddessen ${run}`)
    await message(bert.page, `währenddessen ${run}`).waitFor()
    await anna.context.setOffline(false)
    await message(bert.page, `im Zug zwei ${run}`).waitFor()
    await message(anna.page, `währenddessen ${run}`).waitFor()
    await anna.page.getByText('wird gesendet, sobald du wieder Netz hast').first().waitFor({ state: 'detached' })

    // Each once and in the same order on both sides.
    const texts = (page: Page) =>
      page
        .getByRole('log', { name: 'Nachrichten' })
        .getByText(new RegExp(`${run}$`))
        .allInnerTexts()
    const seen = await texts(bert.page)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(5)
    expect(seen.indexOf(`im Zug eins ${run}`)).toBeLessThan(seen.indexOf(`im Zug zwei ${run}`))
    expect(await texts(anna.page)).toEqual(seen)

    // A laptop that is closed with an unsent message sends it when it is opened again.
    await anna.context.setOffline(true)
    await write(anna.page, `zugeklappt ${run}`)
    await anna.page.getByText('wird gesendet, sobald du wieder Netz hast').first().waitFor()
    await anna.page.close()
    await anna.context.setOffline(false)
    const again = await anna.context.newPage()
    await again.goto(`${NODE_A}/`)
    await message(bert.page, `zugeklappt ${run}`).waitFor()
    expect(await message(bert.page, `zugeklappt ${run}`).count()).toBe(1)

    expect(anna.foreign).toEqual([])
    expect(bert.foreign).toEqual([])
    await anna.context.close()
    await bert.context.close()
  })

  it('shows who is here only when both want it, and who is typing', async () => {
    const carla = await signIn(NODE_A as string, 't3@donaulohe.example')
    const dora = await signIn(NODE_B as string, 't4@eichbrunn.example')
    for (const visit of [carla, dora]) {
      await visit.page.goto(`${visit === carla ? NODE_A : NODE_B}/einstellungen`)
      const own = visit.page.getByRole('switch').first()
      await own.waitFor({ state: 'attached' })
      if (!(await own.isChecked())) await own.press('Space')
    }
    await openRoom(carla.page, /Runde Donaulohe/)
    await openRoom(dora.page, /Runde Donaulohe/)
    await carla.page.getByText(/1 ist da/).waitFor()
    await dora.page.getByRole('textbox', { name: /Nachricht/ }).pressSequentially('Ich überlege')
    await carla.page.getByText(/Leyla.* schreibt/).waitFor()
    await carla.context.close()
    await dora.context.close()
  })

  for (const dark of [false, true]) {
    it(`axe finds nothing on the real pages, ${dark ? 'dark' : 'light'}`, async () => {
      const erik = await signIn(NODE_A as string, 'admin@amtsrunde.example', dark)
      for (const path of ['/', '/gespraeche', '/einstellungen', '/verwaltung', '/gibt-es-nicht']) {
        await erik.page.goto(`${NODE_A}${path}`)
        await erik.page.getByRole('heading', { level: 1 }).first().waitFor()
        expect(await violations(erik.page), path).toEqual([])
      }
      await erik.context.close()
    })
  }
})
