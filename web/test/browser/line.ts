import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

const PACKET = 1_400

export interface Quality {
  /** For each direction, shared by all connections. */
  bytesPerSecond: number
  /** From one end to the other. */
  delayMs: number
  /** Share of packets that get lost. */
  loss: number
}

/**
 * A line of little worth between browsers and a server. What TCP makes of a lost packet is modelled, not the loss itself: the packet
 * and all that follow it on the same connection come late by a round trip and the shortest wait of a sender, 200 ms.
 */
export class Line {
  quality: Quality | undefined
  /** Bytes that went to the browsers. */
  received = 0
  private readonly freeAt = { up: 0, down: 0 }
  private readonly server: Server
  private random: number

  private constructor(
    target: number,
    readonly seed: number,
  ) {
    this.random = seed
    this.server = createServer((client) => {
      const onward = connect(target, '127.0.0.1')
      this.carry(client, onward, 'up')
      this.carry(onward, client, 'down')
    })
  }

  static async start(origin: string, seed = Math.floor(Math.random() * 1e9)): Promise<Line> {
    const line = new Line(Number(new URL(origin).port), seed)
    console.log(`losses by seed ${seed}`)
    await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve))
    return line
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  close(): void {
    this.server.close()
  }

  private carry(from: Socket, to: Socket, way: 'up' | 'down'): void {
    from.setNoDelay(true)
    let arrival = 0
    const later = (bytes: number, done: () => void) => {
      const now = Date.now()
      if (!this.quality) return done()
      const { bytesPerSecond, delayMs, loss } = this.quality
      this.freeAt[way] = Math.max(now, this.freeAt[way]) + (bytes * 1000) / bytesPerSecond
      const lost = bytes > 0 && this.chance() < loss ? 2 * delayMs + 200 : 0
      arrival = Math.max(arrival, this.freeAt[way] + delayMs + lost)
      setTimeout(done, arrival - now)
    }
    from.on('data', (chunk) => {
      for (let at = 0; at < chunk.length; at += PACKET) {
        const packet = chunk.subarray(at, at + PACKET)
        if (way === 'down') this.received += packet.length
        later(packet.length, () => to.writable && to.write(packet))
      }
    })
    from.on('error', () => to.destroy())
    from.on('close', () => later(0, () => to.end()))
  }

  /** Park and Miller's generator, so that a seed says it all. */
  private chance(): number {
    this.random = (this.random * 48_271) % 2_147_483_647
    return this.random / 2_147_483_647
  }
}
