import { expect, it } from 'vitest'
import { matchRoute, routeNames } from '../../src/app/routes'
import { DOCUMENT_SCREENS } from './screens/documents'
import { HISTORY_SCREENS } from './screens/history'
import { PEOPLE_SCREENS } from './screens/people'
import { PROGRAMME_SCREENS } from './screens/programme'
import { ROUND_SCREENS } from './screens/rounds'

/** Looked at with the packaged server, in sessions.test.ts and calls.test.ts. */
const ALIVE = ['session', 'call']

it('every address of the client is a screen that is looked at', () => {
  const all = [...PEOPLE_SCREENS, ...DOCUMENT_SCREENS, ...HISTORY_SCREENS, ...PROGRAMME_SCREENS, ...ROUND_SCREENS]
  const seen = new Set<string>([...ALIVE, ...all.map(({ path }) => matchRoute(path.replace(/[?#].*/, '')).name)])
  expect([...routeNames, 'missing'].filter((name) => !seen.has(name))).toEqual([])
})
