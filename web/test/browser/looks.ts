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

/** Each screen is built up once per size, and on a desk looked at in both colours. */
const SIZES = [
  { width: 1280, height: 800, touch: false, colours: ['light', 'dark'] as const },
  { width: 360, height: 740, touch: true, colours: ['dark'] as const },
  { width: 320, height: 640, touch: true, colours: ['light'] as const },
]

/** Every screen in every look: nothing sticks out, axe has nothing to say, and the rules of the page hold. */
export function inEveryLook(screens: readonly Screen[]): void {
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

  describe.each(SIZES)('$width', ({ width, height, touch, colours }) => {
    it.each(screens)('$name', async (screen) => {
      const context = await visitor(browser, { width, height, touch, dark: colours[0] === 'dark' })
      const complaints: string[] = []
      try {
        if (screen.language)
          await context.addInitScript((one) => localStorage.setItem('language', one), screen.language)
        const backend = screen.backend()
        await backend.attach(context)
        const page = await context.newPage()
        page.on('console', (message) => {
          if (message.type() === 'error' && !/WebSocket|401|404|ERR_FAILED/.test(message.text()))
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
        for (const colorScheme of colours) {
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
          expect(await violations(page), colorScheme).toEqual([])
        }
        expect(complaints).toEqual([])
      } finally {
        await context.close()
      }
    })
  })
}
