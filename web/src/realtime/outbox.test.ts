import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openRows, type RowStore } from './db'
import type { Room } from './law'
import { CallError } from './link'
import { EXPIRED, Outbox, type OutboxRow } from './outbox'
import type { Message, Posted } from './wire'

let count = 0
let rows: RowStore
let open: Outbox[] = []

beforeEach(async () => {
  count += 1
  rows = await openRows(`outbox-${count}`)
})
afterEach(() => {
  for (const outbox of open) outbox.stop()
  open = []
})

function setUp(now: () => number = Date.now) {
  const posted: OutboxRow[] = []
  const server = {
    connected: true,
    answer: async (_row: OutboxRow): Promise<Posted> => ({ messageId: 'm', epoch: 'e', offset: 1, duplicate: false }),
  }
  let shown: OutboxRow[] = []
  const outbox = new Outbox(
    rows,
    'me',
    {
      connected: () => server.connected,
      post: (row) => {
        posted.push(row)
        return server.answer(row)
      },
      changed: (next) => {
        shown = next
      },
    },
    now,
  )
  open.push(outbox)
  return { outbox, server, posted, shown: () => shown }
}

/** A room as it is held, of this epoch and length. */
function room(epoch: string, offset: number, messages: Partial<Message>[] = []): Room {
  return { summary: { epoch, offset }, messages } as unknown as Room
}

const until = (holds: () => void) => vi.waitFor(holds, { timeout: 10_000 })
const states = (list: OutboxRow[]) => list.map((row) => row.state)

describe('outbox', () => {
  it('writes the row before the network is asked', async () => {
    const { outbox, server, posted } = setUp()
    server.connected = false
    await outbox.start()
    const cid = await outbox.add('r1', 'Hallo')
    expect((await rows.all()).map((row) => row.cid)).toEqual([cid])
    expect(posted).toEqual([])
  })

  it('sends in the order written, one at a time per room, and keeps rows until they are seen', async () => {
    const { outbox, server, posted, shown } = setUp()
    let inFlight = 0
    let most = 0
    server.answer = async () => {
      inFlight += 1
      most = Math.max(most, inFlight)
      await Promise.resolve()
      inFlight -= 1
      return { messageId: 'm', epoch: 'e', offset: posted.length, duplicate: false }
    }
    await outbox.start()
    await Promise.all(['eins', 'zwei', 'drei'].map((text) => outbox.add('r1', text)))
    await until(() => expect(states(shown())).toEqual(['sent', 'sent', 'sent']))
    expect(posted.map((row) => row.text)).toEqual(['eins', 'zwei', 'drei'])
    expect(most).toBe(1)
    outbox.look({ r1: room('e', 3) })
    expect(shown()).toEqual([])
  })

  it('tries again with the same cid after a temporary failure', async () => {
    const { outbox, server, posted, shown } = setUp()
    const answer = server.answer
    server.answer = async () => {
      throw new CallError(1, 'timeout', true)
    }
    await outbox.start()
    const cid = await outbox.add('r1', 'Hallo')
    await until(() => expect(shown()[0]).toMatchObject({ state: 'queued', tries: 1 }))
    server.answer = answer
    outbox.flush()
    await until(() => expect(states(shown())).toEqual(['sent']))
    expect(posted.map((row) => row.cid)).toEqual([cid, cid])
  })

  it('marks a refused message as failed, goes on with the next, and sends it again on demand', async () => {
    const { outbox, server, posted, shown } = setUp()
    const answer = server.answer
    server.answer = async (row) => {
      if (row.text === 'schlecht') throw new CallError(403, 'denied', false)
      return answer(row)
    }
    await outbox.start()
    const bad = await outbox.add('r1', 'schlecht')
    await outbox.add('r1', 'gut')
    await until(() => expect(states(shown())).toEqual(['failed', 'sent']))
    expect(shown()[0]?.reason).toBe(403)
    server.answer = answer
    await outbox.retry(bad)
    await until(() => expect(states(shown())).toEqual(['sent', 'sent']))
    expect(posted.at(-1)?.cid).toBe(bad)
  })

  it('takes up what an earlier visit left, and erases what another person left', async () => {
    const before = setUp()
    before.server.connected = false
    await before.outbox.start()
    const cid = await before.outbox.add('r1', 'vom Zug aus')
    before.outbox.stop()
    const strange: OutboxRow = {
      cid: 'x',
      personId: 'other',
      roomId: 'r',
      text: 'x',
      createdAt: 1,
      tries: 0,
      state: 'queued',
    }
    await rows.put(strange)

    const after = setUp()
    await after.outbox.start()
    await until(() => expect(states(after.shown())).toEqual(['sent']))
    expect(after.posted.map((row) => row.cid)).toEqual([cid])
    expect((await rows.all()).map((row) => row.personId)).toEqual(['me'])
  })

  it('does not send a tried message by itself once the server may have forgotten its cid', async () => {
    let now = 1_000
    const { outbox, server, posted, shown } = setUp(() => now)
    server.answer = async () => {
      throw new CallError(1, 'timeout', true)
    }
    await outbox.start()
    await outbox.add('r1', 'alt')
    await until(() => expect(shown()[0]).toMatchObject({ state: 'queued', tries: 1 }))
    now += 7 * 24 * 3_600_000
    outbox.flush()
    await until(() => expect(shown()[0]).toMatchObject({ state: 'failed', reason: EXPIRED }))
    expect(posted).toHaveLength(1)
  })

  it('shows in one tab what was written in another', async () => {
    const one = setUp()
    const two = setUp()
    one.server.connected = false
    two.server.connected = false
    await one.outbox.start()
    await two.outbox.start()
    await one.outbox.add('r1', 'Hallo')
    await until(() => expect(two.shown().map((row) => row.text)).toEqual(['Hallo']))
  })

  it('forgets everything on sign-out', async () => {
    const { outbox, server, shown } = setUp()
    server.connected = false
    await outbox.start()
    await outbox.add('r1', 'geheim')
    await outbox.purge()
    expect(await rows.all()).toEqual([])
    expect(shown()).toEqual([])
  })

  it('keeps what stands in its room for a minute, unseen, and longer while the room is not looked at', async () => {
    let now = 1_000
    const { outbox, shown } = setUp(() => now)
    await outbox.start()
    await outbox.add('r1', 'Hallo')
    await until(() => expect(states(shown())).toEqual(['sent']))
    outbox.look({ r1: room('e', 1) })
    expect(shown()).toEqual([])
    now += 50_000
    outbox.look({ r1: room('e', 2) })
    now += 600_000
    outbox.look({})
    expect(await rows.all()).toHaveLength(1)
    outbox.look({ r1: room('e', 2) })
    await until(async () => expect(await rows.all()).toEqual([]))
  })

  it('sends again what a new epoch may have lost, in order and with the same cid, and nothing that is still there', async () => {
    const { outbox, server, posted, shown } = setUp()
    server.answer = async () => ({ messageId: 'm', epoch: 'e', offset: posted.length, duplicate: false })
    await outbox.start()
    const cids = await Promise.all(['eins', 'zwei', 'drei'].map((text) => outbox.add('r1', text)))
    await until(() => expect(states(shown())).toEqual(['sent', 'sent', 'sent']))
    outbox.look({ r1: room('e', 3) })
    posted.length = 0
    server.answer = async () => ({ messageId: 'm', epoch: 'f', offset: 1 + posted.length, duplicate: false })
    outbox.look({ r1: room('f', 1, [{ cid: cids[0], authorId: 'me', offset: 1 }]) })
    await until(() => expect(states(shown())).toEqual(['sent', 'sent']))
    expect(posted.map((row) => row.cid)).toEqual([cids[1], cids[2]])
    outbox.look({ r1: room('f', 3) })
    expect(shown()).toEqual([])
    expect(posted).toHaveLength(2)
  })

  it('sends again what a later visit finds in another epoch', async () => {
    const before = setUp()
    await before.outbox.start()
    const cid = await before.outbox.add('r1', 'kurz vor dem Zuklappen')
    await until(() => expect(states(before.shown())).toEqual(['sent']))
    before.outbox.look({ r1: room('e', 1) })
    before.outbox.stop()
    const after = setUp()
    after.server.answer = async () => ({ messageId: 'm', epoch: 'f', offset: 1, duplicate: false })
    await after.outbox.start()
    after.outbox.look({ r1: room('f', 0) })
    await until(() => expect(after.posted.map((row) => row.cid)).toEqual([cid]))
  })

  it('does not believe an answer from an epoch that has ended meanwhile', async () => {
    const { outbox, server, posted, shown } = setUp()
    await outbox.start()
    outbox.look({ r1: room('e', 0) })
    server.answer = async () => {
      if (posted.length > 1) return { messageId: 'm', epoch: 'f', offset: 1, duplicate: false }
      outbox.look({ r1: room('f', 0) })
      return { messageId: 'm', epoch: 'e', offset: 1, duplicate: false }
    }
    await outbox.add('r1', 'Hallo')
    await until(() => expect(shown()[0]).toMatchObject({ state: 'sent', epoch: 'f' }))
    expect(posted).toHaveLength(2)
  })

  it('does not bring back what was deleted', async () => {
    const { outbox, posted, shown } = setUp()
    await outbox.start()
    const cid = await outbox.add('r1', 'Versehen')
    await until(() => expect(states(shown())).toEqual(['sent']))
    outbox.look({ r1: room('e', 2, [{ cid, authorId: 'me', offset: 1, deleted: true }]) })
    await until(async () => expect(await rows.all()).toEqual([]))
    outbox.look({ r1: room('f', 0) })
    expect(posted).toHaveLength(1)
  })
})
