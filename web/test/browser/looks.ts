import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './axe'
import type { Backend } from './backend'
import { openBrowser, visitor } from './chromium'
import { servePages } from './pages'

/** With SHOTS set to a folder, a picture of every screen is left there. */
const SHOTS = process.env.SHOTS

export interface Screen {
  name: string
  path: string
  backend: () => Backend
  /** The language somebody has chosen before; German where nothing stands here. */
  language?: 'en'
  /** A page that is longer than the window and scrolls as a whole. */
  scrolls?: boolean
  /** The heading that says that the screen is there. */
  heading: RegExp
  act?(page: Page, backend: Backend): Promise<void>
}

/** Each screen is built up once on a desk and once on a phone, and looked at there twice. */
const DEVICES = [
  {
    device: 'desk',
    touch: false,
    looks: [
      { width: 1280, height: 800, colorScheme: 'light' },
      { width: 1280, height: 800, colorScheme: 'dark' },
    ],
  },
  {
    device: 'phone',
    touch: true,
    looks: [
      { width: 320, height: 640, colorScheme: 'light' },
      { width: 360, height: 740, colorScheme: 'dark' },
    ],
  },
] as const
/** What a second look at the same page can find that the first did not. */
const CHANGING = ['color-contrast', 'target-size', 'scrollable-region-focusable']

/**
 * Every screen in every look: nothing sticks out, axe has nothing to say, and the rules of the page hold.
 *
 * @param only one of the devices, for screens so many that the two go side by side, in a file each
 */
export function inEveryLook(screens: readonly Screen[], only?: (typeof DEVICES)[number]['device']): void {
  const devices = DEVICES.filter(({ device }) => !only || device === only)
  let origin: string
  let server: Server
  let browser: Browser

  beforeAll(async () => {
    ;({ origin, server } = await servePages())
    browser = await openBrowser()
    if (SHOTS) mkdirSync(SHOTS, { recursive: true })
  })
  afterAll(async () => {
    await browser.close()
    server.close()
  })

  describe.each(devices)('$device', ({ touch, looks }) => {
    it.each(screens)('$name', async (screen) => {
      const { width, height } = looks[0]
      const context = await visitor(browser, { width, height, touch })
      const complaints: string[] = []
      try {
        if (screen.language)
          await context.addInitScript((one) => localStorage.setItem('language', one), screen.language)
        const backend = screen.backend()
        await backend.attach(context)
        const page = await context.newPage()
        page.on('console', (message) => {
          if (message.type() === 'error' && !/WebSocket|401|404|503|ERR_FAILED/.test(message.text()))
            complaints.push(message.text())
        })
        page.on('pageerror', (error) => complaints.push(String(error)))
        page.on('request', (request) => {
          const { protocol } = new URL(request.url())
          if (!request.url().startsWith(origin) && protocol !== 'data:') complaints.push(`asked ${request.url()}`)
        })
        await page.goto(origin + screen.path)
        await page.getByRole('heading', { level: 1, name: screen.heading }).waitFor()
        await screen.act?.(page, backend)
        expect(await page.locator('html').getAttribute('lang')).toBe(screen.language ?? 'de')
        await page.evaluate(() => document.fonts.ready)
        for (const [at, { width, height, colorScheme }] of looks.entries()) {
          await page.setViewportSize({ width, height })
          await page.emulateMedia({ colorScheme })
          await page.evaluate(async () => {
            // Colours fade into each other, and half way they are neither.
            await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
            const fading = document.getAnimations().filter((one) => one instanceof CSSTransition)
            await Promise.allSettled(fading.map((one) => one.finished))
          })
          // On touch screens a dialog is there before it is seen.
          await page.waitForFunction(() =>
            [...document.querySelectorAll('.overlay')].every((veil) => getComputedStyle(veil).opacity === '1'),
          )
          if (SHOTS) await page.screenshot({ path: join(SHOTS, `${screen.name}-${width}-${colorScheme}.png`) })
          const full = await page.evaluate(() => document.documentElement.scrollWidth)
          expect(full, 'nothing sticks out sideways').toBeLessThanOrEqual(width)
          const top = await page.evaluate(() => document.documentElement.scrollTop)
          if (!screen.scrolls) expect(top, 'the page itself stays').toBe(0)
          const found = await (at === 0 ? violations(page) : violations(page, CHANGING))
          expect(found, `${width} ${colorScheme}`).toEqual([])
        }
        expect(complaints).toEqual([])
      } finally {
        await context.close()
      }
    })
  })
}
