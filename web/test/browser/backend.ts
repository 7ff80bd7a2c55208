import type { BrowserContext, Page, Route, WebSocketRoute } from 'playwright-core'
import type { LinkListener, Position } from '../../src/realtime/link'
import type { Person } from '../../src/realtime/wire'
import type { RoundDates } from '../../src/rounds/wire'
import { FakeLink, type FakeServer } from '../fake'
import { FakeDocumentSocket, FakeDocuments } from '../fakeDocuments'
import { FakeHistory } from '../fakeHistory'
import { FakeRounds } from '../fakeRounds'
import { FakeThreads } from '../fakeThreads'
import { PROGRAMME, programmeWeek } from './programme'

interface Command {
  id: number
  connect?: { subs?: Record<string, { epoch?: string; offset?: number }> }
  rpc?: { method: string; data: unknown }
}

/** Lets a page talk to the server in memory: `/api` by interception, the socket in the Centrifuge protocol. */
export class Backend {
  signedIn: Person | null
  /** While true, new sockets are closed at once. */
  down = false
  /** The next message is stored, and the connection breaks before the answer is out. */
  loseNextAnswer = false
  /** The next document is made, and nobody is told. */
  loseNextDocument = false
  readonly documents: FakeDocuments
  readonly history: FakeHistory
  readonly threads: FakeThreads
  /** Who was told that a text names them. */
  readonly mentions: { id: string; personId: string; quote: string }[] = []
  readonly dating: FakeRounds
  private readonly sockets = new Set<{ cut(): void; message?(data: unknown): void }>()

  constructor(
    readonly server: FakeServer,
    readonly persons: Person[],
    me: Person | null,
  ) {
    this.signedIn = me
    this.documents = new FakeDocuments(
      (roomId, personId) => server.rooms.get(roomId)?.members.has(personId) ?? false,
      server.now,
    )
    this.dating = new FakeRounds(
      (roomId) => [...(server.rooms.get(roomId)?.members.keys() ?? [])],
      (roomId) => {
        const room = server.rooms.get(roomId)
        if (room) server.publish(room, { type: 'round.changed' })
      },
    )
    this.history = new FakeHistory(this.documents, server.now)
    this.threads = new FakeThreads(this.documents, server.now, (from, to, text) => this.direct(from, to, text))
  }

  /** By the room of the round. */
  get rounds(): Map<string, RoundDates> {
    return this.dating.rounds
  }

  async attach(target: BrowserContext | Page): Promise<void> {
    await target.route('**/api/**', (route) => this.http(route))
    await target.routeWebSocket('**/connection/websocket', (socket) => {
      if (this.down) {
        void socket.close({ code: 1011 })
        return
      }
      if (!this.signedIn) {
        socket.onMessage(() => void socket.close({ code: 3500, reason: 'invalid token' }))
        return
      }
      this.sockets.add(new Socket(socket, this, this.signedIn.id))
    })
    await target.routeWebSocket('**/collaboration', (socket) => {
      if (this.down || !this.signedIn) void socket.close({ code: 1011 })
      else this.sockets.add(new DocumentSocket(socket, this.documents, this.signedIn.id))
    })
  }

  /** Cuts every socket, as a tunnel does. */
  cut(): void {
    this.down = true
    for (const socket of this.sockets) socket.cut()
    this.sockets.clear()
  }

  heal(): void {
    this.down = false
  }

  private direct(from: string, to: string, text: string): void {
    for (const { id, kind, members } of this.server.rooms.values()) {
      if (kind !== 'direct' || !members.has(from) || !members.has(to)) continue
      this.server.call(from, 'room.post', { roomId: id, cid: `c${Math.random()}`.replace('.', ''), text } as never)
    }
  }

  /** Sends a message outside the logs to everybody who is connected. */
  tell(data: unknown): void {
    for (const socket of this.sockets) socket.message?.(data)
  }

  private async http(route: Route): Promise<void> {
    const path = new URL(route.request().url()).pathname.slice('/api'.length)
    const body = JSON.parse(route.request().postData() ?? '{}')
    const ok = (json: unknown, status = 200) => route.fulfill({ status, json })
    const refuse = (status: number) => route.fulfill({ status, json: { type: '/problems/test', title: 'x', status } })
    const me = this.signedIn
    switch (path) {
      case '/sign-in': {
        const person = this.persons.find((known) => known.email === body.email)
        if (!person || body.password !== 'amtsrunde-demo') return refuse(401)
        this.signedIn = person
        return ok({ person })
      }
      case '/invitations/open':
        return body.secret === 'geheim'
          ? ok({ email: 'neu@altwasser.example', authority: { ...this.persons[0]?.authority, domains: [] } })
          : refuse(404)
      case '/invitations/accept': {
        this.signedIn = this.persons[0] ?? null
        return ok({ person: this.signedIn }, 201)
      }
    }
    if (!me) return refuse(401)
    if (this.down && /^\/(document|realtime|search)/.test(path)) return route.abort()
    if (path.startsWith('/documents')) return this.document(route, me.id)
    if (path.startsWith('/rounds/') || path === '/me/calendar') {
      const firstWeek = new URL(route.request().url()).searchParams.get('firstWeek') ?? undefined
      const answer = this.dating.answer(route.request().method(), path.split('/').slice(2), me.id, body, firstWeek)
      if (answer.status === 204) return route.fulfill({ status: 204 })
      return answer.status < 300 ? ok(answer.json, answer.status) : refuse(answer.status)
    }
    if (path.startsWith('/programmes/')) {
      const [, , id, , number] = path.split('/')
      const told = number ? programmeWeek(Number(number)) : PROGRAMME
      return id === PROGRAMME.id && told ? ok(told) : refuse(404)
    }
    switch (path) {
      case '/document-templates':
        return ok({ templates: this.documents.templates })
      case '/search/documents': {
        const asked = new URL(route.request().url()).searchParams
        return ok(this.documents.search(me.id, asked.get('q') ?? '', asked.get('roomId')))
      }
      case '/realtime/token':
        return ok({ token: `token of ${me.id}`, expiresAt: '2036-01-01T00:00:00Z' })
      case '/me':
        return ok({ person: me, rooms: this.server.roomsOf(me.id) })
      case '/people':
        return ok({ people: this.persons })
      case '/authorities': {
        const authorities = [...new Map(this.persons.map((person) => [person.authorityId, person])).values()].map(
          ({ authority, email }) => ({
            ...authority,
            kind: 'municipality',
            domains: [{ name: email.split('@')[1], verified: true }],
          }),
        )
        return ok({ authorities })
      }
      case '/invitations':
        return ok({ link: 'https://runde.example/einladung#geheim', expiresAt: '2026-12-06T12:00:00Z' }, 201)
      case '/sign-out':
      case '/sign-out-everywhere':
        this.signedIn = null
        this.cut()
        this.heal()
        return route.fulfill({ status: 204 })
      case '/password':
        return body.current === 'amtsrunde-demo' ? route.fulfill({ status: 204 }) : refuse(403)
      default:
        return refuse(404)
    }
  }

  private async document(route: Route, me: string): Promise<void> {
    const request = route.request()
    const url = new URL(request.url())
    const [, , , id, action, ...rest] = url.pathname.split('/')
    const body = JSON.parse(request.postData() ?? '{}')
    const ok = (json: unknown, status = 200) => route.fulfill({ status, json })
    const done = () => route.fulfill({ status: 204 })
    const { documents } = this
    if (!id) {
      if (request.method() === 'POST') {
        const made = documents.createOnce(me, body)
        if (this.loseNextDocument) {
          this.loseNextDocument = false
          return route.abort()
        }
        return ok(made, 201)
      }
      return ok({ documents: documents.list(me, url.searchParams.get('roomId') ?? '') })
    }
    const seen = documents.see(id, me)
    if (!seen) return route.fulfill({ status: 404, json: { type: '/problems/not-found', status: 404 } })
    if (action === 'mentions') {
      this.mentions.push({ id, personId: body.personId, quote: body.quote })
      return done()
    }
    const answer =
      action === 'threads'
        ? this.threads.answer(request.method(), seen, me, rest, body)
        : this.history.answer(request.method(), seen, me, [action ?? '', ...rest], body)
    if (answer?.status === 0) return route.abort()
    if (answer) {
      const refused = answer.status >= 400 && { type: '/problems/test', title: 'x', status: answer.status }
      return answer.status === 204 ? done() : ok(refused || answer.json, answer.status)
    }
    if (request.method() === 'DELETE') {
      documents.erase(id)
      return done()
    }
    if (action === 'trash' || action === 'untrash') {
      const trashedAt = action === 'trash' ? new Date(this.server.now()).toISOString() : undefined
      documents.change(id, { state: trashedAt ? 'trashed' : 'open', trashedAt })
      return done()
    }
    if (request.method() === 'GET') return ok({ document: seen })
    if (body.title !== undefined) documents.change(id, { title: body.title })
    if (body.frozen !== undefined) documents.change(id, { state: body.frozen ? 'frozen' : 'open' })
    return ok(documents.see(id, me))
  }
}

/** One socket of documents, in the Hocuspocus protocol. */
class DocumentSocket {
  private readonly peer: FakeDocumentSocket

  constructor(
    private readonly route: WebSocketRoute,
    documents: FakeDocuments,
    me: string,
  ) {
    this.peer = new FakeDocumentSocket(documents, me, (frame) => route.send(Buffer.from(frame)))
    route.onMessage((frame) => this.peer.receive(new Uint8Array(frame as Buffer)))
    route.onClose(() => this.peer.close())
  }

  cut(): void {
    this.peer.close()
    void this.route.close({ code: 1011 })
  }
}

/** One socket: lines of JSON on the one side, the link of the server in memory on the other. */
class Socket implements LinkListener {
  private readonly link: FakeLink
  private connecting: Record<string, Record<string, unknown>> | null = null

  constructor(
    private readonly route: WebSocketRoute,
    private readonly backend: Backend,
    me: string,
  ) {
    this.link = new FakeLink(backend.server, me)
    route.onMessage((text) => {
      for (const line of String(text).split('\n')) if (line.trim() !== '{}') void this.command(JSON.parse(line))
    })
    route.onClose(() => this.link.stop())
  }

  cut(): void {
    this.link.stop()
    void this.route.close({ code: 1011 })
  }

  connection(): void {
    // The page hears of it by the socket itself.
  }

  subscribed(channel: string, { epoch, offset, recovered }: Position): void {
    const subscription = { recoverable: true, positioned: true, epoch, offset, recovered, publications: [] }
    if (this.connecting) this.connecting[channel] = { ...subscription, was_recovering: recovered }
    else this.send({ push: { channel, subscribe: subscription } })
  }

  publication(channel: string, offset: number, data: unknown): void {
    const subscription = this.connecting?.[channel] as { publications: unknown[] } | undefined
    if (subscription) subscription.publications.push({ offset, data })
    else this.send({ push: { channel, pub: { offset, data } } })
  }

  unsubscribed(channel: string): void {
    if (!this.connecting) this.send({ push: { channel, unsubscribe: { code: 2000, reason: 'left' } } })
  }

  message(data: unknown): void {
    this.send({ push: { message: { data } } })
  }

  private async command(command: Command): Promise<void> {
    if (command.connect) {
      for (const [channel, { epoch = '', offset = 0 }] of Object.entries(command.connect.subs ?? {})) {
        this.link.seen.set(channel, { epoch, offset })
      }
      this.connecting = {}
      this.link.start(this)
      const subs = this.connecting
      this.connecting = null
      this.send({ id: command.id, connect: { client: 'c', version: '1', subs, ping: 25, pong: true } })
    } else if (command.rpc) {
      try {
        const data = await this.link.call(command.rpc.method, command.rpc.data ?? {})
        if (command.rpc.method === 'room.post' && this.backend.loseNextAnswer) {
          this.backend.loseNextAnswer = false
          this.cut()
          return
        }
        this.send({ id: command.id, rpc: { data } })
      } catch (error) {
        const { code, message, temporary } = error as { code: number; message: string; temporary: boolean }
        this.send({ id: command.id, error: { code, message, temporary } })
      }
    }
  }

  private send(frame: unknown): void {
    this.route.send(JSON.stringify(frame))
  }
}
