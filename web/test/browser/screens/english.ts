import type { Screen } from '../looks'
import { withPast } from '../past'
import { morning } from '../world'
import { withDocuments } from '../written'

const written = () => withDocuments(morning())
const SCREENS: Screen[] = [
  {
    name: 'sign-in-en',
    path: '/',
    backend: () => morning({ signedIn: false }),
    heading: /Sign in/,
    async act(page) {
      await page.getByRole('button', { name: 'Deutsch' }).click()
      await page.getByRole('heading', { name: 'Anmelden' }).waitFor()
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    },
  },
  { name: 'invitation-en', path: '/einladung#geheim', backend: () => morning({ signedIn: false }), heading: /Welcome/ },
  { name: 'today-en', path: '/', backend: morning, heading: /Good|Hello/ },
  {
    name: 'room-en',
    path: '/gespraeche/r1',
    backend: morning,
    heading: /Runde Donaulohe/,
    async act(page) {
      await page.getByRole('textbox', { name: 'Message to Runde Donaulohe' }).fill('Two for sure, three with luck.')
      await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    },
  },
  { name: 'settings-en', path: '/einstellungen', backend: morning, heading: /Settings/ },
  {
    name: 'documents-en',
    path: '/gespraeche/r1/dokumente',
    backend: written,
    heading: /Documents/,
    async act(page) {
      await page.getByRole('link', { name: 'Redaktionsplan Oktober' }).waitFor()
    },
  },
  {
    name: 'document-en',
    path: '/gespraeche/r1/dokumente/d1',
    backend: written,
    heading: /Redaktionsplan/,
    async act(page) {
      await page.getByRole('textbox', { name: /^Text of/ }).waitFor()
    },
  },
  {
    name: 'history-en',
    path: '/gespraeche/r1/dokumente/d1/verlauf/v1',
    backend: withPast,
    heading: /History/,
    async act(page) {
      await page.locator('.place ins').first().waitFor()
    },
  },
]
export const ENGLISH_SCREENS: Screen[] = SCREENS.map((screen) => ({ ...screen, language: 'en' }))
