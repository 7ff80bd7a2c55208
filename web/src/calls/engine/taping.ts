import type { Recording } from '../wire'
import { Tape, tapeKind } from './tape'

/** Records on this device exactly while all have agreed to it; what has ended once never goes on. */
export class Taping {
  private tape: Tape | undefined
  private readonly begun = new Set<string>()

  /** @param kept there is a recording on this device now */
  constructor(private readonly kept: () => void) {}

  /**
   * What the server says of the recording, and what is to be on it.
   *
   * @param mine own participant
   */
  follow(recording: Recording | undefined, mine: string | undefined, tracks: (MediaStreamTrack | null)[]): void {
    if (!recording?.on || recording.byId !== mine) {
      this.stop()
      return
    }
    const kind = tapeKind()
    if (kind && !this.begun.has(recording.id)) {
      this.begun.add(recording.id)
      this.tape = new Tape(kind)
    }
    this.tape?.mix(tracks.filter((track) => track !== null))
  }

  stop(): void {
    if (!this.tape) return
    this.tape.stop()
    this.tape = undefined
    this.kept()
  }
}
