/** Lets the sound of the others be heard, whatever is on the screen. */
export class Loudspeaker {
  private readonly playing = new Map<string, HTMLAudioElement>()

  /** Exactly these, by participant. */
  play(streams: Record<string, MediaStream>): void {
    for (const [id, audio] of this.playing) {
      if (streams[id] === audio.srcObject) continue
      audio.srcObject = null
      this.playing.delete(id)
    }
    for (const [id, stream] of Object.entries(streams)) {
      if (this.playing.has(id)) continue
      const audio = new Audio()
      audio.srcObject = stream
      void audio.play().catch(() => undefined)
      this.playing.set(id, audio)
    }
  }
}
