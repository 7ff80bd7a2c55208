/** Measures how loud a track is. */
export class Meter {
  private context: AudioContext | null = null
  private analyser: AnalyserNode | null = null
  private source: MediaStreamAudioSourceNode | null = null
  private track: MediaStreamTrack | null = null

  /** Root mean square of the last moment, 0 to 1; 0 for no track. */
  level(track: MediaStreamTrack | null): number {
    if (track !== this.track) this.follow(track)
    if (!this.analyser || !this.track?.enabled) return 0
    const samples = new Float32Array(this.analyser.fftSize)
    this.analyser.getFloatTimeDomainData(samples)
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
  }

  stop(): void {
    this.follow(null)
    void this.context?.close()
    this.context = null
  }

  private follow(track: MediaStreamTrack | null): void {
    this.source?.disconnect()
    this.source = null
    this.analyser = null
    this.track = track
    if (!track) return
    this.context ??= new AudioContext()
    // A browser may want a press first; joining is one.
    void this.context.resume().catch(() => undefined)
    this.analyser = this.context.createAnalyser()
    this.analyser.fftSize = 1024
    this.source = this.context.createMediaStreamSource(new MediaStream([track]))
    this.source.connect(this.analyser)
  }
}
