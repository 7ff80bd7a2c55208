import { CallError } from '../../realtime/link'

const QUIET_MS = 400
const RETRY_MS = 2_000

/** A text and how far it has come: `waiting` to be kept on the server, `kept` there, or `over`: the step had ended before. */
export interface Kept {
  textId: string
  text: string
  state: 'waiting' | 'kept' | 'over'
}

/** An id that nobody can guess: whoever knows it may change the text. */
export function newText(): Kept {
  return { textId: crypto.randomUUID().replaceAll('-', ''), text: '', state: 'waiting' }
}

/** Keeps what somebody writes in this browser at once and on the server a moment later, each text until it is there. */
export class TextKeeper {
  texts: Kept[]
  private timer: ReturnType<typeof setTimeout> | undefined
  private sending = false
  private stopped = false
  private changed: (texts: Kept[]) => void = () => undefined

  constructor(
    private readonly key: string,
    known: { textId: string; text: string }[],
    private readonly send: (textId: string, text: string) => Promise<void>,
  ) {
    const stored = read(key)
    const ids = new Set(stored.map((one) => one.textId))
    const others = known.filter((one) => !ids.has(one.textId)).map((one) => ({ ...one, state: 'kept' as const }))
    this.texts = [...stored, ...others]
    if (this.texts.length === 0) this.texts = [newText()]
  }

  start(changed: (texts: Kept[]) => void): () => void {
    this.stopped = false
    this.changed = changed
    this.soon(0)
    return () => {
      this.stopped = true
      clearTimeout(this.timer)
      void this.flush()
    }
  }

  add(text: Kept): void {
    this.put([...this.texts, text])
  }

  change(textId: string, text: string): void {
    this.put(this.texts.map((one) => (one.textId === textId ? { textId, text, state: 'waiting' } : one)))
    this.soon(QUIET_MS)
  }

  private put(texts: Kept[]): void {
    this.texts = texts
    localStorage.setItem(this.key, JSON.stringify(texts))
    this.changed(texts)
  }

  private soon(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), ms)
  }

  private async flush(): Promise<void> {
    if (this.sending) return
    const next = this.texts.find((one) => one.state === 'waiting' && (one.text !== '' || this.wasSent.has(one.textId)))
    if (!next) return
    this.sending = true
    let wait = 0
    try {
      await this.send(next.textId, next.text)
      this.wasSent.add(next.textId)
      this.settle(next, 'kept')
    } catch (error) {
      if (error instanceof CallError && !error.temporary) this.settle(next, 'over')
      else wait = RETRY_MS
    }
    this.sending = false
    if (!this.stopped || wait === 0) this.soon(wait)
  }

  private readonly wasSent = new Set<string>()

  private settle(sent: Kept, state: 'kept' | 'over'): void {
    this.put(this.texts.map((one) => (one.textId === sent.textId && one.text === sent.text ? { ...one, state } : one)))
  }
}

function read(key: string): Kept[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as Kept[]
  } catch {
    return []
  }
}
