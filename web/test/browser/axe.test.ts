import { expect, it } from 'vitest'
import { violations } from './axe'
import { openBrowser, visitor } from './chromium'

const WRONG = `<!doctype html><html lang="de"><title>Falsch</title><main><h1>Falsch</h1>
<p style="color:#aaa;background:#fff">blass</p><img src="data:,"></main></html>`

it('finds what is wrong with a page, at the first look and at the second', async () => {
  const browser = await openBrowser()
  try {
    const context = await visitor(browser, { width: 800, height: 600 })
    const page = await context.newPage()
    await page.setContent(WRONG)
    const first = await violations(page)
    expect(first.map((one) => one.split(':')[0])).toEqual(['color-contrast', 'image-alt'])
    expect(first[0]).toContain('blass')
    expect(first[0]).toContain('Fix any of the following')
    expect(await violations(page, ['color-contrast'])).toEqual([first[0]])
  } finally {
    await browser.close()
  }
})
