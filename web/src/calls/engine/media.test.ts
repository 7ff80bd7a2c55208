import { beforeEach, expect, it, vi } from 'vitest'
import { LocalMedia } from './media'

class Track extends EventTarget {
  enabled = true
  stopped = false
  onended: (() => void) | null = null
  constructor(
    readonly kind: 'audio' | 'video',
    readonly deviceId: string,
  ) {
    super()
  }
  stop() {
    this.stopped = true
  }
  getSettings() {
    return { deviceId: this.deviceId }
  }
}

type Asked = { audio?: { deviceId?: { ideal: string } }; video?: { deviceId?: { ideal: string } } }
let devices: { kind: string; deviceId: string; label: string }[]
let refuse: (asked: Asked) => string | null
let media: LocalMedia
let listeners: EventTarget

const input = (kind: 'audio' | 'video', deviceId: string) => ({ kind: `${kind}input`, deviceId, label: deviceId })
const settled = () => new Promise((resolve) => setTimeout(resolve))
const heard = () => media.tracks.sound as unknown as Track

beforeEach(() => {
  devices = [input('audio', 'a1'), input('audio', 'a2'), input('video', 'v1')]
  refuse = () => null
  listeners = new EventTarget()
  const pick = (kind: 'audio' | 'video', wanted?: { deviceId?: { ideal: string } }) => {
    const known = devices.filter((one) => one.kind === `${kind}input`)
    const found = known.find((one) => one.deviceId === wanted?.deviceId?.ideal) ?? known[0]
    if (!found) throw Object.assign(new Error(), { name: 'NotFoundError' })
    return new Track(kind, found.deviceId)
  }
  const mediaDevices = Object.assign(listeners, {
    enumerateDevices: async () => devices,
    getUserMedia: async (asked: Asked) => {
      const name = refuse(asked)
      if (name) throw Object.assign(new Error(), { name })
      const tracks = [
        ...(asked.audio ? [pick('audio', asked.audio)] : []),
        ...(asked.video ? [pick('video', asked.video)] : []),
      ]
      return { getTracks: () => tracks }
    },
  })
  vi.stubGlobal('navigator', { mediaDevices })
  media = new LocalMedia(() => undefined)
})

it('keeps the sound off when another microphone is chosen, or the one in use is pulled out', async () => {
  await media.open(false, true)
  media.mute(true)
  await media.choose('sound', 'a2')
  expect([heard().deviceId, heard().enabled]).toEqual(['a2', false])
  devices = devices.filter((one) => one.deviceId !== 'a2')
  heard().onended?.()
  await settled()
  expect([heard().deviceId, heard().enabled]).toEqual(['a1', false])
  media.mute(false)
  expect(heard().enabled).toBe(true)
})

it('takes a microphone that comes later, still muted', async () => {
  devices = []
  await media.open(true, false)
  expect(media.problem.sound).toBe('missing')
  devices = [input('audio', 'late')]
  listeners.dispatchEvent(new Event('devicechange'))
  await settled()
  expect([heard().deviceId, heard().enabled, media.problem.sound]).toEqual(['late', false, undefined])
})

it('goes on with sound alone where there is no camera, or it is not allowed', async () => {
  refuse = ({ video }) => (video ? 'NotAllowedError' : null)
  await media.open(false, true)
  expect([media.camera, media.problem.picture, heard().deviceId]).toEqual([false, 'refused', 'a1'])
})

it('really ends the camera when the picture is off', async () => {
  await media.open(false, true)
  const camera = media.tracks.picture as unknown as Track
  await media.show(false)
  expect([camera.stopped, media.tracks.picture]).toEqual([true, null])
})
