import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLive } from '../realtime/store'
import type { Person } from '../realtime/wire'
import { PresenceKeeper } from './keeper'

const authority = { id: 'a1', name: 'Stadt Felsheim' }
const me: Person = {
  id: 'me',
  name: 'me',
  email: 'me@felsheim.example',
  authorityId: 'a1',
  authority,
  roles: ['member'],
}

/** What the server keeps for the person, whichever device asks. */
let server: { visible: boolean; state: string; text?: string; until?: string }
let reachable: boolean

function device() {
  const store = createLive(me, {})
  store.setState({ connection: 'connected' })
  const call = vi.fn(async (method: string, params: unknown) => {
    if (!reachable) throw new Error('no connection')
    if (method === 'presence.watch') return { people: { bea: { state: 'busy' } } }
    server = { ...server, ...(params as object) }
    return server
  })
  return { store, call, keeper: new PresenceKeeper(store, call as never) }
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 9, 6, 8) })
  server = { visible: false, state: 'free' }
  reachable = true
})
afterEach(() => {
  vi.useRealTimers()
})

describe('presence', () => {
  it('asks for nobody while one is hidden', async () => {
    const { keeper, call, store } = device()
    await keeper.connected()
    keeper.watch(['bea'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(call.mock.calls.map(([method]) => method)).toEqual(['presence.me'])
    expect(store.getState().presence).toEqual({})
  })

  it('says the chosen state again after every reconnect', async () => {
    const first = device()
    await first.keeper.set({ visible: true, state: 'dnd', text: 'Sitzung', until: '2026-10-06T10:00:00Z' })
    first.keeper.stop()
    server = { visible: true, state: 'free' }
    const second = device()
    second.keeper.watch(['bea'])
    await second.keeper.connected()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(server).toMatchObject({ visible: true, state: 'dnd', text: 'Sitzung' })
    expect(second.store.getState().presence).toEqual({ bea: { state: 'busy' } })
  })

  it('says nothing again when it still stands', async () => {
    const first = device()
    await first.keeper.set({ visible: true, state: 'dnd', text: 'Sitzung', until: '2026-10-06T10:00:00Z' })
    first.keeper.stop()
    const second = device()
    server = { visible: true, state: 'dnd', text: 'Sitzung', until: '2026-10-06T10:00:00.000Z' }
    second.keeper.watch(['bea'])
    await second.keeper.connected()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(second.call.mock.calls).toEqual([
      ['presence.me', {}],
      ['presence.watch', { people: ['bea'] }],
    ])
    expect(second.store.getState().presence).toEqual({ bea: { state: 'busy' } })
  })

  it('never shows somebody again whom another device has hidden', async () => {
    const { keeper } = device()
    await keeper.set({ visible: true, state: 'free' })
    server = { visible: false, state: 'free' }
    await keeper.connected()
    expect(keeper.get().visible).toBe(false)
    expect(server.visible).toBe(false)
  })

  it('tells later what could not be told at once', async () => {
    const { keeper } = device()
    await keeper.set({ visible: true, state: 'free' })
    reachable = false
    await expect(keeper.set({ visible: false, state: 'free' })).rejects.toThrow()
    reachable = true
    await keeper.connected()
    expect(server.visible).toBe(false)
  })

  it('falls back to "here" when the time is over', async () => {
    const { keeper } = device()
    const seen = vi.fn()
    keeper.subscribe(seen)
    await keeper.set({ visible: true, state: 'away', text: 'Mittag', until: '2026-10-06T08:30:00Z' })
    await vi.advanceTimersByTimeAsync(31 * 60_000)
    expect(keeper.get()).toMatchObject({ visible: true, state: 'free' })
    expect(keeper.get().text).toBeUndefined()
    expect(seen).toHaveBeenCalled()
  })
})
