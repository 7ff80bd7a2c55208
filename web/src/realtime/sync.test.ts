import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeLink, FakeServer } from '../../test/fake'
import { fromSnapshot, fromSummary } from './law'
import { createLive, type LiveStore } from './store'
import { Sync } from './sync'
import { type Person, REACTIONS, type RoomOpened } from './wire'

const authority = { id: 'a1', name: 'Stadt Felsheim' }
const people = ['me', 'bea', 'cem', 'dora'].map((id) => ({ id, name: id, authority }))
const me: Person = {
  id: 'me',
  name: 'me',
  email: 'me@felsheim.example',
  authorityId: 'a1',
  authority,
  roles: ['member'],
}

function setUp() {
  const server = new FakeServer(people)
  server.addRoom('r1', 'round', 'Runde', ['bea', 'me', 'cem'])
  server.addRoom('r2', 'group', 'Gruppe', ['me', 'bea'])
  const link = new FakeLink(server, 'me')
  const store = createLive(me, Object.fromEntries(server.roomsOf('me').map((room) => [room.id, fromSummary(room)])))
  const arrived = vi.fn()
  const sync = new Sync(store, link, {
    arrived,
    passed: () => undefined,
    ready: () => undefined,
    ended: () => undefined,
  })
  return { server, link, store, sync, arrived }
}

type World = ReturnType<typeof setUp>

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(5_000)
}

function expectEqual({ server, store }: Pick<World, 'server' | 'store'>): void {
  const { rooms } = store.getState()
  expect(Object.keys(rooms).sort()).toEqual(
    server
      .roomsOf('me')
      .map((room) => room.id)
      .sort(),
  )
  for (const room of Object.values(rooms)) {
    const opened = structuredClone(server.call('me', 'room.open', { roomId: room.summary.id } as never)) as RoomOpened
    const fresh = fromSnapshot(opened)
    expect(room.summary).toEqual(fresh.summary)
    expect(room.messages).toEqual(tail(fresh.messages, room.messages.length))
    if (room.members) {
      expect(new Set(room.members)).toEqual(new Set(fresh.members))
      expect(room.messages.length).toBeGreaterThanOrEqual(fresh.messages.length)
    }
  }
}

function tail<T>(list: T[], length: number): T[] {
  return length === 0 ? [] : list.slice(-length)
}

function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** One random thing that happens in the world. */
function step(world: World, pick: (below: number) => number): void {
  const { server, link, sync, store } = world
  const room = [...server.rooms.values()][pick(2)]
  if (!room) return
  const roomId = room.id
  const author = ['bea', 'cem', 'me'][pick(3)] ?? 'bea'
  const message = room.messages[pick(Math.max(1, room.messages.length))]
  const change = (method: string, params: object) => {
    if (message && !message.deleted) {
      const by = method === 'room.react' ? author : message.authorId
      if (room.members.has(by)) server.call(by, method, { roomId, messageId: message.id, ...params } as never)
    }
  }
  const kind = pick(16)
  if (kind < 6) {
    const text = pick(4) === 0 ? `[@me](person:me) ${pick(99)}` : `Wort ${pick(99)}`
    const by = room.members.has(author) ? author : 'bea'
    if (room.members.has(by)) server.call(by, 'room.post', { roomId, cid: `c${pick(1e9)}`, text } as never)
  } else if (kind === 6) change('room.edit', { text: `anders ${pick(99)}` })
  else if (kind === 7) change('room.delete', {})
  else if (kind === 8) change('room.react', { reaction: REACTIONS[pick(5)], on: pick(2) === 0 })
  else if (kind === 9) server.call('bea', 'room.rename', { roomId, name: `Name ${pick(99)}` } as never)
  else if (kind === 10) {
    if (room.members.has('dora')) server.leave(room, 'dora', 'bea')
    else server.join(room, 'dora', 'bea')
  } else if (kind === 11 && room.members.has('me')) {
    server.call('me', 'room.read', { roomId, offset: pick(room.log.length + 1) } as never)
  } else if (kind === 12) link.cut()
  else if (kind === 13) link.connect()
  else if (kind === 14) {
    link.recoverable = [0, 3, 300][pick(3)] ?? 300
    if (store.getState().rooms[roomId]) {
      if (pick(2) === 0) sync.enter(roomId)
      sync.open(roomId).catch(() => undefined)
    }
  } else if (pick(4) === 0) {
    if (room.members.has('me')) server.leave(room, 'me', 'bea')
    else server.join(room, 'me', 'bea')
  }
}

describe('sync', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('keeps the law: a snapshot plus what happens afterwards equals a fresh snapshot', async () => {
    const first = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
    for (let seed = first; seed < first + 60; seed += 1) {
      const world = setUp()
      const pick = random(seed)
      world.sync.start()
      for (let count = 0; count < 120; count += 1) {
        step(world, pick)
        if (pick(3) === 0) await vi.advanceTimersByTimeAsync(pick(300))
      }
      world.link.connect()
      await settle()
      try {
        expectEqual(world)
      } catch (error) {
        throw new Error(`SEED=${seed} breaks the law`, { cause: error })
      } finally {
        world.sync.stop()
      }
    }
    console.log(`law held for 60 histories from SEED=${first}`)
  })

  it('applies a publication once, however often it comes', async () => {
    const world = setUp()
    world.sync.start()
    await settle()
    await world.sync.open('r1')
    world.server.call('bea', 'room.post', { roomId: 'r1', cid: 'c1', text: 'Hallo' } as never)
    const event = world.server.rooms.get('r1')?.log[0]
    world.sync.publication('room:r1', 1, event)
    world.sync.publication('room:r1', 1, event)
    await settle()
    expect(world.store.getState().rooms.r1?.messages).toHaveLength(1)
    expect(world.arrived).toHaveBeenCalledTimes(1)
  })

  it('reloads only the room whose publications have a gap', async () => {
    const world = setUp()
    world.sync.start()
    await settle()
    await Promise.all([world.sync.open('r1'), world.sync.open('r2')])
    world.sync.enter('r1')
    world.sync.enter('r2')
    const call = vi.spyOn(world.link, 'call')
    world.link.cut()
    for (const cid of ['c1', 'c2']) {
      world.server.call('bea', 'room.post', { roomId: 'r1', cid, text: cid } as never)
    }
    world.link.recoverable = 0
    world.link.connect()
    await settle()
    expect(call.mock.calls.filter(([method]) => method === 'room.open')).toEqual([['room.open', { roomId: 'r1' }]])
    expectEqual(world)
  })

  it('loads rooms that are not on the screen only when somebody goes there', async () => {
    const world = setUp()
    world.sync.start()
    await settle()
    await Promise.all([world.sync.open('r1'), world.sync.open('r2')])
    const leave = world.sync.enter('r1')
    world.link.cut()
    for (const roomId of ['r1', 'r2']) {
      world.server.call('bea', 'room.post', { roomId, cid: roomId, text: 'neu' } as never)
    }
    world.link.recoverable = 0
    const call = vi.spyOn(world.link, 'call')
    world.link.connect()
    await settle()
    expect(call.mock.calls.filter(([method]) => method === 'room.open')).toEqual([['room.open', { roomId: 'r1' }]])
    expect(world.store.getState().rooms.r2?.summary.unread).toBe(1)
    leave()
    await world.sync.open('r2')
    expectEqual(world)
  })

  it('shows the quiet line only after a cut of two seconds', async () => {
    const world = setUp()
    world.sync.start()
    await settle()
    world.link.cut()
    await vi.advanceTimersByTimeAsync(1_900)
    expect(world.store.getState().lagging).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    expect(world.store.getState().lagging).toBe(true)
    world.link.connect()
    expect(world.store.getState().lagging).toBe(false)
  })

  it('forgets a typing hint after five seconds and when the message is there', async () => {
    const { sync, store, server }: { sync: Sync; store: LiveStore; server: FakeServer } = setUp()
    sync.start()
    await settle()
    sync.message({ type: 'typing', roomId: 'r1', personId: 'bea' })
    sync.message({ type: 'typing', roomId: 'r1', personId: 'cem' })
    expect(Object.keys(store.getState().typing.r1 ?? {})).toEqual(['bea', 'cem'])
    server.call('bea', 'room.post', { roomId: 'r1', cid: 'c1', text: 'da' } as never)
    expect(Object.keys(store.getState().typing.r1 ?? {})).toEqual(['cem'])
    await vi.advanceTimersByTimeAsync(5_100)
    expect(Object.keys(store.getState().typing.r1 ?? {})).toEqual([])
  })
})
