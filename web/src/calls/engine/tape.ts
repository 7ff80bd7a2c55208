const KINDS = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4']
const EACH_MS = 1_000

/** The kind of file that this browser can record; undefined where it cannot. */
export function tapeKind(): string | undefined {
  return typeof MediaRecorder === 'undefined' ? undefined : KINDS.find((kind) => MediaRecorder.isTypeSupported(kind))
}

/** Name of the file of a recording that began then, in local time. */
export function tapeName(began: Date, kind: string): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${began.getFullYear()}-${two(began.getMonth() + 1)}-${two(began.getDate())}`
  return `amtsrunde-${day}-${two(began.getHours())}${two(began.getMinutes())}.${kind.includes('mp4') ? 'm4a' : 'webm'}`
}

/** Records the sound of several tracks as one, and keeps it on this device only. */
export class Tape {
  private readonly context = new AudioContext()
  private readonly out = this.context.createMediaStreamDestination()
  private readonly sources = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>()
  private readonly parts: Blob[] = []
  private readonly began = new Date()
  private readonly recorder: MediaRecorder

  constructor(private readonly kind: string) {
    this.recorder = new MediaRecorder(this.out.stream, { mimeType: kind })
    this.recorder.ondataavailable = ({ data }) => this.parts.push(data)
    this.recorder.start(EACH_MS)
    void this.context.resume().catch(() => undefined)
  }

  /** From now on exactly these are on it. */
  mix(tracks: readonly MediaStreamTrack[]): void {
    for (const [track, source] of this.sources) {
      if (tracks.includes(track)) continue
      source.disconnect()
      this.sources.delete(track)
    }
    for (const track of tracks) {
      if (this.sources.has(track)) continue
      const source = this.context.createMediaStreamSource(new MediaStream([track]))
      source.connect(this.out)
      this.sources.set(track, source)
    }
  }

  /** Nothing more is recorded; what there is becomes a download. */
  stop(): void {
    this.mix([])
    this.recorder.onstop = () => {
      void this.context.close()
      download(new Blob(this.parts, { type: this.kind }), tapeName(this.began, this.kind))
    }
    this.recorder.stop()
  }
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
