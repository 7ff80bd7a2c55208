import type { CallError } from '../../realtime/link'
import type { IceServers, Signal } from '../wire'
import type { Ladder, Rung } from './ladder'
import { Peer } from './peer'
import { levelOf, type Voice, type Ways } from './ways'

/** In place of a participant in signals: the media server, by what this browser does on the connection. */
type Way = 'sending' | 'receiving'

/** Whose line of the connection on which we receive it is; `line` as in {@link Peer}. */
export interface Owned {
  mid: string
  participantId: string
  line: number
}

const AGAIN_MS = 1_000
const CONFLICT = 409

/** The way over a media server: one connection that sends what there is, and one that receives all that the others send. */
export class Backbone {
  readonly voices = new Map<string, Feed>()
  private peers: Partial<Record<Way, Peer>> = {}
  private connectionId = ''
  /** Of the connection on which we receive, where it has yet to come about. */
  private ladder: Ladder | undefined
  private wanted = false
  private beginning = false
  /** The server has yet to say which connection stands: this one if it may, else a new one; null where it has said so. */
  private asked: string | null = null
  private hushed = true
  private crowd = false
  private relayOnly = false
  private again = 0

  constructor(private readonly ways: Ways) {}

  /** How the connection stands on which we send; undefined while there is none. */
  get rung(): Rung | undefined {
    return this.peers.sending?.rung
  }

  get all(): Peer[] {
    return Object.values(this.peers)
  }

  /** Connects, or goes on with the connection there is if the server still knows it. */
  open(): void {
    this.wanted = true
    this.asked = this.connectionId
    void this.begin()
  }

  /** There from now on, or no longer. */
  follow(wanted: boolean): void {
    if (wanted === this.wanted) return
    if (wanted) this.open()
    else this.close()
  }

  close(): void {
    this.wanted = false
    this.part()
    this.relayOnly = false
  }

  signal({ from, connectionId, kind, body }: Signal): void {
    if (connectionId !== this.connectionId) return
    if (from === 'receiving') this.peers.receiving ??= this.peer('receiving', this.ladder)
    if (from === 'sending' || from === 'receiving') this.peers[from]?.signal(kind, body)
  }

  /** Sends what there is, or nothing. */
  use(hushed: boolean, crowd: boolean): void {
    this.hushed = hushed
    this.crowd = crowd
    const { sending } = this.peers
    sending?.hush(hushed)
    sending?.use(this.ways.tracks(), crowd)
  }

  tick(now: number): void {
    for (const peer of this.all) peer.tick(now)
    if (this.wanted && now >= this.again) void this.begin()
  }

  private part(): void {
    for (const peer of this.all) peer.close()
    this.peers = {}
    this.connectionId = ''
    this.voices.clear()
  }

  private async begin(): Promise<void> {
    if (this.asked === null || this.beginning || !this.ways.reachable()) return
    this.beginning = true
    this.again = Date.now() + AGAIN_MS
    try {
      const params = this.asked ? { connectionId: this.asked } : {}
      const answer = await this.ways.request<IceServers & { connectionId: string }>('media', params)
      this.ways.took(answer)
      this.asked = null
      if (this.wanted && answer.connectionId !== this.connectionId) this.connect(answer.connectionId)
    } catch {
      // Begun again with the next tick, unless the call goes another way by then.
    } finally {
      this.beginning = false
    }
  }

  private connect(connectionId: string): void {
    const { sending, receiving } = this.peers
    const ladder = going(sending)
    const later = going(receiving)
    this.part()
    this.connectionId = connectionId
    this.peers.sending = this.peer('sending', ladder)
    // The other comes about with what there is to receive.
    this.ladder = later
    this.use(this.hushed, this.crowd)
    this.ways.changed()
  }

  private peer(way: Way, ladder?: Ladder): Peer {
    const { connectionId } = this
    return new Peer({
      connectionId,
      way,
      offers: way === 'sending',
      configuration: this.ways.configuration(this.relayOnly),
      ladder,
      tracks: this.ways.tracks(),
      send: (kind, body) =>
        void this.ways.request('signal', { to: way, connectionId, kind, body }).catch((error: CallError) => {
          if (error.code === CONFLICT && connectionId === this.connectionId) this.renew(this.relayOnly)
        }),
      reachable: () => this.ways.reachable(),
      renew: (relay) => this.renew(relay),
      described: (owned, lines) => this.received(owned, lines),
      changed: () => this.ways.changed(),
    })
  }

  private renew(relay: boolean): void {
    this.relayOnly = relay && this.ways.hasRelay()
    this.asked = ''
    void this.begin()
  }

  /** Who keeps their lines keeps their voice, so that nothing that plays is begun anew. */
  private received(owned: readonly Owned[], lines: readonly RTCRtpTransceiver[]): void {
    const rung = () => this.peers.receiving?.rung ?? 'connecting'
    const by = new Map<string, Owned[]>()
    for (const one of owned) by.set(one.participantId, [...(by.get(one.participantId) ?? []), one])
    for (const id of this.voices.keys()) if (!by.has(id)) this.voices.delete(id)
    for (const [id, theirs] of by) {
      const key = theirs.map(({ mid, line }) => `${mid}:${line}`).join()
      if (this.voices.get(id)?.key === key) continue
      const receivers = [0, 1, 2].map((at) => {
        const mid = theirs.find(({ line }) => line === at)?.mid
        return lines.find((line) => line.mid === mid)?.receiver
      })
      this.voices.set(id, new Feed(key, rung, receivers))
    }
    this.ways.changed()
  }
}

/** Where the ladder has led to a new attempt, it goes on from there; else the new one begins at its foot. */
function going(peer: Peer | undefined): Ladder | undefined {
  const led = peer && ['renewing', 'relay', 'lost'].includes(peer.rung)
  return led ? peer.ladder : undefined
}

/** What the media server passes on of one participant. */
class Feed implements Voice {
  readonly stream = new MediaStream()
  readonly screen = new MediaStream()

  constructor(
    readonly key: string,
    private readonly way: () => Rung,
    private readonly receivers: readonly (RTCRtpReceiver | undefined)[],
  ) {
    const [sound, picture, screen] = receivers
    for (const line of [sound, picture]) if (line) this.stream.addTrack(line.track)
    if (screen) this.screen.addTrack(screen.track)
  }

  get rung(): Rung {
    return this.way()
  }

  get sound(): MediaStreamTrack | null {
    return this.receivers[0]?.track ?? null
  }

  get level(): number {
    return levelOf(this.receivers[0])
  }
}
