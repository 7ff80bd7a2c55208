import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Stage } from './stage'
import { morning } from './world'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

/** What has the focus, as it is called: by its label, its name or its words. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLElement | null
    if (one === document.body) return ''
    const label = one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : undefined
    const by = one?.getAttribute('aria-labelledby')?.split(' ') ?? []
    const named = by.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
    return one?.getAttribute('aria-label') || named || label || one?.textContent || ''
  })

/** Presses the key until something called so has the focus. */
async function reach(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 40; presses += 1) {
    const here = await focused(page)
    if (name.test(here)) return
    passed.push(here.slice(0, 40))
    await page.keyboard.press(key)
  }
  throw new Error(`${name} is not reached by ${key}: ${passed.join(' | ')}`)
}

it('from the sign-in into a conversation and an answer in it, with nothing but keys', async () => {
  const backend = morning({ signedIn: false })
  const { page, context } = await stage.visit(backend, '/')
  await reach(page, /^E-Mail/)
  await page.keyboard.type('t1@altwasser.example')
  await reach(page, /^Passwort/)
  await page.keyboard.type('amtsrunde-demo')
  await reach(page, /^Anmelden$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /Guten/ }).waitFor()

  await reach(page, /^Gespräche/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Gespräche' }).waitFor()
  await reach(page, /Runde Donaulohe/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /Runde Donaulohe/ }).waitFor()
  await page.getByRole('article', { name: /wie viele Beiträge/ }).waitFor()

  await reach(page, /^Nachricht an Runde Donaulohe/)
  await page.keyboard.type('Guten Morgen in die Runde.')
  await page.keyboard.press('Enter')
  const room = backend.server.rooms.get('r1')
  await expect.poll(() => room?.messages.at(-1)?.text).toBe('Guten Morgen in die Runde.')

  await reach(page, /Guten Morgen in die Runde/, 'Shift+Tab')
  await reach(page, /wie viele Beiträge/, 'ArrowUp')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Antworten' }).waitFor()
  await reach(page, /^Antworten/, 'ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText('Antwort an Sevda Kaya').waitFor()
  await reach(page, /^Nachricht an Runde Donaulohe/)
  await page.keyboard.type('Zwei.')
  await page.keyboard.press('Enter')
  await expect.poll(() => room?.messages.at(-1)?.text).toBe('Zwei.')
  expect(room?.messages.at(-1)?.replyTo).toBe(room?.messages.at(-3)?.id)
  await context.close()
})
