import type { Problem } from '../app/api'
import { newCid } from '../realtime/cid'
import { tellMentioned } from './door'

interface Mention {
  cid: string
  personId: string
  quote: string
}

const PATIENCE_MS = 5_000

/** Tells people that a text names them. What cannot be told now waits, for as long as the document is on the screen. */
export class Mentioned {
  private readonly waiting: Mention[] = []
  private timer: ReturnType<typeof setTimeout> | undefined
  private sending = false
  private closed = false

  constructor(private readonly documentId: string) {}

  /** Each call is another place with a name, and told once. */
  add(personId: string, quote: string): void {
    this.waiting.push({ cid: newCid(), personId, quote })
    void this.send()
  }

  async send(): Promise<void> {
    clearTimeout(this.timer)
    if (this.sending) return
    this.sending = true
    for (let [mention] = this.waiting; mention && !this.closed; [mention] = this.waiting) {
      try {
        await tellMentioned(this.documentId, mention)
      } catch (error) {
        const { status } = error as Problem
        if (status === 0 || status === 429 || status >= 500) {
          this.timer = setTimeout(() => void this.send(), PATIENCE_MS)
          break
        }
      }
      this.waiting.shift()
    }
    this.sending = false
  }

  close(): void {
    this.closed = true
    clearTimeout(this.timer)
  }
}
