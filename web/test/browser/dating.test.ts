import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dated, slotless } from './screens/rounds'
import { Stage } from './stage'
import { morning } from './world'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const DATES = '/gespraeche/r1/termine'

describe('the dates of a round', () => {
  it('are moved when enough members say yes, in front of everybody', async () => {
    const backend = dated()
    const round = backend.rounds.get('r1')
    const { page, context } = await stage.visit(backend, DATES)
    const card = page.getByRole('article', { name: 'Woche 4: Zu einer anderen Zeit?' })
    await card.getByText('Du hast noch nicht geantwortet.').waitFor()
    await card
      .getByRole('button', { name: /^Passt mir: / })
      .first()
      .click()
    await card.getByText('2 Zustimmungen: Sevda Kaya, Nora Ebner').waitFor()
    const change = round?.changes[0]
    if (!round || !change) throw new Error('nothing is proposed')
    backend.dating.say(round, change, 'p3', [0])
    await card.getByText('3 Zustimmungen').waitFor()
    backend.dating.say(round, change, 'p4', [0])
    await page.getByText('Verschoben auf ').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Woche 4 · verschoben' }).waitFor()
    await context.close()
  })

  it('can be proposed anew and taken back, by keyboard alone', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, DATES)
    await page.getByRole('button', { name: 'Woche 6 ändern' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Beginn').selectOption('14:30')
    await dialog.getByRole('button', { name: 'Vorschlagen', exact: true }).press('Enter')
    await page.getByText('Du schlägst das vor.').waitFor()
    const [change] = backend.rounds.get('r1')?.changes ?? []
    expect(change?.options[0]?.to).toMatch(/T14:30$/)
    await page.getByRole('button', { name: 'Zurückziehen' }).press('Enter')
    await page.getByText('Ein Vorschlag wurde zurückgezogen.').waitFor()
    await context.close()
  })
})

describe('the vote on the time of the week', () => {
  it('is answered by keyboard and begins the round', async () => {
    const backend = slotless()
    const { page, context } = await stage.visit(backend, DATES)
    const grid = page.getByRole('grid', { name: 'Beginn der Sitzung' })
    await grid.getByRole('button', { name: 'Montag 09:00, passt nicht' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Antwort senden' }).press('Enter')
    await page.getByText('Deine Antwort ist da.').waitFor()
    expect(backend.dating.votes.get('r1')?.get('p0')).toEqual({
      yes: ['monday 09:00', 'monday 09:15'],
      ifNeeded: ['tuesday 09:15'],
    })
    await page.getByText('5 von 5 haben geantwortet.').waitFor()
    await page.getByRole('button', { name: 'Mit Montag, 09:15 Uhr beginnen' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Termine' }).waitFor()
    await page.getByText(/^Montag, 4. Juni, 0?9:15 bis 10:45 Uhr$/).waitFor()
    await context.close()
  })

  it('is drawn with a mouse', async () => {
    const { page, context } = await stage.visit(slotless(), DATES)
    await page.getByRole('button', { name: 'Dienstag 08:00, passt nicht' }).hover()
    await page.mouse.down()
    await page.getByRole('button', { name: 'Dienstag 08:15, passt nicht' }).hover()
    await page.getByRole('button', { name: 'Dienstag 08:30, passt nicht' }).hover()
    await page.mouse.up()
    await page.getByRole('button', { name: 'Dienstag 08:45, passt nicht' }).hover()
    for (const time of ['08:00', '08:15', '08:30']) {
      await page.getByRole('button', { name: `Dienstag ${time}, passt`, exact: true }).waitFor()
    }
    await page.getByRole('button', { name: 'Dienstag 08:45, passt nicht' }).waitFor()
    await context.close()
  })

  it('is one day at a time on a phone', async () => {
    const look = { width: 320, height: 640, touch: true }
    const { page, context } = await stage.visit(slotless(), DATES, look)
    await page.getByLabel('Wochentag').selectOption('Donnerstag')
    await page.getByRole('button', { name: 'Donnerstag 10:00, passt nicht' }).tap()
    await page.getByRole('button', { name: 'Donnerstag 10:00, passt', exact: true }).waitFor()
    await context.close()
  })
})

describe('the calendar address', () => {
  it('is shown once and taken back', async () => {
    const backend = morning()
    const { page, context } = await stage.visit(backend, '/einstellungen')
    await page.getByRole('button', { name: 'Adresse erstellen' }).click()
    const field = page.getByRole('textbox', { name: 'Deine Kalenderadresse' })
    expect(await field.inputValue()).toBe(backend.dating.calendar)
    await page.reload()
    await page.getByText('Du hast eine Adresse.').waitFor()
    await page.getByRole('button', { name: 'Adresse ungültig machen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Adresse ungültig machen' }).click()
    await page.getByRole('button', { name: 'Adresse erstellen' }).waitFor()
    expect(backend.dating.calendar).toBeNull()
    await context.close()
  })
})
