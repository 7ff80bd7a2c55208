import { expect, it } from 'vitest'
import { SessionDesk } from './SessionDesk'
import type { Session } from './wire'

const NOW = '2026-10-05T08:00:00Z'

/** A session of two, in which `here` are. */
function session(here: string[], phase = 'running') {
  const people = ['a', 'b'].map((personId) => ({ personId, attendance: 'present', here: here.includes(personId) }))
  return { roomId: 'r', phase, startsAt: NOW, people } as unknown as Session
}

async function opened() {
  const calls: string[] = []
  let publication: ((data: unknown) => void) | undefined
  const client = {
    call: async (method: string) => {
      calls.push(method)
      return { now: NOW, rev: 1, session: session(['a', 'b']), guests: [], links: [] }
    },
    follow: (_channel: string, ears: { publication(data: unknown): void }) => {
      publication = ears.publication
      return () => undefined
    },
  }
  const desk = new SessionDesk(client as never, 'r', 'a')
  desk.start()
  await desk.enter()
  calls.length = 0
  const tell = (rev: number, told: Session) => publication?.({ type: 'session.changed', rev, session: told })
  return { desk, calls, tell }
}

it('comes in again when it was missed although it is there', async () => {
  const { calls, tell } = await opened()
  tell(2, session(['a']))
  expect(calls).toEqual([])
  tell(3, session(['b']))
  expect(calls).toEqual(['session.join'])
})

it('does not come in again after leaving, nor when all is over', async () => {
  const { desk, calls, tell } = await opened()
  tell(2, session(['b'], 'ended'))
  expect(calls).toEqual([])
  await desk.leave()
  tell(3, session(['b']))
  expect(calls).toEqual(['session.leave'])
})
