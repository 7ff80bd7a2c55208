import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { withPast } from './past'
import { Stage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const DOCUMENT = '/gespraeche/r1/dokumente/d1'
const text = (page: Page) => page.getByRole('textbox', { name: /^Text von/ })
const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

/** A document of some pages. */
function long() {
  const backend = withPast()
  const fragment = backend.documents.all.get('d1')?.doc.getXmlFragment('default') as Y.XmlFragment
  for (let index = 0; index < 120; index += 1) {
    const paragraph = new Y.XmlElement('paragraph')
    fragment.push([paragraph])
    paragraph.push([new Y.XmlText(`Absatz ${index}: Ein Foto vom Bauhof schlägt jede Grafik.`)])
  }
  return backend
}

describe('on paper', () => {
  it('there is the whole text and its name, dark on white, and nothing else', async () => {
    const { page, context } = await stage.visit(long(), DOCUMENT, { width: 1280, height: 800, dark: true })
    await text(page).getByText('Absatz 119').waitFor()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await page.getByRole('heading', { level: 1, name: 'Redaktionsplan Oktober' }).waitFor()
    for (const part of ['.rail', '.bar', '.chat > .thread', '.pane-back', '.pane > .thread-head .btn', '.outline-btn'])
      await expect.poll(() => page.locator(part).filter({ visible: true }).count(), { message: part }).toBe(0)
    const look = await text(page).evaluate((element) => {
      const style = getComputedStyle(element)
      const heading = getComputedStyle(element.querySelector('h2') as Element)
      const cut = [...document.querySelectorAll('.app, .page, .chat, .pane, .paper')].filter(
        (box) => getComputedStyle(box).overflowY !== 'visible',
      )
      return { color: style.color, cut: cut.length, after: heading.breakAfter }
    })
    const [red = 255] = (look.color.match(/[\d.]+/g) ?? []).map(Number)
    expect(red).toBeLessThan(100)
    expect(look).toMatchObject({ cut: 0, after: 'avoid' })
    expect(pages(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(3)
    await context.close()
  })

  it('differences are printed without the list beside them', async () => {
    const { page, context } = await stage.visit(withPast(), `${DOCUMENT}/verlauf/v2`)
    await page.locator('.place ins').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.place ins').first().isVisible()).toBe(true)
    expect(await page.locator('.split-list, .split-actions, .two').filter({ visible: true }).count()).toBe(0)
    await context.close()
  })
})

describe('taken along', () => {
  it.each([
    ['PDF', 'pdf'],
    ['Word (DOCX)', 'docx'],
    ['OpenDocument (ODT)', 'odt'],
    ['Markdown', 'md'],
    ['HTML', 'html'],
  ])('as %s', async (name, format) => {
    const { page, context } = await stage.visit(withPast(), DOCUMENT)
    await text(page).waitFor()
    const menu = page.getByRole('button', { name: 'Aktionen zu Redaktionsplan Oktober' })
    await menu.focus()
    await page.keyboard.press('Enter')
    const entry = page.getByRole('menuitem', { name, exact: true })
    expect(await entry.getAttribute('href')).toBe(`/api/documents/d1/export?format=${format}`)
    const taken = page.waitForEvent('download')
    await entry.focus()
    await page.keyboard.press('Enter')
    expect(new URL((await taken).url()).searchParams.get('format')).toBe(format)
    expect(new URL(page.url()).pathname).toBe(DOCUMENT)
    await context.close()
  })
})
