import type { Call } from '../wire'
import type { LocalMedia, LocalTracks } from './media'

/** Whether the picture of a participant is sent and shown: of all in a mesh, of one on a stage. */
export function isSeen(call: Pick<Call, 'mode' | 'stageId'> | undefined, id: string | undefined): boolean {
  return call?.mode !== 'stage' || (id !== undefined && call.stageId === id)
}

/** Who is seen before all others, else as they were. */
export function stageFirst<T extends { id: string }>(participants: readonly T[], stageId: string | undefined): T[] {
  const others = (one: T) => Number(one.id !== stageId)
  return [...participants].sort((one, other) => others(one) - others(other))
}

/** What one participant has at a time: the screen that is shown, and on a stage the picture that is seen. */
export class Floor {
  constructor(
    private readonly media: LocalMedia,
    /** Rejects with a `CallError` of code 409 when somebody else has it and `takeOver` was not said. */
    private readonly change: (params: Record<string, boolean>) => Promise<unknown>,
  ) {}

  /** Shows a screen that this person chooses. Rejects as `change`. */
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
    this.change({ screen: false }).catch(() => undefined)
  }

  /** Is seen by all, in the mode stage. Rejects as `change`. */
  async enter(takeOver: boolean): Promise<void> {
    await this.change({ stage: true, takeOver })
  }

  leave(): void {
    this.change({ stage: false }).catch(() => undefined)
  }

  /** What follows from another state: whoever is not the one any more shows no screen. */
  changed(before: Call | undefined, now: Call, mine: string | undefined): void {
    const taken = before?.sharerId === mine && now.sharerId !== mine
    if (this.media.tracks.screen && taken) this.media.stopSharing()
  }

  /** The own tracks, as far as the others get them. */
  outgoing(call: Call | undefined, mine: string | undefined): LocalTracks {
    const { tracks } = this.media
    return isSeen(call, mine) ? tracks : { ...tracks, picture: null }
  }
}
