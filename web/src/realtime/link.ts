import { Centrifuge, UnauthorizedError } from 'centrifuge'
import { Ways } from './ways'

/** A refused or failed call. `temporary` means: the same call may succeed later. */
export class CallError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly temporary: boolean,
  ) {
    super(message)
  }
}

export interface Position {
  epoch: string
  offset: number
  recovered: boolean
}

export interface LinkListener {
  connection(state: 'connecting' | 'connected' | 'ended', code: number): void
  subscribed(channel: string, position: Position): void
  publication(channel: string, offset: number, data: unknown): void
  unsubscribed(channel: string): void
  message(data: unknown): void
}

/** Hears of one channel that was asked for. */
export interface ChannelListener {
  /** It is followed from here on, for the first time or again: what came before has to be read. */
  subscribed(): void
  publication(data: unknown): void
  /** The person may not follow it. */
  refused(): void
}

/** The real-time connection as the rest of the client sees it: the only boundary that tests replace. */
export interface Link {
  start(listener: LinkListener): void
  /** Rejects with a `CallError`; one of code below 100 was never answered by the server. */
  call<T>(method: string, params: unknown): Promise<T>
  /** Follows a channel beside those of the server. Returns how to stop. */
  follow(channel: string, listener: ChannelListener): () => void
  /** Ends the connection for good. */
  stop(): void
  /** Connects again after the server had ended the connection. */
  restart(): void
}

const DEADLINE_MS = 10_000

/**
 * @param token fetched for each connection, where there is no cookie that says who one is; rejects with a `CallError` of code 401 when
 *   there is nobody any more
 */
export function createLink(location: Location, token?: () => Promise<string>): Link {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  let waiting = 0
  const ways = new Ways(`${scheme}://${location.host}/connection/websocket`, () => waiting === 0)
  const centrifuge = new Centrifuge(ways.offered, {
    networkEventTarget: ways.network,
    timeout: DEADLINE_MS,
    minReconnectDelay: 300,
    maxReconnectDelay: 5_000,
    // Named at all, even as undefined, it would be asked for.
    ...(token ? { getToken: () => token().catch(refused) } : {}),
  })
  return {
    start(listener) {
      centrifuge.on('connecting', ({ code }) => listener.connection('connecting', code))
      centrifuge.on('connected', () => listener.connection('connected', 0))
      centrifuge.on('disconnected', ({ code }) => listener.connection('ended', code))
      centrifuge.on('subscribed', ({ channel, streamPosition, recovered }) =>
        listener.subscribed(channel, {
          epoch: streamPosition?.epoch ?? '',
          offset: streamPosition?.offset ?? 0,
          recovered,
        }),
      )
      centrifuge.on('publication', ({ channel, offset, data }) => listener.publication(channel, offset ?? 0, data))
      centrifuge.on('unsubscribed', ({ channel }) => listener.unsubscribed(channel))
      centrifuge.on('message', ({ data }) => listener.message(data))
      ways.watch(centrifuge)
      centrifuge.connect()
    },
    async call<T>(method: string, params: unknown) {
      waiting++
      try {
        return (await centrifuge.rpc(method, params)).data as T
      } catch (error) {
        throw asCallError(error)
      } finally {
        waiting--
      }
    },
    follow(channel, listener) {
      const subscription = centrifuge.newSubscription(channel)
      subscription.on('subscribed', () => listener.subscribed())
      subscription.on('publication', ({ data }) => listener.publication(data))
      subscription.on('unsubscribed', ({ code }) => code > 0 && listener.refused())
      subscription.subscribe()
      return () => {
        subscription.removeAllListeners()
        centrifuge.removeSubscription(subscription)
      }
    },
    stop() {
      ways.stop()
      centrifuge.removeAllListeners()
      centrifuge.disconnect()
    },
    restart() {
      centrifuge.connect()
    },
  }
}

function refused(error: unknown): never {
  throw error instanceof CallError && error.code === 401 ? new UnauthorizedError('unauthorized') : error
}

function asCallError(error: unknown): CallError {
  const { code = 0, message = '', temporary = false } = (error ?? {}) as Partial<CallError>
  return new CallError(code, message, temporary || code <= 100)
}
