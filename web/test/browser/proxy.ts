import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** What a filter looks at before it hands on anything of an answer. */
const LOOKED_AT = 2048

/** The proxy of an authority that knows nothing of WebSockets, on a port of its own before one server. */
export class OfficeProxy {
  /** What it does with a request for a WebSocket: refuses it, hands it on without the wish, hands it on as it is, or cuts it soon. */
  upgrades: 'refused' | 'stripped' | 'passed' | 'cut' = 'refused'
  /** Paths that are not for this house. */
  forbidden = /^$/
  /** Connections in which nothing happened for so long are cut; 0 for never. */
  idleMs = 0
  /** What was asked, such as `POST /emulation`; upgrades that got through are `WS /connection/websocket`. */
  readonly asked: string[] = []
  private readonly sockets = new Set<Duplex>()
  private targets: string[] = []
  private next = 0

  private constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => this.keep(socket))
    server.on('request', (asking, answer) => {
      const path = asking.url?.replace(/\?.*/, '') ?? ''
      this.asked.push(`${asking.method} ${path}`)
      if (this.forbidden.test(path)) {
        answer.writeHead(403).end('<html>Diese Seite ist gesperrt.</html>')
        return
      }
      const headers = { ...asking.headers }
      delete headers.upgrade
      const target = this.target()
      // Nodes that are their own publicUrl take a page of this proxy for a page of theirs.
      if (headers.origin && this.targets.length > 1) headers.origin = target
      const { port, hostname } = new URL(target)
      const options = { port, host: hostname, method: asking.method, path: asking.url, headers }
      const onward = request({ ...options, agent: false }, (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers)
        lookedAt(answered, (chunk) => answer.write(chunk))
        answered.on('end', () => answer.end())
        answered.on('error', () => answer.destroy())
      })
      onward.on('error', () => answer.destroy())
      onward.on('socket', (socket) => this.keep(socket))
      answer.on('close', () => onward.destroy())
      asking.pipe(onward)
    })
    server.on('upgrade', (asking, socket, head) => this.upgrade(asking, socket, head))
  }

  static async start(): Promise<OfficeProxy> {
    const server = createServer({ keepAliveTimeout: 60_000 })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new OfficeProxy(server)
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Where the servers are; requests go to one after the other. */
  to(...origins: string[]): void {
    this.targets = origins
  }

  private target(): string {
    return this.targets[this.next++ % this.targets.length] as string
  }

  /** Cuts everything, as a restart does. */
  restart(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  async close(): Promise<void> {
    this.restart()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket)
    socket.setNoDelay(true)
    if (this.idleMs > 0) socket.setTimeout(this.idleMs, () => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('close', () => this.sockets.delete(socket))
  }

  private upgrade(asking: IncomingMessage, client: Duplex, head: Buffer): void {
    client.on('error', () => undefined)
    if (this.upgrades === 'refused') {
      client.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      return
    }
    const onward = connect(Number(new URL(this.target()).port), '127.0.0.1')
    this.keep(onward)
    const lines: string[] = []
    for (let i = 0; i < asking.rawHeaders.length; i += 2) {
      const name = asking.rawHeaders[i] as string
      if (this.upgrades === 'stripped' && /^(upgrade|connection)$/i.test(name)) continue
      lines.push(`${name}: ${asking.rawHeaders[i + 1]}`)
    }
    if (this.upgrades === 'stripped') lines.push('Connection: close')
    else this.asked.push(`WS ${asking.url}`)
    onward.write(`GET ${asking.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    onward.write(head)
    onward.pipe(client)
    client.pipe(onward)
    onward.on('close', () => client.destroy())
    client.on('close', () => onward.destroy())
    if (this.upgrades === 'cut') setTimeout(() => client.destroy(), 1_000)
  }
}

/** Hands on an answer once enough of it was seen, or the end. */
function lookedAt(answered: IncomingMessage, on: (chunk: Buffer) => void): void {
  let held: Buffer[] | undefined = []
  const pass = () => {
    for (const chunk of held ?? []) on(chunk)
    held = undefined
  }
  answered.on('data', (chunk: Buffer) => {
    if (!held) return on(chunk)
    held.push(chunk)
    if (held.reduce((sum, { length }) => sum + length, 0) >= LOOKED_AT) pass()
  })
  answered.on('end', pass)
}
