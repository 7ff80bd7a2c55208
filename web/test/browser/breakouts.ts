import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './axe'
import type { ServerNode } from './node'
import { allMove, FIVE, moving, PATIENT, sounding, visit } from './pictures'

const SHOTS = process.env.SHOTS

let pages: Page[]

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const type = (page: Page) => page.locator('.step-card').getAttribute('data-type')
const at = (page: Page) => page.locator('.step-card').getAttribute('data-at')

/** The page of whoever leads; if that is somebody who has not come, of whoever takes over after 20 s. */
async function leader(): Promise<Page> {
  const leads = () => Promise.all(pages.map((page) => page.getByText(/Moderation heute: du/).count()))
  await expect.poll(async () => (await leads()).indexOf(1), { timeout: 30_000 }).toBeGreaterThanOrEqual(0)
  return pages[(await leads()).indexOf(1)] as Page
}

/** Whoever leads goes on until a step of this type. */
async function goTo(wanted: string): Promise<void> {
  const page = await leader()
  for (let i = 0; i < 60 && (await type(page)) !== wanted; i++) {
    const before = await at(page)
    await button(page, /^(Weitergeben|Nächster Schritt)$/).click()
    await expect.poll(() => at(page)).not.toBe(before)
  }
}

async function intoCall(page: Page): Promise<void> {
  await button(page, 'Bild und Ton').click()
  await button(page, 'Beitreten').click()
  await button(page, 'Bild und Ton').waitFor({ state: 'detached' })
}

/** Those of the other group, as this page shows them. */
const apart = (page: Page) => page.locator('.call-tile.apart')

/** Five people in a session with its call: they talk in two groups of which neither hears the other, and are together again. */
export async function talkInGroups(browser: Browser, node: ServerNode): Promise<void> {
  if (SHOTS) mkdirSync(SHOTS, { recursive: true })
  pages = []
  for (const who of FIVE) pages.push(await visit(browser, node, who, 'sitzung'))
  const [anna, , , , late] = pages as [Page, Page, Page, Page, Page]
  await button(anna, /^(Jetzt treffen|Eintreten)$/).click()
  for (const page of pages.slice(1, 4)) await button(page, 'Eintreten').click()
  // The fifth is in the call later, and does not come to the session yet.
  await button(late, 'Ich kann heute nicht').click()
  await button(late, 'Ich komme doch').waitFor()
  const begin = button(anna, 'Alle sind da, jetzt beginnen')
  if ((await begin.count()) > 0) await begin.click()
  for (const page of pages.slice(0, 4)) await page.locator('.step-card').waitFor()
  // Five cameras keep the machine busy: they come before the last step in which all are together, not to the first.
  await goTo('vote')
  for (const page of pages.slice(0, 4)) await intoCall(page)
  await late.goto(late.url().replace('/sitzung', '/anruf'))
  await button(late, 'Beitreten').click()
  await allMove(pages, 4)
  await expect.poll(() => Promise.all(pages.map(sounding)), PATIENT).toEqual([4, 4, 4, 4, 4])

  await goTo('pairs')
  const sizes = () => Promise.all(pages.map(async (page) => 4 - (await apart(page).count())))
  await expect.poll(sizes).toEqual([1, 1, 1, 1, 0])
  await expect.poll(() => Promise.all(pages.map(moving)), PATIENT).toEqual([1, 1, 1, 1, 0])
  await expect.poll(() => Promise.all(pages.map(sounding)), PATIENT).toEqual([1, 1, 1, 1, 0])
  await late.locator('.call-group').getByText('Du gehörst zu keiner').waitFor()
  await apart(anna).getByText('in keiner Gruppe').waitFor()
  expect(await violations(late)).toEqual([])
  if (SHOTS) await late.screenshot({ path: join(SHOTS, 'breakout-none.png') })

  // Coming to the session is coming to a group.
  await late.goto(late.url().replace('/anruf', '/sitzung'))
  await button(late, 'Eintreten').click()
  await late.locator('[data-type="pairs"]').waitFor()
  await intoCall(late)
  await expect.poll(async () => (await sizes()).sort()).toEqual([1, 1, 2, 2, 2])
  const others = await sizes()
  // Exactly those of the own group still come in, as pictures and as sound.
  await expect.poll(() => Promise.all(pages.map(moving)), PATIENT).toEqual(others)
  await expect.poll(() => Promise.all(pages.map(sounding)), PATIENT).toEqual(others)
  for (const [number, page] of pages.entries()) {
    await page
      .locator('.call-group')
      .getByText(/^Gruppenzeit: Dich hören und sehen gerade nur /)
      .waitFor()
    await expect.poll(() => page.locator('.call-tile:not(.apart) video').count()).toBe((others[number] ?? 0) + 1)
    expect(await apart(page).locator('video').count()).toBe(0)
    await apart(page)
      .first()
      .getByText(/^spricht mit /)
      .waitFor()
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `breakout-${number}.png`) })
  }
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
  ] as const) {
    await anna.setViewportSize({ width, height: 740 })
    await anna.emulateMedia({ colorScheme })
    await apart(anna).first().scrollIntoViewIfNeeded()
    if (SHOTS) await anna.screenshot({ path: join(SHOTS, `breakout-${width}.png`) })
    expect(await violations(anna)).toEqual([])
  }

  // Who looks at something else, and then at the call alone, is where they were and told the same.
  const leads = await leader()
  const guest = pages.find((page) => page !== leads) as Page
  await guest.getByRole('link', { name: 'Zurück', exact: true }).click()
  await guest.locator('.call-line a').click()
  await guest
    .locator('.call-group')
    .getByText(/^Gruppenzeit: Dich hören und sehen gerade nur /)
    .waitFor()
  await expect.poll(() => Promise.all(pages.map(moving)), PATIENT).toEqual(others)
  if (SHOTS) await guest.screenshot({ path: join(SHOTS, 'breakout-call.png') })

  await button(leads, 'Nächster Schritt').click()
  await allMove(pages, 4)
  await expect.poll(() => Promise.all(pages.map(sounding)), PATIENT).toEqual([4, 4, 4, 4, 4])
  for (const page of pages) expect(await apart(page).count()).toBe(0)
  for (const page of pages) await page.context().close()
}
