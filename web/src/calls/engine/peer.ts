import type { SignalKind } from '../wire'
import type { Owned } from './backbone'
import { type Act, beginning, climb, type Ladder, type LadderEvent, type Rung } from './ladder'
import type { LocalTracks } from './media'
import { COST, FULL, type Limits, type Measured, step } from './stepping'
import { levelOf, type Voice } from './ways'

/** The three lines of media of every connection, in this order: both use them, and nobody ever adds one. */
const LINES = ['audio', 'video', 'video'] as const
const [SOUND, PICTURE, SCREEN] = [0, 1, 2]
const NOTHING: LocalTracks = { sound: null, picture: null, screen: null }
const GATHER_MS = 40
const SCREEN_BITRATE = 1_500_000
/** Eleven times this is what a line of 2 Mbit/s up carries, sound included. */
const CROWD_BITRATE = 120_000

export interface PeerOptions {
  connectionId: string
  /** From a media server, the lines are what it offers. */
  way: 'both' | 'sending' | 'receiving'
  /** The one of the two who offers, now and at every later restart; so two offers never meet. */
  offers: boolean
  configuration: RTCConfiguration
  ladder?: Ladder
  tracks: LocalTracks
  send(kind: SignalKind, body: string): void
  /** Whether the other one can be spoken to by way of the server. */
  reachable(): boolean
  /** Begins a new attempt in place of this one. */
  renew(relay: boolean): void
  /** A media server has said whose lines these are. */
  described?(owned: readonly Owned[], lines: readonly RTCRtpTransceiver[]): void
  changed(): void
}

interface Description {
  /** Which offer this is, or is the answer to. */
  number: number
  sdp: string
  /** Of a media server only. */
  streams?: Owned[]
}

/** One attempt to connect with one other participant, or with a media server. */
export class Peer implements Voice {
  readonly stream = new MediaStream()
  readonly screen = new MediaStream()
  readonly connectionId: string
  readonly offers: boolean
  ladder: Ladder
  /** How much of the own picture the line to this one carries. */
  limits: Limits = FULL
  private tracks: LocalTracks
  /** Whether the other one is sent nothing: so it begins, until somebody says whom we talk with. */
  private hushed = true
  private readonly pc: RTCPeerConnection
  private readonly early: RTCIceCandidateInit[] = []
  private readonly found: RTCIceCandidateInit[] = []
  private gathering: ReturnType<typeof setTimeout> | undefined
  private work: Promise<unknown> = Promise.resolve()
  private number = 0
  private closed = false
  private crowd = false

  constructor(private readonly options: PeerOptions) {
    this.connectionId = options.connectionId
    this.offers = options.offers
    this.tracks = options.tracks
    this.ladder = options.ladder ?? beginning(Date.now())
    this.pc = new RTCPeerConnection(options.configuration)
    this.pc.onicecandidate = ({ candidate }) => candidate && this.foundOne(candidate.toJSON())
    this.pc.onconnectionstatechange = () => this.state(this.pc.connectionState)
    if (this.offers) {
      const direction = options.way === 'both' ? 'sendrecv' : 'sendonly'
      for (const kind of LINES) this.pc.addTransceiver(kind, { direction })
      this.ready()
      this.do(() => this.offer(false))
    }
  }

  get rung(): Rung {
    return this.ladder.rung
  }

  /** SHA-256 of the certificate of the other one, as agreed; empty while not. */
  get fingerprint(): string {
    return fingerprintOf(this.pc.remoteDescription?.sdp)
  }

  get ownFingerprint(): string {
    return fingerprintOf(this.pc.localDescription?.sdp)
  }

  signal(kind: SignalKind, body: string): void {
    this.do(async () => {
      if (kind === 'offer' && !this.offers) await this.answer(JSON.parse(body))
      else if (kind === 'answer' && this.offers) await this.answered(JSON.parse(body))
      else if (kind === 'candidates') await this.candidates(JSON.parse(body))
      else if (kind === 'restart' && this.offers) await this.offer(true)
    })
  }

  /**
   * Sends these from now on.
   *
   * @param crowd whether they go to many, who share the line
   */
  use(tracks: LocalTracks, crowd = this.crowd): void {
    this.tracks = tracks
    if (crowd !== this.crowd) {
      this.crowd = crowd
      this.bound()
    }
    const lines = this.pc.getTransceivers()
    const { sound, picture, screen } = this.hushed ? NOTHING : tracks
    void lines[SOUND]?.sender.replaceTrack(sound).catch(() => undefined)
    void lines[PICTURE]?.sender.replaceTrack(this.limits.picture === 'off' ? null : picture).catch(() => undefined)
    void lines[SCREEN]?.sender.replaceTrack(screen).catch(() => undefined)
  }

  /** Sends the other one nothing, or all there is again; the connection stays as it is, so either is at once. */
  hush(hushed: boolean): void {
    if (hushed === this.hushed) return
    this.hushed = hushed
    this.use(this.tracks)
  }

  /** Looks whether the line carries the own picture, and sends less or more of it. */
  async measure(): Promise<void> {
    if (this.ladder.rung !== 'connected') return
    const measured: Measured = { limited: false, available: Number.POSITIVE_INFINITY }
    const report = await this.pc.getStats()
    report.forEach((entry) => {
      if (entry.type === 'outbound-rtp' && entry.qualityLimitationReason === 'bandwidth') measured.limited = true
      if (entry.type === 'candidate-pair' && entry.nominated) measured.available = entry.availableOutgoingBitrate
    })
    this.limit(step(this.limits, measured))
  }

  private limit(limits: Limits): void {
    const before = this.limits.picture
    this.limits = limits
    if (before === limits.picture) return
    this.use(this.tracks)
    this.bound()
    this.options.changed()
  }

  private bound(): void {
    const lines = this.pc.getTransceivers()
    const { bitrate, scale } = COST[this.limits.picture]
    const most = this.crowd ? CROWD_BITRATE : Number.POSITIVE_INFINITY
    void bound(lines[PICTURE]?.sender, Math.min(bitrate, most), scale)
    void bound(lines[SCREEN]?.sender, Math.min(SCREEN_BITRATE, most), 1)
  }

  /** What comes from the other one's microphone; null before there is a line for it. */
  get sound(): MediaStreamTrack | null {
    return this.pc.getTransceivers()[SOUND]?.receiver.track ?? null
  }

  /** How loud the other one is just now, 0 to 1. */
  get level(): number {
    return levelOf(this.pc.getTransceivers()[SOUND]?.receiver)
  }

  tick(now: number): void {
    this.climb('time', now)
  }

  networkChanged(): void {
    this.climb('network')
  }

  close(): void {
    this.closed = true
    clearTimeout(this.gathering)
    this.pc.onconnectionstatechange = null
    this.pc.onicecandidate = null
    this.pc.close()
  }

  private state(state: RTCPeerConnectionState): void {
    if (state === 'connected' || state === 'disconnected' || state === 'failed') this.climb(state)
  }

  private climb(event: LadderEvent, now = Date.now()): void {
    if (this.closed) return
    const before = this.ladder.rung
    const { ladder, act } = climb(this.ladder, event, now, this.options.reachable())
    this.ladder = ladder
    // What a dead line made of the picture says nothing about the one that stands now.
    if (before !== 'connected' && ladder.rung === 'connected') this.limit(FULL)
    if (act) this.act(act)
    if (before !== ladder.rung) this.options.changed()
  }

  private act(act: Act): void {
    if (act !== 'restart') this.options.renew(act === 'relay')
    else if (this.offers) this.do(() => this.offer(true))
    else this.options.send('restart', '')
  }

  private ready(): void {
    const lines = this.pc.getTransceivers()
    for (const [at, line] of lines.entries()) (at === SCREEN ? this.screen : this.stream).addTrack(line.receiver.track)
    this.use(this.tracks)
  }

  private async offer(iceRestart: boolean): Promise<void> {
    this.number += 1
    await this.pc.setLocalDescription(await this.pc.createOffer({ iceRestart }))
    this.describe('offer', this.number)
  }

  private async answer({ number, sdp, streams }: Description): Promise<void> {
    const first = this.pc.remoteDescription === null
    await this.pc.setRemoteDescription({ type: 'offer', sdp })
    if (first && this.options.way === 'both') {
      for (const line of this.pc.getTransceivers()) line.direction = 'sendrecv'
      this.ready()
    }
    await this.pc.setLocalDescription()
    this.describe('answer', number)
    if (streams) this.options.described?.(streams, this.pc.getTransceivers())
    await this.agreed()
  }

  private async answered({ number, sdp }: Description): Promise<void> {
    // The answer to an offer that was replaced meanwhile.
    if (number !== this.number || this.pc.signalingState !== 'have-local-offer') return
    await this.pc.setRemoteDescription({ type: 'answer', sdp })
    await this.agreed()
  }

  private async agreed(): Promise<void> {
    this.bound()
    await this.candidates(this.early.splice(0))
    this.options.changed()
  }

  private async candidates(candidates: RTCIceCandidateInit[]): Promise<void> {
    if (this.pc.remoteDescription === null) {
      this.early.push(...candidates)
      return
    }
    // One that belongs to an earlier round is refused, and is of no use.
    for (const candidate of candidates) await this.pc.addIceCandidate(candidate).catch(() => undefined)
  }

  private describe(kind: 'offer' | 'answer', number: number): void {
    const description: Description = { number, sdp: this.pc.localDescription?.sdp ?? '' }
    this.options.send(kind, JSON.stringify(description))
  }

  private foundOne(candidate: RTCIceCandidateInit): void {
    this.found.push(candidate)
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined
      this.options.send('candidates', JSON.stringify(this.found.splice(0)))
    }, GATHER_MS)
  }

  /** One thing after the other. What fails is begun anew by the ladder. */
  private do(step: () => Promise<void>): void {
    this.work = this.work.then(() => (this.closed ? undefined : step())).catch(() => this.climb('failed'))
  }
}

async function bound(
  sender: RTCRtpSender | undefined,
  maxBitrate: number,
  scaleResolutionDownBy: number,
): Promise<void> {
  const parameters = sender?.getParameters()
  const encoding = parameters?.encodings[0]
  if (!sender || !parameters || !encoding) return
  Object.assign(encoding, { maxBitrate, scaleResolutionDownBy })
  await sender.setParameters(parameters).catch(() => undefined)
}

function fingerprintOf(sdp: string | undefined): string {
  return /^a=fingerprint:\S+ (\S+)/m.exec(sdp ?? '')?.[1]?.toUpperCase() ?? ''
}
