import type { CallLink, CallState, IceServers, Signal } from '../wire'
import { anew } from './ladder'
import { Peer } from './peer'
import type { Ways } from './ways'

const EARLY_MS = 5_000
const MOST_EARLY = 200

/** The connections with other participants, from browser to browser: those that the server says and that are needed. */
export class Mesh {
  readonly peers = new Map<string, Peer>()
  private readonly relayOnly = new Set<string>()
  /** What was said of attempts before we knew of them. */
  private early: { at: number; signal: Signal }[] = []

  constructor(
    private readonly ways: Ways,
    /** Another state of the call is known. */
    private readonly told: (state: CallState) => void,
  ) {}

  /** Exactly these connections. */
  follow(links: readonly CallLink[], mine: string, needed: (other: string) => boolean): void {
    const others = new Set<string>()
    for (const link of links) {
      const other = otherOf(link, mine)
      if (!other || !needed(other)) continue
      others.add(other)
      this.link(link, other, mine)
    }
    for (const [id, peer] of this.peers) {
      if (others.has(id)) continue
      peer.close()
      this.peers.delete(id)
      this.relayOnly.delete(id)
    }
  }

  signal(signal: Signal): void {
    const peer = this.peers.get(signal.from)
    if (peer?.connectionId === signal.connectionId) {
      peer.signal(signal.kind, signal.body)
      return
    }
    const now = Date.now()
    this.early = [...this.early.filter(({ at }) => now - at < EARLY_MS).slice(1 - MOST_EARLY), { at: now, signal }]
  }

  close(): void {
    for (const peer of this.peers.values()) peer.close()
    this.peers.clear()
  }

  private link({ connectionId, offererId }: CallLink, other: string, mine: string): void {
    const before = this.peers.get(other)
    if (before?.connectionId === connectionId) return
    before?.close()
    const peer: Peer = new Peer({
      connectionId,
      way: 'both',
      offers: offererId === mine,
      configuration: this.ways.configuration(this.relayOnly.has(other)),
      ladder: before && before.rung !== 'connected' ? anew(before.ladder, Date.now()) : undefined,
      tracks: this.ways.tracks(),
      send: (kind, body) =>
        void this.ways.request('signal', { to: other, connectionId, kind, body }).catch(() => undefined),
      reachable: () => this.ways.reachable(other),
      renew: (relay) => void this.renew(other, connectionId, relay),
      changed: () => this.ways.changed(),
    })
    this.peers.set(other, peer)
    const said = this.early.filter(({ signal }) => signal.connectionId === connectionId && signal.from === other)
    for (const { signal } of said) peer.signal(signal.kind, signal.body)
    if (said.length > 0) this.early = this.early.filter((one) => !said.includes(one))
  }

  private async renew(other: string, after: string, relay: boolean): Promise<void> {
    // Without a relay server that would be no way at all.
    if (relay && this.ways.hasRelay()) this.relayOnly.add(other)
    else this.relayOnly.delete(other)
    try {
      const answer = await this.ways.request<CallState & IceServers>('connect', { participantId: other, after })
      this.ways.took(answer)
      this.told(answer)
    } catch {
      // The ladder goes on.
    }
  }
}

function otherOf({ between }: CallLink, mine: string): string | undefined {
  if (!between.includes(mine)) return undefined
  return between[0] === mine ? between[1] : between[0]
}
