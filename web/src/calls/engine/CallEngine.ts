import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallError } from '../../realtime/link'
import type { CallMessage, CallState, IceServers, Joined } from '../wire'
import { Backbone } from './backbone'
import type { Door } from './door'
import { Floor } from './floor'
import { type Groups, sameGroups, together } from './groups'
import { Loudspeaker } from './loudspeaker'
import { LocalMedia } from './media'
import { Mesh } from './mesh'
import { onOtherNetwork } from './network'
import type { Peer } from './peer'
import { SafetyCode } from './safety'
import { reduced } from './stepping'
import { Taping } from './taping'
import { Texts } from './texts'
import { BEFORE, type CallView, type Over, type PeerView } from './view'
import type { Voice, Ways } from './ways'

const CERTIFICATE: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' }
const TICK_MS = 500
const SPEAKING_MS = 300
const LOUD = 0.03
const MEASURE_EACH = 6
const RETRY_MS = 1_000
/** With more, all pictures together have to share the line. */
const FEW = 6

/**
 * One person's part in the call of a room, on this page: joins, keeps the connections to all others as the server says, and comes
 * back by itself. Knows nothing of the screen.
 */
export class CallEngine {
  readonly store: StoreApi<CallView>
  readonly media: LocalMedia
  readonly texts: Texts
  readonly floor: Floor
  private readonly mesh: Mesh
  private readonly backbone: Backbone
  private readonly loudspeaker = new Loudspeaker()
  private readonly taping = new Taping(() => this.store.setState({ kept: true }))
  private readonly code = new SafetyCode((safetyCode) => this.store.setState({ safetyCode }))
  private readonly stops: (() => void)[] = []
  private rev = 0
  private seat = ''
  private servers: IceServers = { iceServers: [] }
  private agreed: string | undefined
  private certificate: RTCCertificate | undefined
  private coming = false
  private ticks = 0

  constructor(
    readonly roomId: string,
    private readonly door: Door,
  ) {
    this.store = createStore<CallView>(() => BEFORE)
    this.media = new LocalMedia(() => this.mediaChanged())
    this.floor = new Floor(this.media, (params) => this.change(params))
    this.mesh = new Mesh(this.ways, (state) => this.state(state))
    this.backbone = new Backbone(this.ways)
    this.texts = new Texts(
      (from) => this.participant(from || (this.view.mine ?? ''))?.captions ?? false,
      (line) => this.request('text', { ...line, to: this.readers() }),
      (texts) => this.store.setState({ texts }),
    )
  }

  private readonly ways: Ways = {
    request: (method, params) => this.request(method, params),
    hasRelay: () => this.servers.iceServers.length > 0,
    configuration: (relayOnly) => ({
      ...this.servers,
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
      certificates: this.certificate && [this.certificate],
      bundlePolicy: 'max-bundle',
    }),
    took: ({ iceServers }) => {
      this.servers = { iceServers }
    },
    tracks: () => this.floor.outgoing(this.view.call, this.view.mine),
    reachable: (id) => this.door.connected() && (id === undefined || (this.participant(id)?.here ?? false)),
    changed: () => this.refresh(),
  }

  /** All who are heard and seen, by whatever way. */
  private get voices(): ReadonlyMap<string, Voice> {
    return new Map<string, Voice>([...this.backbone.voices, ...this.mesh.peers])
  }

  private get lines(): Peer[] {
    return [...this.mesh.peers.values(), ...this.backbone.all]
  }

  get view(): CallView {
    return this.store.getState()
  }

  /**
   * Joins; a failure is in the view.
   *
   * @param agreed the recording that goes on and to which the person agrees
   */
  async join(agreed?: string): Promise<void> {
    this.agreed = agreed
    this.store.setState({ phase: 'joining', over: undefined, error: undefined })
    this.certificate ??= await RTCPeerConnection.generateCertificate(CERTIFICATE)
    this.listen()
    await this.come()
  }

  async leave(): Promise<void> {
    const inside = this.view.phase === 'in'
    this.end('left')
    if (inside) await this.request('leave').catch(() => undefined)
  }

  /** Says nothing more to anybody and gives the devices back. */
  end(over: Over, error?: CallError): void {
    for (const stop of this.stops.splice(0)) stop()
    this.part()
    this.texts.stop()
    this.media.stop()
    this.store.setState({ phase: 'over', over, error })
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

  /** One of the methods of the protocol page, without its `call.`. Rejects with a `CallError`. */
  request<T>(method: string, params: Record<string, unknown> = {}): Promise<T> {
    return this.door.call<T>(`call.${method}`, { roomId: this.roomId, ...params })
  }

  /** What this person was asked is answered. */
  notAsked(): void {
    this.store.setState({ asked: '' })
  }

  /** Agrees to the recording, or ends it for all. Rejects with a `CallError`. */
  async consent(agrees: boolean): Promise<void> {
    const recordingId = this.view.call?.recording?.id
    if (!recordingId) return
    // What is recorded here ends here at once, whatever the server says.
    if (!agrees) this.taping.stop()
    await this.request('consent', { recordingId, agrees })
    if (agrees) this.agreed = recordingId
  }

  /** From now on what this person types are captions of what is said, or not. */
  writeCaptions(captions: boolean): void {
    this.tell({ captions })
  }

  raiseHand(hand: boolean): void {
    this.tell({ hand })
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
    // Those of one group go from each to each, also where a media server serves all: so nobody else could hear them.
    const overServer = call?.mode === 'sfu'
    this.mesh.follow(call?.links ?? [], mine ?? '', (id) => !overServer || (groups !== null && !apart.includes(id)))
    for (const [id, peer] of this.mesh.peers) peer.hush(apart.includes(id))
    this.send()
    this.refresh()
  }

  /** Who may read what is typed; all where it is not said. */
  private readers(): string[] | undefined {
    const { apart, groups } = this.view
    const others = this.view.call?.participants.map(({ id }) => id) ?? []
    return groups ? others.filter((id) => id !== this.view.mine && !apart.includes(id)) : undefined
  }

  private listen(): void {
    if (this.stops.length > 0) return
    const tick = setInterval(() => this.tick(), TICK_MS)
    const level = setInterval(() => this.levels(), SPEAKING_MS)
    this.stops.push(
      this.door.onMessage((message) => this.message(message)),
      this.door.onConnected(() => void this.come()),
      () => clearInterval(tick),
      () => clearInterval(level),
      onOtherNetwork(() => {
        for (const line of this.lines) line.networkChanged()
      }),
    )
  }

  /** Takes the place in the call, or the one that was held before: the connections to the others stay as they are. */
  private async come(): Promise<void> {
    if (this.coming || this.isOver() || this.view.phase === 'testing') return
    this.coming = true
    try {
      const { muted, camera } = this.media
      const seat = this.seat || undefined
      const joined = await this.request<Joined>('join', { seat, muted, camera, recordingId: this.agreed })
      if (this.isOver()) return
      this.servers = { iceServers: joined.iceServers }
      this.seat = joined.seat
      this.store.setState({ phase: 'in', mine: joined.participantId })
      this.coming = false
      this.state(joined)
      if (joined.call?.mode === 'sfu') this.backbone.open()
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
    else if (error.code === 403) void this.refused(error)
    else this.end(this.seat ? 'removed' : 'refused', error)
  }

  /** Refused is also who has not agreed to a recording that goes on: they are asked before they come in. */
  private async refused(error: CallError): Promise<void> {
    const { call } = await this.request<CallState>('look').catch((): Partial<CallState> => ({}))
    if (this.isOver()) return
    if (!call?.recording?.on) {
      this.end(this.seat ? 'removed' : 'refused', error)
      return
    }
    this.part()
    this.seat = ''
    this.store.setState({ phase: 'testing', call: undefined, mine: undefined, apart: [] })
  }

  private part(): void {
    this.mesh.close()
    this.backbone.close()
    this.loudspeaker.play({})
    this.taping.stop()
    this.store.setState({ peers: {}, speaking: [] })
  }

  private message(message: CallMessage): void {
    if (message.roomId !== this.roomId) return
    switch (message.type) {
      case 'call.state':
        this.state(message)
        break
      case 'call.signal':
        this.mesh.signal(message)
        this.backbone.signal(message)
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
    this.floor.changed(this.view.call, call, mine)
    this.store.setState({ call })
    this.backbone.follow(call.mode === 'sfu')
    this.regroup()
  }

  private participant(id: string) {
    return this.view.call?.participants.find((one) => one.id === id)
  }

  private mediaChanged(): void {
    const { muted, camera, tracks } = this.media
    this.store.setState({ local: { muted, camera, sharing: tracks.screen !== null } })
    this.send()
    this.tape()
    const me = this.participant(this.view.mine ?? '')
    if (me && me.camera !== camera) this.tell({ camera })
  }

  /** Sends to all what they may have of what there is. */
  private send(): void {
    const { call, groups } = this.view
    for (const peer of this.mesh.peers.values()) peer.use(this.ways.tracks(), call?.mode === 'stage')
    this.backbone.use(groups !== null, (call?.participants.length ?? 0) > FEW)
  }

  private change(params: Record<string, boolean>): Promise<unknown> {
    return this.request('change', params)
  }

  /** What is not heard is said again by coming back. */
  private tell(params: Record<string, boolean>): void {
    if (this.view.phase === 'in') this.change(params).catch(() => undefined)
  }

  private refresh(): void {
    const { apart, call } = this.view
    const { voices } = this
    const peers: Record<string, PeerView> = {}
    for (const [id, { rung, stream, screen }] of voices) peers[id] = { rung, stream, screen }
    this.store.setState({
      peers,
      sending: this.backbone.rung,
      reduced: reduced(this.lines.map(({ limits }) => limits)),
    })
    const heard = [...voices].filter(([id]) => !apart.includes(id))
    this.loudspeaker.play(Object.fromEntries(heard.map(([id, voice]) => [id, voice.stream])))
    this.tape()
    const all = call?.mode === 'sfu' ? [] : [...this.mesh.peers.values()]
    void this.code.of([all[0]?.ownFingerprint ?? '', ...all.map((peer) => peer.fingerprint)])
  }

  /** What this person hears and says, if they record. */
  private tape(): void {
    const { apart, call, mine } = this.view
    const heard = [...this.voices].filter(([id]) => !apart.includes(id)).map(([, { sound }]) => sound)
    this.taping.follow(call?.recording, mine, [this.media.tracks.sound, ...heard])
  }

  private tick(): void {
    const now = Date.now()
    for (const peer of this.mesh.peers.values()) peer.tick(now)
    this.backbone.tick(now)
    // Who cannot be told that somebody no longer agrees must not go on.
    if (!this.door.connected()) this.taping.stop()
    this.ticks += 1
    if (this.ticks % MEASURE_EACH > 0) return
    for (const line of this.lines) line.measure().catch(() => undefined)
  }

  private levels(): void {
    const { apart, mine, speaking: before } = this.view
    const speaking = [...this.voices].filter(([id, peer]) => !apart.includes(id) && peer.level > LOUD).map(([id]) => id)
    if (mine && !this.media.muted && this.media.level > LOUD) speaking.push(mine)
    if (speaking.join() !== before.join()) this.store.setState({ speaking })
  }
}
