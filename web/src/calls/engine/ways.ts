import type { IceServers } from '../wire'
import type { Rung } from './ladder'
import type { LocalTracks } from './media'

/** What connections need of the engine. */
export interface Ways {
  /** One of the methods of the protocol page, without its `call.`. Rejects with a `CallError`. */
  request<T>(method: string, params: Record<string, unknown>): Promise<T>
  /** Whether there is a relay server at all. */
  hasRelay(): boolean
  configuration(relayOnly: boolean): RTCConfiguration
  /** New rights for the relay servers. */
  took(servers: IceServers): void
  /** What is sent to others now. */
  tracks(): LocalTracks
  /** Whether the server can be spoken to, and by way of it this participant. */
  reachable(participantId?: string): boolean
  changed(): void
}

/** What is heard and seen of somebody. */
export interface Voice {
  readonly rung: Rung
  readonly stream: MediaStream
  readonly screen: MediaStream
  /** Null before there is a line for it. */
  readonly sound: MediaStreamTrack | null
  /** How loud they are just now, 0 to 1. */
  readonly level: number
}

const QUIET_AFTER_MS = 500

/** How loud what comes over a line is just now, 0 to 1. */
export function levelOf(receiver: RTCRtpReceiver | undefined): number {
  const source = receiver?.getSynchronizationSources()[0]
  if (!source || performance.timeOrigin + performance.now() - source.timestamp > QUIET_AFTER_MS) return 0
  return source.audioLevel ?? 0
}
