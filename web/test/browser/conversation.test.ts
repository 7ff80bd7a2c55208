import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Stage } from './stage'
import { morning } from './world'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const field = (page: Page) => page.getByRole('textbox', { name: /Nachricht an/ })
const log = (page: Page) => page.getByRole('log')

/** A room in which much was said. */
function busy(count: number) {
  const backend = morning()
  const say = (by: string, text: string, more: object = {}) =>
    backend.server.call(by, 'room.post', { roomId: 'r3', cid: `x${Math.random()}`, text, ...more } as never) as {
      messageId: string
      offset: number
    }
  const first = say('p3', 'Die allererste Frage')
  let last = first
  for (let index = 1; index < count; index += 1) last = say('p3', `Nachricht ${index}`)
  backend.server.call('p0', 'room.read', { roomId: 'r3', offset: last.offset } as never)
  return { backend, say, first }
}

async function topOf(page: Page, text: string): Promise<number> {
  const box = await page.getByText(text, { exact: true }).boundingBox()
  return box?.y ?? Number.NaN
}

describe('a long conversation', () => {
  it('keeps its place while older messages are added above, and never holds more than 300', async () => {
    const { backend } = busy(420)
    const { page, context } = await stage.visit(backend, '/gespraeche/r3')
    await page.getByText('Nachricht 419', { exact: true }).waitFor()
    const older = page.getByRole('button', { name: 'Ältere laden' })
    const beginning = page.getByText('Hier beginnt das Gespräch.')
    while (!(await beginning.isVisible())) {
      const first = await log(page).locator('article').first().getAttribute('data-key')
      if (await older.isVisible()) await older.press('Enter', { timeout: 1_000 }).catch(() => undefined)
      await page.waitForFunction(
        (key) => document.querySelector('[role=log] article')?.getAttribute('data-key') !== key,
        first,
      )
      expect(await log(page).locator('article').count()).toBeLessThanOrEqual(300)
    }
    expect(await log(page).locator('article').count()).toBe(300)
    await log(page).getByText('Die allererste Frage').waitFor()
    await context.close()
  })

  it('does not move what one reads when something new comes below, and says how much', async () => {
    const { backend, say } = busy(60)
    const { page, context } = await stage.visit(backend, '/gespraeche/r3')
    await page.getByText('Nachricht 59', { exact: true }).waitFor()
    // While the page is still settling, the log may go to its end once more; whoever reads scrolls again.
    const toEnd = page.getByRole('button', { name: /Zum Ende/ })
    while (!(await toEnd.isVisible())) {
      await log(page).evaluate((box) => {
        box.scrollTop = box.scrollHeight / 2
      })
      await toEnd.waitFor({ timeout: 1_000 }).catch(() => undefined)
    }
    const text = await log(page).evaluate((box) => {
      const rows = [...box.querySelectorAll('article')]
      const middle = rows.find((row) => row.getBoundingClientRect().top > 300)
      return middle?.querySelector('.md p')?.textContent ?? ''
    })
    const before = await topOf(page, text)
    for (const word of ['eins', 'zwei', 'drei']) say('p3', word)
    const pill = page.getByRole('button', { name: /3 neue/ })
    await pill.waitFor()
    expect(await topOf(page, text)).toBeCloseTo(before, 0)
    await pill.click()
    await page.getByText('drei', { exact: true }).waitFor()
    await pill.waitFor({ state: 'detached' })
    await context.close()
  })

  it('jumps to the message that is answered, however old, and back to the place when one returns', async () => {
    const { backend, say, first } = busy(150)
    say('p3', 'Dazu noch einmal', { replyTo: first.messageId })
    const { page, context } = await stage.visit(backend, '/gespraeche/r3')
    await page.getByRole('button', { name: 'Antwort auf eine ältere Nachricht' }).click()
    const target = page.getByRole('article', { name: /Die allererste Frage/ })
    await target.waitFor()
    await page.waitForFunction(() => document.activeElement?.tagName === 'ARTICLE')
    expect(await target.evaluate((element) => element === document.activeElement)).toBe(true)
    const before = await target.boundingBox()
    await page.getByRole('link', { name: 'Sevda Kaya' }).click()
    await page.getByText('Bis nachher!').waitFor()
    await page.getByRole('link', { name: 'Bildrechte bei Vereinsfotos' }).click()
    await target.waitFor()
    expect((await target.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0)
    await context.close()
  })
})

describe('writing', () => {
  it('shows a message once and in its place, also when the answer was lost', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, '/gespraeche/r5')
    await page.getByText('Noch still hier.').waitFor()
    backend.loseNextAnswer = true
    for (const text of ['eins', 'zwei', 'drei']) {
      await field(page).fill(text)
      await field(page).press('Enter')
    }
    await log(page).getByText('gesendet', { exact: true }).waitFor()
    await expect
      .poll(() => backend.server.rooms.get('r5')?.messages.map((message) => message.text))
      .toEqual(['eins', 'zwei', 'drei'])
    expect(await log(page).locator('.md').allTextContents()).toEqual(['eins', 'zwei', 'drei'])
    await context.close()
  })

  it('keeps what was written without a network over a reload, and sends it once', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, '/gespraeche/r5')
    await page.getByText('Noch still hier.').waitFor()
    backend.cut()
    await field(page).fill('aus dem Tunnel')
    await field(page).press('Enter')
    await page.getByText('wird gesendet, sobald du wieder Netz hast').waitFor()
    await page.reload()
    await page.getByText('aus dem Tunnel').waitFor()
    backend.heal()
    await log(page).getByText('gesendet', { exact: true }).waitFor({ timeout: 30_000 })
    expect(backend.server.rooms.get('r5')?.messages.map((message) => message.text)).toEqual(['aus dem Tunnel'])
    expect(await log(page).getByText('aus dem Tunnel').count()).toBe(1)
    await context.close()
  })

  it('keeps a draft over a reload, and mentions people as links', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, '/gespraeche/r1')
    await page.getByRole('article', { name: /Unser Plan/ }).waitFor()
    await field(page).pressSequentially('Frag @sev')
    await page.getByRole('option', { name: /Sevda Kaya/ }).waitFor()
    await field(page).press('Enter')
    await expect.poll(() => field(page).inputValue()).toBe('Frag @Sevda Kaya ')
    await page.reload()
    await expect.poll(() => field(page).inputValue()).toBe('Frag @Sevda Kaya ')
    await field(page).press('Enter')
    await expect.poll(() => backend.server.rooms.get('r1')?.messages.at(-1)?.text).toBe('Frag [@Sevda Kaya](person:p2)')
    await context.close()
  })

  it('edits, deletes, answers and reacts by keyboard alone', async () => {
    const backend = morning()
    const room = backend.server.rooms.get('r1')
    const { page, context } = await stage.visit(backend, '/gespraeche/r1')
    const own = page.getByRole('article', { name: /Zwei sicher/ })
    await own.waitFor()
    await page.getByRole('article', { name: /wie viele Beiträge/ }).focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await own.evaluate((element) => element === document.activeElement)).toBe(true)

    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Bearbeiten' }).focus()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => field(page).inputValue())
      .toBe('Zwei sicher, drei mit Glück. Ich bringe nachher unsere Liste mit.')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Drei sicher.')
    await page.keyboard.press('Enter')
    const edited = page.getByRole('article', { name: /Drei sicher/ })
    await edited.getByText('bearbeitet').waitFor()

    await page.getByRole('article', { name: /Unser Plan/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitemcheckbox', { name: 'Gute Idee' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Gute Idee 1' }).waitFor()

    await page.getByRole('article', { name: /Unser Plan/ }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Antwort an Mara Winkler').waitFor()
    await page.keyboard.type('Danke dir!')
    await page.keyboard.press('Enter')
    await expect.poll(() => room?.messages.at(-1)?.text).toBe('Danke dir!')
    expect(room?.messages.at(-1)?.replyTo).toBe(room?.messages[0]?.id)

    await edited.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Löschen' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Löschen' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => room?.messages.filter((message) => message.deleted).length).toBe(2)
    await context.close()
  })
})

describe('two tabs of one person', () => {
  it('send everything once, whichever tab it was written in', async () => {
    const backend = morning()
    const { page: one, context } = await stage.visit(backend, '/gespraeche/r5')
    const two = await context.newPage()
    await two.goto(`${stage.origin}/gespraeche/r5`)
    for (const page of [one, two]) await page.getByText('Noch still hier.').waitFor()
    backend.cut()
    for (const text of ['eins', 'zwei', 'drei', 'vier']) {
      const page = text === 'zwei' ? two : one
      await field(page).fill(text)
      await field(page).press('Enter')
      for (const other of [one, two]) await other.getByText(text, { exact: true }).waitFor()
    }
    backend.heal()
    for (const page of [one, two]) {
      await log(page).getByText('gesendet', { exact: true }).waitFor({ timeout: 30_000 })
      await expect.poll(() => log(page).locator('.md').allTextContents()).toEqual(['eins', 'zwei', 'drei', 'vier'])
    }
    // A page shows what it still has to send as well.
    const arrived = () => backend.server.rooms.get('r5')?.messages.map((message) => message.text)
    await expect.poll(arrived).toEqual(['eins', 'zwei', 'drei', 'vier'])
    await context.close()
  })
})

describe('a group', () => {
  it('is renamed, grows, shrinks and is left', async () => {
    const backend = morning()
    const room = backend.server.rooms.get('r2')
    const { page, context } = await stage.visit(backend, '/gespraeche/r2')
    await page.getByRole('button', { name: 'Details' }).click()
    const dialog = page.getByRole('dialog', { name: 'Über dieses Gespräch' })
    await dialog.getByRole('textbox', { name: 'Name des Gesprächs' }).fill('Netzwerk Presse')
    await dialog.getByRole('button', { name: 'Speichern' }).click()
    await expect.poll(() => room?.name).toBe('Netzwerk Presse')
    await dialog.getByRole('button', { name: 'Einladen' }).click()
    await dialog.getByRole('searchbox', { name: 'Wen einladen?' }).fill('Reiter')
    await dialog.getByRole('button', { name: /Tom Reiter/ }).click()
    await dialog.getByRole('button', { name: 'Einladen', exact: true }).click()
    // Whom one has chosen stands there as well until the answer is there.
    await dialog.locator('li.row').filter({ hasText: 'Tom Reiter' }).waitFor()
    await dialog.getByRole('button', { name: 'Ada Lenz entfernen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Entfernen' }).click()
    await expect.poll(() => [...(room?.members.keys() ?? [])]).toEqual(['p0', 'p5', 'p4'])
    await dialog.getByRole('button', { name: 'Gespräch verlassen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Gespräch verlassen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Gespräche' }).waitFor()
    expect(await page.getByRole('link', { name: /Netzwerk/ }).count()).toBe(0)
    await context.close()
  })
})

describe('what others do', () => {
  it('announces new messages once, politely, and never my own or old ones', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, '/gespraeche/r4')
    await log(page).getByText('Bis nachher!').waitFor()
    await page.evaluate(() => {
      const heard: string[] = []
      Object.assign(window, { heard })
      const region = [...document.querySelectorAll('[role=status][aria-live=polite]')].at(-1)
      if (region)
        new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
          subtree: true,
          childList: true,
          characterData: true,
        })
    })
    await field(page).fill('Ja, um elf.')
    await field(page).press('Enter')
    await log(page).getByText('gesendet', { exact: true }).waitFor()
    backend.server.call('p2', 'room.post', { roomId: 'r4', cid: 'y1', text: 'Sehr **gut**' } as never)
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
    await expect.poll(heard).toEqual(['Sevda Kaya: Sehr gut'])
    for (const cid of ['y2', 'y3', 'y4', 'y5', 'y6']) {
      backend.server.call('p2', 'room.post', { roomId: 'r4', cid, text: cid } as never)
    }
    await expect.poll(heard, { timeout: 5_000 }).toEqual(['Sevda Kaya: Sehr gut', '5 neue Nachrichten'])
    await context.close()
  })

  it('counts what is unread in the title, and reading ends it', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, '/einstellungen')
    await expect.poll(() => page.title()).toBe('3 neu – Einstellungen – Amtsrunde')
    await page.getByRole('link', { name: /Gespräche/ }).click()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Gespräche')
    await page.getByRole('link', { name: /Netzwerk Pressestellen/ }).click()
    await expect.poll(() => page.title()).toBe('1 neu – Netzwerk Pressestellen – Amtsrunde')
    expect(backend.server.rooms.get('r2')?.reads.get('p0')).toBe(2)
    await context.close()
  })

  it('shows presence only to those who show their own, as a word', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, '/gespraeche')
    const jonas = page.getByRole('link', { name: /Jonas Brandl/ })
    await jonas.waitFor()
    expect(await jonas.textContent()).not.toContain('beschäftigt')
    await page.getByRole('link', { name: 'Einstellungen' }).click()
    await page.getByText('Zeigen, dass ich da bin').click()
    await page.getByRole('link', { name: /Gespräche/ }).click()
    await jonas.getByText('beschäftigt · Im Sitzungssaal').waitFor()
    await context.close()
  })

  it('lists the people of a room with what they show, and says nothing of who comes and goes', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, '/einstellungen')
    await page.getByText('Zeigen, dass ich da bin').click()
    await page.getByRole('link', { name: /Gespräche/ }).click()
    await page.getByRole('link', { name: /Runde Donaulohe/ }).click()
    await page.getByRole('button', { name: 'Details' }).click()
    const people = page.getByRole('dialog').getByRole('list')
    await people
      .getByRole('listitem')
      .filter({ hasText: 'Jonas Brandl' })
      .getByText('beschäftigt · Im Sitzungssaal')
      .waitFor()
    const said = () => page.locator('[role=status]').allTextContents()
    const before = await said()
    backend.tell({ type: 'presence', people: { p1: null, p2: { state: 'away' } } })
    await people.getByRole('listitem').filter({ hasText: 'Sevda Kaya' }).getByText('gleich zurück').waitFor()
    expect(await people.getByText('beschäftigt').count()).toBe(0)
    expect(await said()).toEqual(before)
    await context.close()
  })

  it('goes to the sign-in when the sign-in ends elsewhere, and keeps what is unsent', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, '/gespraeche/r5')
    await page.getByText('Noch still hier.').waitFor()
    const nora = backend.signedIn
    backend.cut()
    await field(page).fill('gleich')
    await field(page).press('Enter')
    await page.getByText('wird gesendet, sobald').waitFor()
    backend.signedIn = null
    backend.heal()
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor({ timeout: 30_000 })
    await page.getByRole('textbox', { name: 'E-Mail' }).fill(nora?.email ?? '')
    await page.getByRole('textbox', { name: 'Passwort' }).fill('amtsrunde-demo')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await log(page).getByText('gesendet', { exact: true }).waitFor()
    expect(backend.server.rooms.get('r5')?.messages.map((message) => message.text)).toEqual(['gleich'])
    await context.close()
  })
})
