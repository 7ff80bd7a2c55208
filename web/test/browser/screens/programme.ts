import type { Screen } from '../looks'
import { morning } from '../world'

const WEEK = '/programm/public-communication/woche/3?version=1'

export const PROGRAMME_SCREENS: Screen[] = [
  {
    name: 'programme',
    path: '/programm/public-communication?version=1',
    backend: morning,
    heading: /Öffentlich kommunizieren/,
  },
  { name: 'programme-week', path: WEEK, backend: morning, heading: /Redaktionsplan/ },
  {
    name: 'programme-materials',
    scrolls: true,
    path: WEEK,
    backend: morning,
    heading: /Redaktionsplan/,
    async act(page) {
      await page.getByText('Montagsrunde').click()
      await page.getByText('Redaktionsplan für vier Wochen').click()
      await page.getByText('Welche Fragen kamen?').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'programme-missing',
    path: '/programm/public-communication/woche/13',
    backend: morning,
    heading: /Nichts gefunden/,
  },
  { name: 'programme-week-en', language: 'en', path: WEEK, backend: morning, heading: /Redaktionsplan/ },
]
