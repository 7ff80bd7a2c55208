/** Gathers what a screen reader should hear, so that a lively room is one sentence and not a flood. */
export interface Announcement {
  author: string
  text: string
}

export interface AnnouncerWords {
  one(announcement: Announcement): string
  many(count: number): string
}

const BATCH_MS = 1_000
const SPELLED_OUT = 3
const LONGEST = 300

export class Announcer {
  private batch: Announcement[] = []
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly say: (sentence: string) => void,
    private readonly words: AnnouncerWords,
  ) {}

  push(announcement: Announcement): void {
    this.batch.push(announcement)
    this.timer ??= setTimeout(() => this.flush(), BATCH_MS)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.batch = []
  }

  private flush(): void {
    const batch = this.batch
    this.stop()
    if (batch.length > SPELLED_OUT) this.say(this.words.many(batch.length))
    else this.say(batch.map((one) => this.words.one({ ...one, text: one.text.slice(0, LONGEST) })).join(' '))
  }
}
