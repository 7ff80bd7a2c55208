import type { TypedLine } from '../wire'

/** A line as it is typed, or was. */
export interface TextLine {
  /** Participant; empty for the own ones. */
  from: string
  line: number
  text: string
  done: boolean
  /** What others say, typed by whoever writes captions. */
  caption: boolean
}

type Said = Omit<TextLine, 'from' | 'caption'>

/** EN 301 549 asks for 500 ms from key to network. */
export const SEND_MS = 100
const KEEP = 200
export const LONGEST = 500

/**
 * Real-time text: a line is sent while it is typed, whole each time, so that a lost or late one is made good by the next. Kept on the
 * pages of those who are in the call, and nowhere else.
 */
export class Texts {
  private lines: TextLine[] = []
  private current: Said = { line: 1, text: '', done: false }
  private unsaid: Said[] = []
  private timer: ReturnType<typeof setTimeout> | undefined

  /** @param isCaption whether what this participant types now are captions; the own one is empty */
  constructor(
    private readonly isCaption: (from: string) => boolean,
    private readonly send: (line: Said) => Promise<unknown>,
    private readonly changed: (lines: readonly TextLine[]) => void,
  ) {}

  /** The own line as it stands now. */
  type(text: string): void {
    this.current = { ...this.current, text: text.slice(0, LONGEST) }
    this.put({ from: '', ...this.current })
    this.sendSoon()
  }

  /** The own line is complete; the next begins. */
  finish(): void {
    if (this.current.text.trim() === '') return
    const done = { ...this.current, done: true }
    this.unsaid.push(done)
    this.put({ from: '', ...done })
    this.current = { line: done.line + 1, text: '', done: false }
    this.flush()
  }

  heard({ from, line, text, done }: TypedLine): void {
    const known = this.lines.find((one) => one.from === from && one.line === line)
    if (!known?.done) this.put({ from, line, text, done })
  }

  /** After the connection was away. */
  again(): void {
    if (this.unsaid.length > 0 || this.current.text !== '') this.flush()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private sendSoon(): void {
    this.timer ??= setTimeout(() => this.flush(), SEND_MS)
  }

  private flush(): void {
    this.stop()
    const [first, ...more] = this.unsaid.length > 0 ? this.unsaid : [this.current]
    if (!first) return
    const { done } = first
    this.send(first).then(
      () => {
        if (done) this.unsaid = this.unsaid.filter((one) => one !== first)
        if (done && (more.length > 0 || this.current.text !== '')) this.flush()
      },
      () => undefined,
    )
  }

  private put(said: Omit<TextLine, 'caption'>): void {
    const line = { ...said, caption: this.isCaption(said.from) }
    const at = this.lines.findIndex((one) => one.from === line.from && one.line === line.line)
    // An empty line is one that was taken back.
    const rest = at < 0 ? this.lines : this.lines.filter((_, index) => index !== at)
    if (line.text === '') this.lines = rest
    else if (at < 0) this.lines = [...this.lines, line].slice(-KEEP)
    else this.lines = this.lines.map((one, index) => (index === at ? line : one))
    this.changed(this.lines)
  }
}
