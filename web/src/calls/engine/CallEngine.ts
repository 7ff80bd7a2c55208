import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallError } from '../../realtime/link'
import type { CallLink, CallMessage, CallState, IceServers, Joined, Signal } from '../wire'
import { debounced } from './debounced'
import type { Door } from './door'
import { type Groups, sameGroups, together } from './groups'
import { Loudspeaker } from './loudspeaker'
import { LocalMedia } from './media'
import { Peer } from './peer'
import { safetyCode } from './safety'
import { reduced } from './stepping'
import { Texts } from './texts'
import { BEFORE, type CallView, type Over, type PeerView } from './view'

const CERTIFICATE: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' }
const TICK_MS = 500
const SPEAKING_MS = 300
const LOUD = 0.03
const MEASURE_EACH = 6
const RETRY_MS = 1_000
const NETWORK_MS = 300

/**
 * One person's part in the call of a room, on this page: joins, keeps the connections to all others as the server says, and comes
 * back by itself. Knows nothing of the screen.
 */
export class CallEngine {
  readonly store: StoreApi<CallView>
  readonly media: LocalMedia
  readonly texts: Texts
  private readonly peers = new Map<string, Peer>()
  private readonly loudspeaker = new Loudspeaker()
  private readonly stops: (() => void)[] = []
  private rev = 0
  private seat = ''
  private servers: IceServers = { iceServers: [] }
  private relayOnly = new Set<string>()
  private certificate: RTCCertificate | undefined
  private coming = false
  private ticks = 0
  private coded = ''

  constructor(
    readonly roomId: string,
    private readonly door: Door,
  ) {
    this.store = createStore<CallView>(() => BEFORE)
    this.media = new LocalMedia(() => this.mediaChanged())
    this.texts = new Texts(
      (line) => this.door.call('call.text', { roomId, ...line, to: this.readers() }),
      (texts) => this.store.setState({ texts }),
    )
  }

  get view(): CallView {
    return this.store.getState()
  }

  /** Joins; a failure is in the view. */
  async join(): Promise<void> {
    this.store.setState({ phase: 'joining', over: undefined, error: undefined })
    this.certificate ??= await RTCPeerConnection.generateCertificate(CERTIFICATE)
    this.listen()
    await this.come()
  }

  async leave(): Promise<void> {
    const inside = this.view.phase === 'in'
    this.end('left')
    if (inside) await this.door.call('call.leave', { roomId: this.roomId }).catch(() => undefined)
  }

  /** Says nothing more to anybody and gives the devices back. */
  end(over: Over, error?: CallError): void {
    for (const stop of this.stops.splice(0)) stop()
    for (const peer of this.peers.values()) peer.close()
    this.peers.clear()
    this.loudspeaker.play({})
    this.texts.stop()
    this.media.stop()
    this.store.setState({ phase: 'over', over, error, peers: {}, speaking: [] })
  }

  mute(muted: boolean): void {
    this.media.mute(muted)
    this.notAsked()
    this.tell({ muted })
  }

  async show(camera: boolean): Promise<void> {
    await this.media.show(camera)
    this.tell({ camera: this.media.camera })
  }

  /** Asks another participant to switch their microphone off. Rejects with a `CallError`. */
  async ask(participantId: string): Promise<void> {
    await this.door.call('call.ask', { roomId: this.roomId, participantId })
  }

  /** What this person was asked is answered. */
  notAsked(): void {
    this.store.setState({ asked: '' })
  }

  raiseHand(hand: boolean): void {
    this.tell({ hand })
  }

  /** Rejects with a `CallError` of code 409 when somebody else shows theirs and `takeOver` was not said. */
  async share(takeOver: boolean): Promise<void> {
    if (!(await this.media.share(() => this.stopSharing()))) return
    try {
      await this.change({ screen: true, takeOver })
    } catch (error) {
      this.media.stopSharing()
      throw error
    }
  }

  stopSharing(): void {
    if (!this.media.tracks.screen) return
    this.media.stopSharing()
    this.tell({ screen: false })
  }

  /** From now on people hear, see and read only those of their own group: nothing is sent to others, and nothing of them played. */
  split(groups: Groups): void {
    if (sameGroups(groups, this.view.groups)) return
    this.store.setState({ groups })
    this.regroup()
  }

  private regroup(): void {
    const { call, groups, mine } = this.view
    const me = this.participant(mine ?? '')?.personId ?? ''
    const others = call?.participants.filter(({ id }) => id !== mine) ?? []
    const apart = others.filter(({ personId }) => !together(groups, me, personId)).map(({ id }) => id)
    if (apart.join() !== this.view.apart.join()) this.store.setState({ apart })
    for (const [id, peer] of this.peers) peer.hush(apart.includes(id))
    this.refresh()
  }

  /** Who may read what is typed; all where it is not said. */
  private readers(): string[] | undefined {
    const { apart, groups } = this.view
    return groups ? [...this.peers.keys()].filter((id) => !apart.includes(id)) : undefined
  }

  private listen(): void {
    if (this.stops.length > 0) return
    const network = debounced(() => {
      for (const peer of this.peers.values()) peer.networkChanged()
    }, NETWORK_MS)
    const connection = (navigator as { connection?: EventTarget }).connection
    const tick = setInterval(() => this.tick(), TICK_MS)
    const level = setInterval(() => this.levels(), SPEAKING_MS)
    window.addEventListener('online', network)
    connection?.addEventListener('change', network)
    this.stops.push(
      this.door.onMessage((message) => this.message(message)),
      this.door.onConnected(() => void this.come()),
      () => clearInterval(tick),
      () => clearInterval(level),
      () => window.removeEventListener('online', network),
      () => connection?.removeEventListener('change', network),
    )
  }

  /** Takes the place in the call, or the one that was held before: the connections to the others stay as they are. */
  private async come(): Promise<void> {
    if (this.coming || this.isOver() || this.view.phase === 'testing') return
    this.coming = true
    try {
      const { muted, camera } = this.media
      const seat = this.seat || undefined
      const joined = await this.door.call<Joined>('call.join', { roomId: this.roomId, seat, muted, camera })
      if (this.isOver()) return
      this.servers = { iceServers: joined.iceServers }
      this.seat = joined.seat
      this.store.setState({ phase: 'in', mine: joined.participantId })
      this.coming = false
      this.state(joined)
      // What was changed while we were away.
      this.tell({ muted: this.media.muted, camera: this.media.camera })
      this.texts.again()
    } catch (error) {
      this.coming = false
      this.failed(error as CallError)
    }
  }

  private isOver(): boolean {
    return this.view.phase === 'over'
  }

  private failed(error: CallError): void {
    if (this.isOver()) return
    if (error.temporary) setTimeout(() => void this.come(), RETRY_MS)
    else if (this.seat && error.code === 409) this.end('elsewhere')
    else this.end(this.seat ? 'removed' : 'refused', error)
  }

  private message(message: CallMessage): void {
    if (message.roomId !== this.roomId) return
    switch (message.type) {
      case 'call.state':
        this.state(message)
        break
      case 'call.signal':
        this.signal(message)
        break
      case 'call.text':
        if (!this.view.apart.includes(message.from)) this.texts.heard(message)
        break
      case 'call.asked':
        if (!this.media.muted && !this.view.apart.includes(message.from)) this.store.setState({ asked: message.from })
        break
      case 'call.over':
        if (message.reason === 'elsewhere') this.end('elsewhere')
        else void this.come()
    }
  }

  private state({ rev, call }: CallState): void {
    const { mine, phase } = this.view
    if (phase !== 'in' || rev <= this.rev) return
    this.rev = rev
    if (!call?.participants.some((one) => one.id === mine)) {
      // Away for too long, or no longer welcome: the server says which.
      void this.come()
      return
    }
    if (this.media.tracks.screen && call.sharerId !== mine && this.view.call?.sharerId === mine)
      this.media.stopSharing()
    this.store.setState({ call })
    for (const link of call.links) this.link(link)
    for (const [id, peer] of this.peers) {
      if (call.participants.some((one) => one.id === id)) continue
      peer.close()
      this.peers.delete(id)
      this.relayOnly.delete(id)
    }
    this.regroup()
  }

  private link({ between, connectionId, offererId }: CallLink): void {
    const mine = this.view.mine ?? ''
    if (!between.includes(mine)) return
    const other = between[0] === mine ? between[1] : between[0]
    const before = this.peers.get(other)
    if (before?.connectionId === connectionId) return
    before?.close()
    const peer: Peer = new Peer({
      connectionId,
      offers: offererId === mine,
      configuration: {
        ...this.servers,
        iceTransportPolicy: this.relayOnly.has(other) ? 'relay' : 'all',
        certificates: this.certificate && [this.certificate],
        bundlePolicy: 'max-bundle',
      },
      ladder: before && before.rung !== 'connected' ? before.ladder : undefined,
      tracks: this.media.tracks,
      send: (kind, body) => {
        const params = { roomId: this.roomId, to: other, connectionId, kind, body }
        this.door.call('call.signal', params).catch(() => undefined)
      },
      reachable: () => this.door.connected() && (this.participant(other)?.here ?? false),
      renew: (relay) => void this.renew(other, connectionId, relay),
      changed: () => this.refresh(),
    })
    this.peers.set(other, peer)
  }

  private async renew(other: string, after: string, relay: boolean): Promise<void> {
    // Without a relay server that would be no way at all.
    if (relay && this.servers.iceServers.length > 0) this.relayOnly.add(other)
    else this.relayOnly.delete(other)
    try {
      const params = { roomId: this.roomId, participantId: other, after }
      const answer = await this.door.call<CallState & IceServers>('call.connect', params)
      this.servers = { iceServers: answer.iceServers }
      this.state(answer)
    } catch {
      // The ladder goes on.
    }
  }

  private signal({ from, connectionId, kind, body }: Signal): void {
    const peer = this.peers.get(from)
    if (peer?.connectionId === connectionId) peer.signal(kind, body)
    else if (!peer || kind === 'offer') this.early(from, connectionId, kind, body)
  }

  /** The first words of a new attempt may be here before the state that tells of it. */
  private early(...[from, connectionId, kind, body]: [string, string, Signal['kind'], string]): void {
    const stop = this.store.subscribe(() => {
      const peer = this.peers.get(from)
      if (peer?.connectionId !== connectionId) return
      stop()
      peer.signal(kind, body)
    })
    setTimeout(stop, RETRY_MS * 5)
  }

  private participant(id: string) {
    return this.view.call?.participants.find((one) => one.id === id)
  }

  private mediaChanged(): void {
    const { muted, camera, tracks } = this.media
    this.store.setState({ local: { muted, camera, sharing: tracks.screen !== null } })
    for (const peer of this.peers.values()) peer.use(tracks)
    const me = this.participant(this.view.mine ?? '')
    if (me && me.camera !== camera) this.tell({ camera })
  }

  private change(params: Record<string, boolean>): Promise<unknown> {
    return this.door.call('call.change', { roomId: this.roomId, ...params })
  }

  /** What is not heard is said again by coming back. */
  private tell(params: Record<string, boolean>): void {
    if (this.view.phase === 'in') this.change(params).catch(() => undefined)
  }

  private refresh(): void {
    const peers: Record<string, PeerView> = {}
    for (const [id, { rung, stream, screen }] of this.peers) peers[id] = { rung, stream, screen }
    this.store.setState({ peers, reduced: reduced([...this.peers.values()].map(({ limits }) => limits)) })
    const heard = [...this.peers].filter(([id]) => !this.view.apart.includes(id))
    this.loudspeaker.play(Object.fromEntries(heard.map(([id, peer]) => [id, peer.stream])))
    void this.code()
  }

  private async code(): Promise<void> {
    const all = [...this.peers.values()]
    const prints = [all[0]?.ownFingerprint ?? '', ...all.map((peer) => peer.fingerprint)]
    const whole = all.length > 0 && prints.every((print) => print !== '') ? prints.sort().join(' ') : ''
    if (whole === this.coded) return
    this.coded = whole
    const code = whole ? await safetyCode(whole) : ''
    if (this.coded === whole) this.store.setState({ safetyCode: code })
  }

  private tick(): void {
    const now = Date.now()
    for (const peer of this.peers.values()) peer.tick(now)
    this.ticks += 1
    if (this.ticks % MEASURE_EACH > 0) return
    for (const peer of this.peers.values()) peer.measure().catch(() => undefined)
  }

  private levels(): void {
    const { apart, mine, speaking: before } = this.view
    const speaking = [...this.peers].filter(([id, peer]) => !apart.includes(id) && peer.level > LOUD).map(([id]) => id)
    if (mine && !this.media.muted && this.media.level > LOUD) speaking.push(mine)
    if (speaking.join() !== before.join()) this.store.setState({ speaking })
  }
}
