import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from './axe'
import { FAKE_DEVICES, openBrowser } from './chromium'
import { Extra } from './extras'
import { ServerNode } from './node'
import { allMove, visit } from './pictures'

const REST = ['t3@donaulohe', 't4@eichbrunn', 't5@felsheim', 'm1@altwasser', 'm2@birkenried']

let node: ServerNode
let browser: Browser

beforeAll(async () => {
  ;[node, browser] = await Promise.all([ServerNode.start(), openBrowser(FAKE_DEVICES)])
})
afterAll(async () => {
  await browser.close()
  await node.close()
})

it('from seven people on one is seen, who takes the stage', async () => {
  const jonas = await Extra.of(node, 't1@altwasser')
  const second = await Extra.of(node, 't2@birkenried')
  const rest = await Promise.all(REST.map((who) => Extra.of(node, who)))
  const personIds = [second, ...rest].map(({ personId }) => personId)
  const made = { cid: 'auftakt', name: 'Auftakt', personIds }
  const { roomId } = await jonas.call<{ roomId: string }>('room.create', made)
  const pages = await Promise.all(
    ['t1@altwasser', 't2@birkenried'].map((who) => visit(browser, node, who, 'anruf', roomId)),
  )
  const [one, two] = pages as [Page, Page]
  for (const page of pages) {
    await page.getByRole('button', { name: 'Beitreten', exact: true }).click()
    await page.getByRole('toolbar', { name: 'Anruf steuern' }).waitFor()
  }
  await allMove(pages, 1)
  for (const extra of rest) await extra.call('call.join', { roomId, muted: true, camera: false })
  await one.getByText('Ihr seid mehr als sechs').waitFor()
  await allMove(pages, 0)

  const stage = (page: Page) => page.getByRole('button', { name: 'Auf die Bühne', exact: true })
  await stage(one).click()
  await allMove([two], 1)
  await one.getByRole('button', { name: 'Von der Bühne', exact: true }).waitFor()
  expect(await violations(two)).toEqual([])
  if (process.env.SHOTS) await two.screenshot({ path: `${process.env.SHOTS}/crowd.png` })
  await stage(two).click()
  await two.getByRole('alertdialog').getByRole('button', { name: 'Auf die Bühne' }).click()
  await allMove([one], 1)
  await allMove([two], 0)

  for (const extra of rest.slice(0, 2)) await extra.call('call.leave', { roomId })
  await allMove(pages, 1)
  for (const extra of [jonas, second, ...rest]) extra.close()
})
