import { HocuspocusProviderWebsocket } from '@hocuspocus/provider'

interface Shared {
  socket: HocuspocusProviderWebsocket
  users: number
  online(): void
}

let shared: Shared | null = null

/** The one connection of all documents that are open on this page; it ends with the last of them. */
export function borrowSocket(): HocuspocusProviderWebsocket {
  shared ??= open(location)
  shared.users += 1
  return shared.socket
}

export function returnSocket(): void {
  if (!shared) return
  shared.users -= 1
  if (shared.users > 0) return
  window.removeEventListener('online', shared.online)
  shared.socket.destroy()
  shared = null
}

function open({ protocol, host }: Location): Shared {
  const socket = new HocuspocusProviderWebsocket({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/collaboration`,
    minDelay: 500,
    delay: 500,
    maxDelay: 10_000,
  })
  // The device knows that the network is back before the next attempt is due.
  const online = () => void socket.connect()
  window.addEventListener('online', online)
  return { socket, users: 0, online }
}
