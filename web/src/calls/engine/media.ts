import { Meter } from './meter'

/** What this device sends; null where it sends nothing. */
export interface LocalTracks {
  sound: MediaStreamTrack | null
  picture: MediaStreamTrack | null
  screen: MediaStreamTrack | null
}

export type DeviceProblem = 'refused' | 'missing' | 'busy'

export interface Devices {
  sound: MediaDeviceInfo[]
  picture: MediaDeviceInfo[]
}

const SOUND: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 15, max: 24 },
}

/**
 * Microphone, camera and screen of this device. Muted stays muted, whatever device comes or goes; the camera is really off, and
 * its light with it, when it is off.
 */
export class LocalMedia {
  muted = false
  camera = false
  devices: Devices = { sound: [], picture: [] }
  chosen: { sound?: string; picture?: string } = {}
  problem: { sound?: DeviceProblem; picture?: DeviceProblem } = {}
  readonly tracks: LocalTracks = { sound: null, picture: null, screen: null }
  private readonly meter = new Meter()
  private readonly list = () => void this.devicesChanged()
  private stopped = false

  /** @param changed the tracks, devices or problems are others now */
  constructor(private readonly changed: () => void) {
    navigator.mediaDevices?.addEventListener('devicechange', this.list)
  }

  /** Asks for microphone and camera together, so that the browser asks the person once; then for what there is. */
  async open(muted: boolean, camera: boolean): Promise<void> {
    this.muted = muted
    this.camera = camera
    if (camera) {
      try {
        this.take(await navigator.mediaDevices.getUserMedia({ audio: this.sound(), video: this.picture() }))
      } catch {
        await this.openSound()
        await this.openPicture()
      }
    } else {
      await this.openSound()
    }
    await this.listDevices()
    this.changed()
  }

  /** How loud the microphone is just now, 0 to 1; also what it hears while muted is not told to anybody. */
  get level(): number {
    return this.meter.level(this.tracks.sound)
  }

  mute(muted: boolean): void {
    this.muted = muted
    if (this.tracks.sound) this.tracks.sound.enabled = !muted
    this.changed()
  }

  async show(camera: boolean): Promise<void> {
    this.camera = camera
    if (camera) await this.openPicture()
    else this.drop('picture')
    this.changed()
  }

  async choose(kind: 'sound' | 'picture', deviceId: string): Promise<void> {
    this.chosen[kind] = deviceId
    if (kind === 'sound') await this.openSound()
    else if (this.camera) await this.openPicture()
    this.changed()
  }

  /** False if the person thought better of it. `ended` when the browser's own button stops it. */
  async share(ended: () => void): Promise<boolean> {
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 10 } }, audio: false })
      const [track] = stream.getVideoTracks()
      if (!track) return false
      this.drop('screen')
      track.contentHint = 'detail'
      track.onended = ended
      this.tracks.screen = track
      this.changed()
      return true
    } catch {
      return false
    }
  }

  stopSharing(): void {
    this.drop('screen')
    this.changed()
  }

  stop(): void {
    this.stopped = true
    navigator.mediaDevices?.removeEventListener('devicechange', this.list)
    for (const kind of ['sound', 'picture', 'screen'] as const) this.drop(kind)
    this.meter.stop()
  }

  private async openSound(): Promise<void> {
    await this.ask('sound', { audio: this.sound() })
  }

  private async openPicture(): Promise<void> {
    await this.ask('picture', { video: this.picture() })
    if (this.problem.picture) this.camera = false
  }

  private async ask(kind: 'sound' | 'picture', constraints: MediaStreamConstraints): Promise<void> {
    try {
      this.take(await navigator.mediaDevices.getUserMedia(constraints))
    } catch (error) {
      this.drop(kind)
      this.problem[kind] = problemOf(error)
    }
  }

  private sound(): MediaTrackConstraints {
    return this.chosen.sound ? { ...SOUND, deviceId: { ideal: this.chosen.sound } } : SOUND
  }

  private picture(): MediaTrackConstraints {
    return this.chosen.picture ? { ...PICTURE, deviceId: { ideal: this.chosen.picture } } : PICTURE
  }

  private take(stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      const kind = track.kind === 'audio' ? 'sound' : 'picture'
      if (this.stopped) {
        track.stop()
        continue
      }
      // Before anybody can hear it.
      if (kind === 'sound') track.enabled = !this.muted
      this.drop(kind)
      track.onended = () => void this.lost(kind, track)
      this.tracks[kind] = track
      this.problem[kind] = undefined
    }
  }

  /** The device was unplugged, or taken away: the next best one takes its place. */
  private async lost(kind: 'sound' | 'picture', track: MediaStreamTrack): Promise<void> {
    if (this.tracks[kind] !== track || this.stopped) return
    this.chosen[kind] = undefined
    if (kind === 'sound') await this.openSound()
    else await this.openPicture()
    this.changed()
  }

  private async devicesChanged(): Promise<void> {
    await this.listDevices()
    for (const kind of ['sound', 'picture'] as const) {
      const track = this.tracks[kind]
      const wanted = kind === 'sound' || this.camera
      const known = this.devices[kind].some((device) => device.deviceId === track?.getSettings().deviceId)
      // One that is there again after there was none, or one that is gone without a word.
      if (wanted && this.devices[kind].length > 0 && (!track || !known)) {
        if (kind === 'sound') await this.openSound()
        else await this.openPicture()
      }
    }
    this.changed()
  }

  private async listDevices(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
    this.devices = {
      sound: all.filter((device) => device.kind === 'audioinput' && device.deviceId),
      picture: all.filter((device) => device.kind === 'videoinput' && device.deviceId),
    }
  }

  private drop(kind: keyof LocalTracks): void {
    const track = this.tracks[kind]
    if (!track) return
    track.onended = null
    track.stop()
    this.tracks[kind] = null
  }
}

function problemOf(error: unknown): DeviceProblem {
  const { name } = (error ?? {}) as { name?: string }
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing'
}
