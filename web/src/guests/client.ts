import { api, Problem } from '../app/api'
import { CallDesk } from '../calls/CallDesk'
import type { HoursKeeper } from '../presence/HoursKeeper'
import type { PresenceKeeper } from '../presence/keeper'
import type { Client } from '../realtime/client'
import { CallError, createLink } from '../realtime/link'
import type { Outbox } from '../realtime/outbox'
import { createLive } from '../realtime/store'
import { Sync } from '../realtime/sync'
import type { PassingMessage } from '../realtime/wire'
import type { GuestEntry } from './wire'

/** What lives as long as a guest is on this page: a connection and a call, and nothing that is kept in the browser. */
export function createGuestClient(entry: GuestEntry, onEnded: () => void): Client {
  const nowhere = { id: '', name: '' }
  const store = createLive(
    { id: entry.guestId, name: entry.name, email: '', authorityId: '', authority: nowhere, roles: [] },
    {},
  )
  const link = createLink(location, token)
  const passing = new Set<(message: PassingMessage) => void>()
  const sync = new Sync(store, link, {
    arrived: () => undefined,
    passed: (message) => {
      for (const listener of passing) listener(message)
    },
    ready: () => undefined,
    ended: onEnded,
  })
  const calls = new CallDesk()
  const stop = () => {
    calls.end()
    sync.stop()
  }
  return {
    store,
    sync,
    calls,
    get outbox(): Outbox {
      throw new Error('guests write no messages')
    },
    get presence(): PresenceKeeper {
      throw new Error('guests have no presence')
    },
    get hours(): HoursKeeper {
      throw new Error('guests have no working hours')
    },
    call: (method, params) => link.call(method, params),
    follow: () => () => undefined,
    onArrived: () => () => undefined,
    onPassing(listener) {
      passing.add(listener)
      return () => passing.delete(listener)
    },
    reconnect: () => link.restart(),
    doubt: onEnded,
    stop,
    async forget() {
      stop()
    },
  }
}

async function token(): Promise<string> {
  try {
    return (await api<{ token: string }>('POST', '/guest/token')).token
  } catch (error) {
    throw new CallError(error instanceof Problem ? error.status : 0, 'no token', true)
  }
}
