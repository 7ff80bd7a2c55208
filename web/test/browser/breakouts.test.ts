import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { talkInGroups } from './breakouts'
import { FAKE_DEVICES, openBrowser } from './chromium'
import { ServerNode } from './node'

let node: ServerNode
let browser: Browser

beforeAll(async () => {
  ;[node, browser] = await Promise.all([ServerNode.start(), openBrowser(FAKE_DEVICES)])
})
afterAll(async () => {
  await browser.close()
  await node.close()
})

it('nobody hears or sees a word of the other group, and all are together after it', async () => {
  await talkInGroups(browser, node)
}, 240_000)
