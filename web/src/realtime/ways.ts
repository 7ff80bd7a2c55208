import type { Centrifuge, TransportEndpoint } from 'centrifuge'

const BACK_MS = 180_000
const RARELY_MS = 3_600_000
/** A WebSocket that is cut sooner is cut by something that does not like it. */
const SHORT_MS = 30_000
/** Failures in a row after which one that has worked on this page is left. */
const PATIENCE = 4
/** The server ends whoever says nothing for some seconds with this code. */
const STALE = 3502

/**
 * Which transport is used. The SDK by itself never leaves one that has worked once, however the network changes; so it is offered one at
 * a time.
 */
export class Ways {
  /** What the SDK looks at before each attempt. */
  readonly offered: TransportEndpoint[]
  /** Where the SDK hears of the network, and where it can be told to connect anew. */
  readonly network = new EventTarget()
  private readonly all: TransportEndpoint[]
  private readonly patience = [1, 1, 1]
  private readonly end = new AbortController()
  private at = 0
  private failures = 0
  private since = 0
  private pause = BACK_MS
  private timer: ReturnType<typeof setTimeout> | undefined
  private probe: WebSocket | undefined

  /** @param idle whether nobody waits for an answer */
  constructor(
    private readonly socket: string,
    private readonly idle: () => boolean,
  ) {
    this.all = [
      { transport: 'websocket', endpoint: socket },
      { transport: 'http_stream', endpoint: '/connection/http_stream' },
      { transport: 'sse', endpoint: '/connection/sse' },
    ]
    this.offered = this.all.slice(0, 1)
  }

  watch(centrifuge: Centrifuge): void {
    centrifuge.on('connected', () => {
      this.patience[this.at] = PATIENCE
      this.since = Date.now()
      this.later()
    })
    centrifuge.on('connecting', ({ code }) => {
      if (Date.now() - this.since > SHORT_MS) {
        this.failures = 0
        if (this.at === 0) this.pause = BACK_MS
      }
      // Below 100 it was no word of the server.
      else if (code && code < 100) this.failed()
    })
    centrifuge.on('error', ({ type, error }) => {
      if ((type === 'transport' || type === 'connect') && error.code < 100) this.failed()
    })
    const { signal } = this.end
    addEventListener('offline', () => this.tell('offline'), { signal })
    addEventListener('online', () => (this.at > 0 ? this.anew() : this.tell('online')), { signal })
    document.addEventListener('visibilitychange', () => document.hidden || this.look(), { signal })
  }

  stop(): void {
    this.end.abort()
    clearTimeout(this.timer)
  }

  private take(at: number): void {
    this.at = at
    this.failures = 0
    this.offered.splice(0, 1, this.all[at] as TransportEndpoint)
  }

  private failed(): void {
    if (!navigator.onLine || ++this.failures < (this.patience[this.at] as number)) return
    this.take((this.at + 1) % this.all.length)
  }

  private later(): void {
    clearTimeout(this.timer)
    if (this.at > 0) this.timer = setTimeout(() => this.look(), this.pause)
  }

  /** Goes back to the WebSocket if one opens, lives for a while, and hears what the server says. */
  private look(): void {
    this.later()
    if (this.at === 0 || this.probe) return
    this.probe = new WebSocket(this.socket)
    this.probe.onclose = ({ code }) => {
      this.probe = undefined
      if (code !== STALE || this.at === 0 || !this.idle() || this.end.signal.aborted) return
      // Should it not last, the next look is later.
      this.pause = Math.min(2 * this.pause, RARELY_MS)
      this.anew()
    }
  }

  private anew(): void {
    this.take(0)
    // What follows is no failure.
    this.since = 0
    this.tell('offline')
    this.tell('online')
  }

  private tell(event: string): void {
    this.network.dispatchEvent(new Event(event))
  }
}
