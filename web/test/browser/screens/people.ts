import type { Page } from 'playwright-core'
import type { Screen } from '../looks'
import { morning } from '../world'

const admin = () => morning({ roles: ['member', 'administrator'] })

/** Opens what can be done with the message whose text has these words. */
async function actOn(page: Page, words: RegExp, action: string) {
  await page.getByRole('article', { name: words }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: action }).press('Enter')
}
const question = (page: Page) => page.getByRole('alertdialog').waitFor()

/** Somebody who works on another day than today. */
function afterWork() {
  const backend = morning()
  backend.server.workingDays = [{ day: ((new Date().getDay() + 1) % 7) + 1, from: '08:00', to: '16:30' }]
  return backend
}

export const PEOPLE_SCREENS: Screen[] = [
  { name: 'sign-in', path: '/', backend: () => morning({ signedIn: false }), heading: /Anmelden/ },
  { name: 'invitation', path: '/einladung#geheim', backend: () => morning({ signedIn: false }), heading: /Willkommen/ },
  { name: 'guest', path: '/gast#r.l.s', backend: () => morning({ signedIn: false }), heading: /Zu Gast/ },
  { name: 'guest-gone', path: '/gast', backend: () => morning({ signedIn: false }), heading: /gilt nicht mehr/ },
  { name: 'today', path: '/', backend: morning, heading: /Guten/ },
  { name: 'rooms', path: '/gespraeche', backend: morning, heading: /Gespräche/ },
  {
    name: 'room',
    path: '/gespraeche/r1',
    backend: morning,
    heading: /Runde Donaulohe/,
    async act(page, backend) {
      await page.getByRole('log').getByText('wie viele Beiträge').waitFor()
      backend.tell({ type: 'typing', roomId: 'r1', personId: 'p1' })
      await page.getByText('Jonas schreibt').waitFor()
    },
  },
  {
    name: 'room-offline',
    path: '/gespraeche/r1',
    backend: morning,
    heading: /Runde Donaulohe/,
    async act(page, backend) {
      const field = page.getByRole('textbox', { name: 'Nachricht an Runde Donaulohe' })
      await field.fill('VERBOTEN')
      await page.getByRole('button', { name: 'Senden', exact: true }).click()
      await page.getByText('nicht gesendet –').waitFor()
      await field.fill('Und die Vorlage für die Freigabe, die hat uns viel Zeit gespart.')
      await page.getByRole('button', { name: 'Senden', exact: true }).click()
      await page
        .getByRole('article', { name: /viel Zeit gespart/ })
        .getByText('gesendet', { exact: true })
        .waitFor()
      backend.cut()
      await field.fill('Kommt sie an?')
      await page.getByRole('button', { name: 'Senden', exact: true }).click()
      await page.getByText('wird gesendet, sobald du wieder Netz hast').waitFor()
      await page.getByText('verbindet neu').waitFor()
    },
  },
  {
    name: 'message-menu',
    path: '/gespraeche/r1',
    backend: morning,
    heading: /Runde Donaulohe/,
    async act(page) {
      const message = page.getByRole('article', { name: /Unser Plan/ })
      await message.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Antworten' }).waitFor()
    },
  },
  {
    name: 'mention',
    path: '/gespraeche/r1',
    backend: morning,
    heading: /Runde Donaulohe/,
    async act(page) {
      await page.getByRole('textbox', { name: /Nachricht an/ }).pressSequentially('Frag mal @')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'new-room',
    path: '/gespraeche',
    backend: morning,
    heading: /Gespräche/,
    async act(page) {
      await page.getByRole('button', { name: 'Neu – Gespräch beginnen' }).click()
      await page.getByRole('searchbox', { name: 'Mit wem?' }).fill('er')
      await page.getByRole('button', { name: /Tom Reiter/ }).click()
      await page.getByRole('button', { name: /Birgit Moser/ }).click()
      await page.getByRole('textbox', { name: 'Name der Gruppe' }).waitFor()
    },
  },
  {
    name: 'details',
    path: '/gespraeche/r2',
    backend: morning,
    heading: /Netzwerk Pressestellen/,
    async act(page) {
      await page.getByRole('button', { name: 'Details' }).click()
      await page.getByRole('dialog').getByText('Birgit Moser').waitFor()
    },
  },
  {
    name: 'settings',
    path: '/einstellungen',
    backend: morning,
    heading: /Einstellungen/,
    async act(page) {
      await page.getByText('Zeigen, dass ich da bin').click()
      await page.getByRole('combobox', { name: 'Ich bin' }).waitFor()
      await page.getByText('Feierabend einhalten').click()
      await page.getByLabel('Montag von').waitFor()
    },
    scrolls: true,
  },
  {
    name: 'today-after-work',
    path: '/',
    backend: afterWork,
    heading: /Guten/,
    act: (page) => page.getByRole('heading', { name: 'Feierabend' }).waitFor(),
  },
  {
    name: 'admin',
    path: '/verwaltung',
    backend: admin,
    heading: /Verwaltung/,
    async act(page) {
      await page.getByRole('textbox', { name: 'E-Mail der Person' }).fill('neu@altwasser.example')
      await page.getByRole('button', { name: 'Link erstellen' }).click()
      await page.getByRole('textbox', { name: /Einladungslink/ }).waitFor()
      await page.getByRole('button', { name: 'Sperren Tom Reiter' }).waitFor()
    },
  },
  { name: 'room-gone', path: '/gespraeche/nie-da', backend: morning, heading: /Nichts gefunden/ },
  { name: 'today-empty', path: '/', backend: () => morning({ as: 7 }), heading: /Guten/ },
  { name: 'rooms-empty', path: '/gespraeche', backend: () => morning({ as: 7 }), heading: /Gespräche/ },
  { name: 'more', path: '/mehr', backend: admin, heading: /Mehr/ },
  { name: 'missing', path: '/gibt-es-nicht', backend: morning, heading: /Nichts gefunden/ },
  {
    name: 'sign-in-refused',
    path: '/',
    backend: () => morning({ signedIn: false }),
    heading: /Anmelden/,
    async act(page) {
      await page.getByRole('textbox', { name: 'E-Mail' }).fill('t1@altwasser.example')
      await page.getByLabel('Passwort').fill('vergessen?')
      await page.getByRole('button', { name: 'Anmelden' }).click()
      await page.getByText('E-Mail und Passwort passen nicht zusammen.').first().waitFor()
    },
  },
  {
    name: 'invitation-gone',
    path: '/einladung#von-gestern',
    backend: () => morning({ signedIn: false }),
    heading: /Willkommen/,
    async act(page) {
      await page.getByText('Dieser Link gilt nicht mehr.').waitFor()
    },
  },
  {
    name: 'message-reply',
    path: '/gespraeche/r1',
    backend: morning,
    heading: /Runde Donaulohe/,
    async act(page) {
      await actOn(page, /Unser Plan/, 'Antworten')
      await page.getByText('Antwort an Mara Winkler').waitFor()
    },
  },
  {
    name: 'message-edit',
    path: '/gespraeche/r1',
    backend: morning,
    heading: /Runde Donaulohe/,
    async act(page) {
      await actOn(page, /Zwei sicher/, 'Bearbeiten')
      await page.getByRole('button', { name: 'Speichern' }).waitFor()
    },
  },
  {
    name: 'message-delete',
    path: '/gespraeche/r1',
    backend: morning,
    heading: /Runde Donaulohe/,
    async act(page) {
      await actOn(page, /Zwei sicher/, 'Löschen')
      await question(page)
    },
  },
  {
    name: 'room-leave',
    path: '/gespraeche/r2',
    backend: morning,
    heading: /Netzwerk Pressestellen/,
    async act(page) {
      await page.getByRole('button', { name: 'Details' }).click()
      await page.getByRole('button', { name: 'Gespräch verlassen' }).click()
      await question(page)
    },
  },
  {
    name: 'room-remove',
    path: '/gespraeche/r2',
    backend: morning,
    heading: /Netzwerk Pressestellen/,
    async act(page) {
      await page.getByRole('button', { name: 'Details' }).click()
      await page.getByRole('button', { name: 'Birgit Moser entfernen' }).click()
      await question(page)
    },
  },
  {
    name: 'admin-block',
    scrolls: true,
    path: '/verwaltung',
    backend: admin,
    heading: /Verwaltung/,
    async act(page) {
      await page.getByRole('button', { name: 'Sperren Tom Reiter' }).click()
      await question(page)
    },
  },
  {
    name: 'settings-everywhere',
    scrolls: true,
    path: '/einstellungen',
    backend: morning,
    heading: /Einstellungen/,
    async act(page) {
      await page.getByRole('button', { name: 'Überall abmelden' }).click()
      await question(page)
    },
  },
]
