import type { Editor } from '@tiptap/core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Stage } from './stage'
import { morning } from './world'
import { withDocuments } from './written'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const DOCUMENT = '/gespraeche/r1/dokumente/d1'
const EMPTY = '/gespraeche/r1/dokumente/d3'
const text = (page: Page) => page.getByRole('textbox', { name: /^Text von/ })
const state = (page: Page, words: string) => page.getByRole('main').getByText(words, { exact: true }).first()

/** The text without the names of the others in it. */
const words = (page: Page) =>
  text(page).evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('.caret')) caret.remove()
    return copy.textContent ?? ''
  })

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

/** Two people of the round, each with a browser of their own, over the same documents. */
async function two(path: string) {
  const nora = withDocuments(morning())
  const jonas = morning({ as: 1 })
  Object.assign(jonas, { documents: nora.documents })
  const one = await stage.visit(nora, path)
  const other = await stage.visit(jonas, path)
  for (const { page } of [one, other]) await text(page).waitFor()
  return {
    nora,
    jonas,
    one: one.page,
    other: other.page,
    close: () => Promise.all([one.context.close(), other.context.close()]),
  }
}

async function write(page: Page, words: string): Promise<void> {
  await text(page).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(words)
}

/** Everything the polite region says from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const region = [...document.querySelectorAll('[role=status][aria-live=polite]')].at(-1)
    const hear = () => heard.push((region?.textContent ?? '').trim())
    if (region) new MutationObserver(hear).observe(region, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
}

describe('two people in one document', () => {
  it('write at the same time and see each other, with names', async () => {
    const { nora, one, other, close } = await two(EMPTY)
    const heard = await listen(one)
    await write(one, 'Guten Morgen.')
    await text(other).getByText('Guten Morgen.').waitFor()
    await write(other, ' Moin!')
    await text(one).getByText('Guten Morgen. Moin!').waitFor()
    await one.locator('.caret', { hasText: 'Jonas Brandl' }).waitFor()
    await one.getByText(/mit Jonas$/).waitFor()
    nora.tell({ type: 'presence', people: { p1: { state: 'dnd' } } })
    await one.getByText('mit Jonas (bitte nicht stören)').waitFor()
    await Promise.all([one.keyboard.type(' Eins'), other.keyboard.type(' Zwei')])
    await expect.poll(() => words(one)).toContain('Eins')
    await expect.poll(async () => (await words(one)) === (await words(other))).toBe(true)
    for (const page of [one, other]) await state(page, 'Gespeichert').waitFor()
    expect(nora.documents.text('d3')).toContain('Moin!')
    await expect.poll(heard).toEqual(['Jonas Brandl ist jetzt auch hier.'])
    await other.getByRole('link', { name: 'Zu den Dokumenten' }).click()
    await expect
      .poll(heard, { timeout: 8_000 })
      .toEqual(['Jonas Brandl ist jetzt auch hier.', 'Jonas Brandl ist gegangen.'])
    expect(await one.locator('.caret').count()).toBe(0)
    await close()
  })

  it('leave each other’s caret where it is, told or not', async () => {
    const { one, other, close } = await two(EMPTY)
    await write(one, 'Anfang und Ende')
    await one.keyboard.press('Home')
    await text(other).getByText('Anfang und Ende').waitFor()
    // A browser that has much to do tells late that the caret has moved; this one never does.
    await one.evaluate(() => {
      const late = (event: Event) => event.isTrusted && event.stopImmediatePropagation()
      window.addEventListener('selectionchange', late, true)
    })
    await one.keyboard.press('ArrowRight')
    await write(other, ', sagt Jonas')
    await text(one).getByText('Ende, sagt Jonas').waitFor()
    await one.locator('.caret', { hasText: 'Jonas Brandl' }).waitFor()
    await other.keyboard.press('Home')
    await expect
      .poll(() => one.evaluate(() => document.querySelector('.caret')?.nextSibling?.textContent))
      .toMatch(/^A/)
    expect(await one.evaluate(() => getSelection()?.anchorOffset)).toBe(1)
    await one.keyboard.type('!')
    await expect.poll(() => words(other)).toContain('A!nfang')
    await close()
  })

  it('whoever only reads is not shown', async () => {
    const { one, other, close } = await two(DOCUMENT)
    await write(one, ' Noch etwas.')
    await text(other).getByText('Noch etwas.').waitFor()
    await other.getByText('mit Nora').waitFor()
    expect(await one.getByText('mit Jonas').count()).toBe(0)
    await close()
  })
})

describe('without a network', () => {
  it('keeps what is written, says so, and sends it afterwards', async () => {
    const { nora, one, other, close } = await two(EMPTY)
    await write(one, 'Vorher.')
    await text(other).getByText('Vorher.').waitFor()
    await state(one, 'Gespeichert').waitFor()
    const heard = await listen(one)
    nora.cut()
    await write(one, ' Im Tunnel.')
    await state(one, 'Wird gespeichert …').waitFor()
    const sentence =
      'Ohne Verbindung – deine Änderungen sind hier gesichert und werden gesendet, sobald du wieder Netz hast.'
    await state(one, sentence).waitFor()
    await write(other, ' Draußen.')
    await state(other, 'Gespeichert').waitFor()
    expect(await words(one)).not.toContain('Draußen')
    // One goes elsewhere and comes back, still without a network: it is all there.
    await one.getByRole('link', { name: 'Zu den Dokumenten' }).click()
    await one.getByRole('link', { name: 'Freigabe: unsere Vorlage' }).click()
    await text(one).getByText('Im Tunnel.').waitFor()
    nora.heal()
    await text(other).getByText('Im Tunnel.').waitFor({ timeout: 30_000 })
    await text(one).getByText('Draußen.').waitFor()
    await state(one, 'Gespeichert').waitFor()
    expect(await words(one)).toBe(await words(other))
    expect((await heard())[0]).toBe(sentence)
    await close()
  })

  it('survives a reload in between, and is gone from this browser after signing out', async () => {
    const backend = withDocuments(morning())
    const { page, context } = await stage.visit(backend, EMPTY)
    await text(page).waitFor()
    backend.documents.mute = true
    await write(page, 'Noch nicht bestätigt.')
    await state(page, 'Wird gespeichert …').waitFor()
    await page.waitForTimeout(300)
    await page.reload()
    await text(page).getByText('Noch nicht bestätigt.').waitFor()
    await state(page, 'Wird gespeichert …').waitFor()
    expect(backend.documents.text('d3')).not.toContain('bestätigt')
    await page.getByRole('link', { name: 'Einstellungen' }).click()
    await page.getByRole('button', { name: 'Abmelden', exact: true }).click()
    await page.getByRole('alertdialog').getByText('Ein Dokument hat Änderungen').waitFor()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Abmelden' }).click()
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor()
    const left = () =>
      page.evaluate(async () => [
        ...(await indexedDB.databases()).map(({ name }) => name),
        ...Object.keys(localStorage),
      ])
    await expect.poll(async () => (await left()).filter((name) => name?.startsWith('copy:'))).toEqual([])
    await context.close()
  })
})

describe('what one may do', () => {
  it('a closed document is read, and opens again while it is on the screen', async () => {
    const backend = withDocuments(morning())
    const { page, context } = await stage.visit(backend, '/gespraeche/r1/dokumente/d2')
    await page.getByRole('region', { name: /^Text von Protokoll/ }).waitFor()
    await state(page, 'Abgeschlossen, nur lesen').waitFor()
    expect(await page.getByRole('toolbar').count()).toBe(0)
    await page.getByRole('region', { name: /^Text von Protokoll/ }).focus()
    await page.waitForTimeout(300)
    const shown = [...(backend.documents.all.get('d2')?.awareness.getStates().values() ?? [])]
    expect(shown.filter((one) => one.user)).toEqual([])
    backend.documents.change('d2', { state: 'open' })
    await page.getByRole('textbox', { name: /^Text von Protokoll/ }).waitFor()
    await write(page, ' Nachtrag.')
    await state(page, 'Gespeichert').waitFor()
    expect(backend.documents.text('d2')).toContain('Nachtrag.')
    backend.documents.setRole('d2', 'p0', 'view')
    await state(page, 'Nur lesen').waitFor()
    await context.close()
  })

  it('a document that is taken away leaves nothing here and is not asked for again', async () => {
    const backend = withDocuments(morning())
    const { page, context } = await stage.visit(backend, DOCUMENT)
    await text(page).waitFor()
    await expect.poll(() => copies(page)).toHaveLength(1)
    backend.documents.erase('d1')
    await page.getByText('Dieses Dokument gibt es nicht mehr').first().waitFor()
    await expect.poll(() => copies(page)).toEqual([])
    await context.close()
  })

  it('an ended sign-in leads to the sign-in, once, and nothing unsent is lost', async () => {
    const backend = withDocuments(morning())
    const { page, context } = await stage.visit(backend, EMPTY)
    await text(page).waitFor()
    const nora = backend.signedIn
    backend.documents.mute = true
    await write(page, 'Gleich weg.')
    await state(page, 'Wird gespeichert …').waitFor()
    backend.cut()
    backend.documents.mute = false
    backend.signedIn = null
    backend.heal()
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor({ timeout: 30_000 })
    let sockets = 0
    page.on('websocket', () => {
      sockets += 1
    })
    await page.waitForTimeout(3_000)
    expect(sockets).toBe(0)
    await page.getByRole('textbox', { name: 'E-Mail' }).fill(nora?.email ?? '')
    await page.getByRole('textbox', { name: 'Passwort' }).fill('amtsrunde-demo')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await text(page).getByText('Gleich weg.').waitFor()
    await state(page, 'Gespeichert').waitFor()
    expect(backend.documents.text('d3')).toContain('Gleich weg.')
    await context.close()
  })
})

function copies(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('copy:')))
}

/** The editor hears of a caret that moved a moment after the key; the next key must not come before that. */
const caretAtEnd = (page: Page) =>
  expect
    .poll(async () => {
      await page.keyboard.press('End')
      return text(page).evaluate((element) => (element as unknown as { editor: Editor }).editor.state.selection.empty)
    })
    .toBe(true)

describe('by keyboard alone', () => {
  it('everything of the bar is reached and used, and said', async () => {
    const backend = withDocuments(morning())
    const { page, context } = await stage.visit(backend, EMPTY)
    await text(page).focus()
    await page.keyboard.type('Wichtig')
    await page.keyboard.press('ControlOrMeta+a')
    const heard = await listen(page)
    await page.keyboard.press('Alt+F10')
    expect(await focused(page)).toBe('Absatz: Text')
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toBe('Fett (Strg+B)')
    const bold = page.getByRole('button', { name: 'Fett (Strg+B)' })
    expect(await bold.getAttribute('aria-pressed')).toBe('false')
    await page.keyboard.press('Enter')
    expect(await bold.getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('Home')
    await page.keyboard.press('Escape')
    expect(await text(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await expect.poll(() => backend.documents.text('d3')).toContain('<bold>Wichtig</bold>')
    await page.keyboard.press('ControlOrMeta+i')
    await expect.poll(heard).toEqual(['Kursiv an'])

    await page.keyboard.press('Alt+F10')
    for (let step = 0; step < 12 && (await focused(page)) !== 'Absatz: Text'; step += 1)
      await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitemradio', { name: 'Überschrift 2' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => backend.documents.text('d3')).toContain('<heading level="2"')
    // The menu gives the focus back to its button first.
    await expect.poll(() => focused(page)).toBe('Absatz: Überschrift 2')
    await page.keyboard.press('Escape')
    await caretAtEnd(page)
    await page.keyboard.press('Enter')
    await page.keyboard.type('[ ] Erst fragen')
    await page.getByRole('checkbox', { name: 'Erledigt: Erst fragen' }).waitFor()
    await context.close()
  })

  it('a link, a mention and a table are made, changed and left', async () => {
    const backend = withDocuments(morning())
    const { page, context } = await stage.visit(backend, EMPTY)
    await page.getByRole('article', { name: /Unser Plan/ }).waitFor()
    await text(page).focus()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('dialog', { name: 'Link' }).waitFor()
    await page.keyboard.type('javascript:alert(1)')
    await page.keyboard.press('Enter')
    await page.getByText('Das ist keine Adresse').waitFor()
    await page.getByRole('textbox', { name: 'Adresse' }).fill('amt.example/vorlage')
    await page.getByRole('textbox', { name: 'Text (freiwillig)' }).fill('unsere Vorlage')
    await page.keyboard.press('Enter')
    await expect.poll(() => backend.documents.text('d3')).toContain('https://amt.example/vorlage')
    await expect.poll(() => text(page).evaluate((element) => element === document.activeElement)).toBe(true)

    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Frag @sev')
    await page.getByRole('option', { name: /Sevda Kaya/ }).waitFor()
    expect(await text(page).getAttribute('aria-activedescendant')).toBeTruthy()
    await page.keyboard.press('Enter')
    await page.keyboard.type('bitte.')
    await expect.poll(() => text(page).textContent()).toContain('Frag @Sevda Kaya bitte.')
    expect(backend.documents.text('d3')).toContain('id="p2"')
    expect(backend.mentions).toEqual([{ id: 'd3', personId: 'p2', quote: 'Frag @Sevda Kaya' }])

    await page.keyboard.press('Enter')
    await page.keyboard.press('Alt+F10')
    await page.getByRole('button', { name: 'Tabelle' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Tabelle einfügen' }).press('Enter')
    await page.getByRole('table').waitFor()
    await expect.poll(() => focused(page)).toBe('Tabelle')
    await page.keyboard.press('Escape')
    await page.keyboard.type('Woche')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Thema')
    await expect.poll(() => page.getByRole('columnheader').allTextContents()).toEqual(['Woche', 'Thema', ''])
    const inText = () => text(page).evaluate((element) => element.contains(document.activeElement))
    expect(await inText()).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+Tab')
    expect(await inText()).toBe(false)
    await context.close()
  })
})

describe('from elsewhere', () => {
  it('pasted styles and foreign pictures do not come in, and break no rule of the page', async () => {
    const backend = withDocuments(morning())
    const { page, context } = await stage.visit(backend, EMPTY)
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('request', (request) => !/^(data:|http:\/\/127)/.test(request.url()) && complaints.push(request.url()))
    await text(page).click()
    await text(page).evaluate((element) => {
      const data = new DataTransfer()
      data.setData(
        'text/html',
        '<h1 style="color:red">Titel</h1><p style="font-size:40px" onclick="alert(1)">Text <a href="javascript:alert(1)">x</a>' +
          '<img src="https://anderswo.example/x.png" alt="fremd"></p><table style="width:3px"><tr><td style="color:red">A</td></tr></table>',
      )
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await text(page).getByRole('heading', { name: 'Titel' }).waitFor()
    const html = await text(page).innerHTML()
    expect(html).not.toMatch(/style=|onclick|javascript:|anderswo/)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('ControlOrMeta+c')
    await page.keyboard.press('ControlOrMeta+v')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('a picture comes in small, with its sentence', async () => {
    const backend = withDocuments(morning())
    const { page, context } = await stage.visit(backend, EMPTY)
    await text(page).click()
    await page.getByRole('button', { name: 'Bild', exact: true }).click()
    const large = await page.evaluate(() => {
      const canvas = document.createElement('canvas')
      canvas.width = 2400
      canvas.height = 1200
      const pen = canvas.getContext('2d')
      for (let index = 0; pen && index < 3_000; index += 1) {
        pen.fillStyle = `hsl(${(index * 37) % 360} 60% 50%)`
        pen.fillRect((index * 97) % 2400, (index * 61) % 1200, 60, 40)
      }
      return canvas.toDataURL('image/png').split(',')[1] ?? ''
    })
    await page
      .getByLabel('Bild von diesem Gerät')
      .setInputFiles({ name: 'platz.png', mimeType: 'image/png', buffer: Buffer.from(large, 'base64') })
    await page.getByRole('textbox', { name: 'Was ist zu sehen?' }).fill('Der Lindenplatz')
    await page.getByRole('button', { name: 'Einfügen' }).click()
    const picture = text(page).getByRole('img', { name: 'Der Lindenplatz' })
    await picture.waitFor()
    const source = (await picture.getAttribute('src')) ?? ''
    expect(source.startsWith('data:image/webp;base64,')).toBe(true)
    expect(source.length).toBeLessThan(230_000)
    await context.close()
  })
})
