/** Somebody who writes in a document, as they name themselves to the others. */
export interface Writer {
  id: string
  name: string
}

const GRACE_MS = 2_000

/** Everybody else who names themselves, once each however many windows they have open, by name. */
export function writersOf(states: ReadonlyMap<number, Record<string, unknown>>, me: string): Writer[] {
  const found = new Map<string, Writer>()
  for (const { user } of states.values()) {
    if (isWriter(user) && user.id !== me) found.set(user.id, { id: user.id, name: user.name })
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
}

export function isWriter(user: unknown): user is Writer {
  const { id, name } = (user ?? {}) as Partial<Writer>
  return typeof id === 'string' && typeof name === 'string'
}

/** Tells who has come and who has gone, after a moment: whoever is back by then was never away. */
export class Comings {
  private told = new Map<string, Writer>()
  private now: Writer[] = []
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly tell: (came: Writer[], went: Writer[]) => void) {}

  seen(writers: Writer[]): void {
    this.now = writers
    this.timer ??= setTimeout(() => this.settle(), GRACE_MS)
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  private settle(): void {
    this.timer = undefined
    const before = this.told
    this.told = new Map(this.now.map((writer) => [writer.id, writer]))
    const came = this.now.filter(({ id }) => !before.has(id))
    const went = [...before.values()].filter(({ id }) => !this.told.has(id))
    if (came.length > 0 || went.length > 0) this.tell(came, went)
  }
}
