import { afterAll, beforeAll, expect, it } from 'vitest'
import { Stage } from './stage'
import { morning } from './world'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

/** Another day than today; 1 for Monday. */
const another = () => ((new Date().getDay() + 1) % 7) + 1

it('after work nothing calls for anybody, and what waits is there when they want it', async () => {
  const backend = morning()
  backend.server.workingDays = [{ day: another(), from: '08:00', to: '16:30' }]
  const { page, context } = await stage.visit(backend, '/')
  await page.getByRole('heading', { name: 'Feierabend' }).waitFor()
  await page.getByText('3 neue Nachrichten warten.').waitFor()
  await expect.poll(() => page.title()).toBe('Heute – Amtsrunde')
  expect(await page.getByRole('navigation').locator('.n').count()).toBe(0)
  expect(await page.getByRole('heading', { name: 'Für dich' }).count()).toBe(0)
  // What comes in now is not said, and is counted.
  const said = () => page.locator('[role=status].sr').allTextContents()
  backend.server.call('p2', 'room.post', {
    roomId: 'r4',
    cid: 'x1',
    text: '[@Nora Ebner](person:p0) Noch da?',
  } as never)
  await page.getByText('4 neue Nachrichten warten.').waitFor()
  expect((await said()).join('')).toBe('')
  await page.getByRole('button', { name: 'Trotzdem zeigen' }).click()
  await page.getByRole('heading', { name: 'Feierabend' }).waitFor({ state: 'detached' })
  await expect.poll(() => page.title()).toBe('4 neu – Heute – Amtsrunde')
  await context.close()
})

it('working hours are chosen day by day and kept by the server', async () => {
  const backend = morning()
  const { page, context } = await stage.visit(backend, '/einstellungen')
  await page.getByText('Feierabend einhalten').click()
  await page.getByLabel('Freitag bis').fill('12:00')
  await page.getByRole('checkbox', { name: 'Mittwoch' }).uncheck()
  const panel = page.getByRole('region', { name: 'Arbeitszeit' })
  await panel.getByRole('button', { name: 'Arbeitszeit speichern' }).click()
  await panel.getByText('Gespeichert.').waitFor()
  expect(backend.server.workingDays).toEqual([
    { day: 1, from: '08:00', to: '16:30' },
    { day: 2, from: '08:00', to: '16:30' },
    { day: 4, from: '08:00', to: '16:30' },
    { day: 5, from: '08:00', to: '12:00' },
  ])
  await page.reload()
  await expect.poll(() => page.getByLabel('Freitag bis').inputValue()).toBe('12:00')
  await context.close()
})
