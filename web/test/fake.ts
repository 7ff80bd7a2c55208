import type { WorkingDay } from '../src/presence/hours'
import type { Link, LinkListener } from '../src/realtime/link'
import { CallError } from '../src/realtime/link'
import type {
  History,
  Member,
  Message,
  PersonCard,
  PersonEvent,
  Presence,
  Reaction,
  RoomEvent,
  RoomOpened,
  RoomSummary,
} from '../src/realtime/wire'

/** A server in memory that follows src/docs/protocol.md, written without the client's rules: they are tested by it. */
interface FakeRoom {
  id: string
  name: string
  kind: RoomSummary['kind']
  members: Map<string, 'owner' | 'member'>
  messages: Message[]
  log: RoomEvent[]
  reads: Map<string, number>
  cids: Map<string, { messageId: string; offset: number }>
  epoch: string
}

type Params = Record<string, never> & {
  roomId: string
  cid: string
  text: string
  replyTo?: string
  messageId: string
  reaction: Reaction
  on: boolean
  offset: number
  before?: number
  limit: number
  personId: string
  personIds: string[]
  name: string
  query: string
  people: string[]
  visible?: boolean
}

export class FakeServer {
  readonly rooms = new Map<string, FakeRoom>()
  readonly links = new Set<FakeLink>()
  readonly personLogs = new Map<string, PersonEvent[]>()
  readonly presence = new Map<string, Presence>()
  /** Of whoever asks. */
  workingDays: WorkingDay[] = []
  readonly visible = new Set<string>()
  private count = 0

  constructor(
    readonly people: PersonCard[],
    readonly now: () => number = () => 1_790_000_000_000,
  ) {}

  addRoom(id: string, kind: RoomSummary['kind'], name: string, members: string[], owner = members[0]): FakeRoom {
    const room: FakeRoom = {
      id,
      kind,
      name,
      members: new Map(members.map((member) => [member, member === owner ? 'owner' : 'member'])),
      messages: [],
      log: [],
      reads: new Map(),
      cids: new Map(),
      epoch: 'e1',
    }
    this.rooms.set(id, room)
    return room
  }

  summary(room: FakeRoom, me: string): RoomSummary {
    const readOffset = room.reads.get(me) ?? 0
    const unread = room.messages.filter((m) => (m.offset ?? 0) > readOffset && m.authorId !== me && !m.deleted)
    const others = [...room.members.keys()].filter((id) => id !== me)
    const last = room.messages.at(-1)
    return {
      id: room.id,
      name: room.kind === 'direct' ? others.map((id) => this.card(id).name).join(', ') : room.name,
      kind: room.kind,
      role: room.members.get(me) ?? 'member',
      memberCount: room.members.size,
      ...(room.kind === 'direct' ? { memberIds: [...room.members.keys()] } : {}),
      unread: unread.length,
      mentions: unread.filter((m) => m.mentions?.includes(me)).length,
      readOffset,
      epoch: room.epoch,
      offset: room.log.length,
      ...(last ? { lastAt: last.at } : {}),
    }
  }

  roomsOf(me: string): RoomSummary[] {
    return [...this.rooms.values()].filter((room) => room.members.has(me)).map((room) => this.summary(room, me))
  }

  card(id: string): PersonCard {
    const known = this.people.find((person) => person.id === id)
    if (!known) throw new CallError(404, 'person', false)
    return { id: known.id, name: known.name, authority: known.authority }
  }

  call(me: string, method: string, params: Params): unknown {
    switch (method) {
      case 'room.list':
        return { rooms: this.roomsOf(me) }
      case 'room.open':
        return this.open(this.room(params.roomId, me), me)
      case 'room.history':
        return this.history(this.room(params.roomId, me), params)
      case 'room.post':
        return this.post(this.room(params.roomId, me), me, params)
      case 'room.edit':
        return this.edit(this.room(params.roomId, me), params)
      case 'room.delete':
        return this.remove(this.room(params.roomId, me), params)
      case 'room.react':
        return this.react(this.room(params.roomId, me), me, params)
      case 'room.read':
        return this.read(this.room(params.roomId, me), me, params.offset)
      case 'room.rename': {
        const room = this.room(params.roomId, me)
        room.name = params.name
        return this.publish(room, { type: 'room.renamed', name: params.name, by: me })
      }
      case 'room.invite':
        for (const id of params.personIds) this.join(this.room(params.roomId, me), id, me)
        return {}
      case 'room.remove':
        this.leave(this.room(params.roomId, me), params.personId, me)
        return {}
      case 'room.create':
      case 'room.direct': {
        this.count += 1
        const members = [me, ...params.personIds]
        const kind = method === 'room.direct' ? 'direct' : 'group'
        const room = this.addRoom(`new${this.count}`, kind, params.name ?? '', members, me)
        for (const id of members) this.tellPerson(id, { type: 'room.joined', room: this.summary(room, id) })
        return { roomId: room.id }
      }
      case 'people.find':
        return {
          people: this.people.filter((person) => person.name.toLowerCase().includes(params.query.toLowerCase())),
        }
      case 'presence.me':
        if (params.visible === true) this.visible.add(me)
        if (params.visible === false) this.visible.delete(me)
        return { visible: this.visible.has(me), state: 'free' }
      case 'presence.watch': {
        const seen = params.people.filter((id) => this.presence.has(id)).map((id) => [id, this.presence.get(id)])
        return { people: Object.fromEntries(seen) }
      }
      case 'presence.typing':
        return {}
      case 'presence.hours':
        this.workingDays = params.days ?? this.workingDays
        return { days: this.workingDays }
      default:
        throw new CallError(104, 'method not found', false)
    }
  }

  publish(room: FakeRoom, event: RoomEvent): { epoch: string; offset: number; duplicate: boolean } {
    room.log.push(event)
    const offset = room.log.length
    for (const link of this.links) if (room.members.has(link.me)) link.publication(`room:${room.id}`, offset, event)
    return { epoch: room.epoch, offset, duplicate: false }
  }

  tellPerson(id: string, event: PersonEvent): void {
    const log = this.personLogs.get(id) ?? []
    log.push(event)
    this.personLogs.set(id, log)
    for (const link of this.links) if (link.me === id) link.publication(`person:${id}`, log.length, event)
  }

  join(room: FakeRoom, id: string, by: string): void {
    if (room.members.has(id)) return
    room.members.set(id, 'member')
    this.publish(room, { type: 'member.joined', member: this.member(room, id), by })
    this.tellPerson(id, { type: 'room.joined', room: this.summary(room, id) })
  }

  leave(room: FakeRoom, id: string, by: string): void {
    if (!room.members.delete(id)) return
    this.publish(room, { type: 'member.left', personId: id, by })
    this.tellPerson(id, { type: 'room.left', roomId: room.id })
    for (const link of this.links) if (link.me === id) link.unsubscribed(`room:${room.id}`)
  }

  private member(room: FakeRoom, id: string): Member {
    return { ...this.card(id), role: room.members.get(id) ?? 'member' }
  }

  private room(id: string, me: string): FakeRoom {
    const room = this.rooms.get(id)
    if (!room?.members.has(me)) throw new CallError(404, 'room', false)
    return room
  }

  private open(room: FakeRoom, me: string): RoomOpened {
    const messages = room.messages.slice(-50)
    const gone = new Set(messages.map((message) => message.authorId).filter((id) => !room.members.has(id)))
    return {
      room: this.summary(room, me),
      members: [...room.members.keys()].map((id) => this.member(room, id)),
      messages,
      people: [...gone].map((id) => this.card(id)),
    }
  }

  private history(room: FakeRoom, { before, limit }: Params): History {
    const messages = room.messages.filter((m) => before === undefined || (m.offset ?? 0) < before).slice(-limit)
    return { messages, people: [], epoch: room.epoch, offset: room.log.length }
  }

  private post(room: FakeRoom, me: string, { cid, text, replyTo }: Params) {
    const known = room.cids.get(`${me} ${cid}`)
    if (known) return { ...known, epoch: room.epoch, duplicate: true }
    if (text.includes('VERBOTEN')) throw new CallError(403, 'denied', false)
    this.count += 1
    const mentions = [...text.matchAll(/\(person:([^)]+)\)/g)].map((found) => found[1] ?? '')
    const message: Message = {
      id: `m${this.count}`,
      roomId: room.id,
      authorId: me,
      cid,
      text,
      at: new Date(this.now() + this.count * 60_000).toISOString(),
      offset: room.log.length + 1,
      ...(replyTo ? { replyTo } : {}),
      ...(mentions.length > 0 ? { mentions } : {}),
    }
    room.messages.push(message)
    room.cids.set(`${me} ${cid}`, { messageId: message.id, offset: message.offset ?? 0 })
    return { ...this.publish(room, { type: 'message.posted', message }), messageId: message.id }
  }

  private change(room: FakeRoom, id: string, after: (message: Message) => Message): Message {
    const index = room.messages.findIndex((message) => message.id === id)
    const before = room.messages[index]
    if (!before || before.deleted) throw new CallError(404, 'message', false)
    const changed = after(before)
    room.messages[index] = changed
    return changed
  }

  private edit(room: FakeRoom, { messageId, text }: Params) {
    const at = new Date(this.now()).toISOString()
    const message = this.change(room, messageId, (before) => ({ ...before, text, editedAt: at }))
    return this.publish(room, { type: 'message.edited', message })
  }

  private remove(room: FakeRoom, { messageId }: Params) {
    this.change(room, messageId, ({ reactions: _r, mentions: _m, ...rest }) => ({ ...rest, text: '', deleted: true }))
    room.log.forEach((event, index) => {
      const about = event.type === 'message.posted' || event.type === 'message.edited' ? event.message.id : null
      if (about === messageId) room.log[index] = { type: 'erased' }
    })
    return this.publish(room, { type: 'message.deleted', messageId, at: new Date(this.now()).toISOString() })
  }

  private react(room: FakeRoom, me: string, { messageId, reaction, on }: Params) {
    this.change(room, messageId, (before) => {
      const people = (before.reactions?.[reaction] ?? []).filter((id) => id !== me)
      if (on) people.push(me)
      const { [reaction]: _old, ...others } = before.reactions ?? {}
      const reactions = people.length > 0 ? { ...others, [reaction]: people } : others
      const { reactions: _before, ...rest } = before
      return Object.keys(reactions).length > 0 ? { ...rest, reactions } : rest
    })
    return this.publish(room, { type: 'message.reacted', messageId, reaction, personId: me, on })
  }

  private read(room: FakeRoom, me: string, offset: number) {
    const readOffset = Math.max(room.reads.get(me) ?? 0, Math.min(offset, room.log.length))
    room.reads.set(me, readOffset)
    this.tellPerson(me, { type: 'read.moved', roomId: room.id, readOffset })
    const { unread, mentions } = this.summary(room, me)
    return { readOffset, unread, mentions }
  }
}

/** One connection to the fake, with recovery as the protocol promises it, and ways to make it fail. */
export class FakeLink implements Link {
  /** Offsets up to which each channel was delivered. */
  readonly seen = new Map<string, { epoch: string; offset: number }>()
  connected = false
  /** How many missed publications are still recovered. */
  recoverable = 300
  /** Answers that are lost on their way back: the command was carried out. */
  loseAnswers = 0
  private listener: LinkListener | null = null

  constructor(
    readonly server: FakeServer,
    readonly me: string,
  ) {}

  start(listener: LinkListener): void {
    this.listener = listener
    this.connect()
  }

  connect(): void {
    if (this.connected) return
    this.connected = true
    this.server.links.add(this)
    this.listener?.connection('connected', 0)
    const person = `person:${this.me}`
    this.subscribe(person, 'p', this.server.personLogs.get(this.me) ?? [])
    for (const room of this.server.rooms.values()) {
      if (room.members.has(this.me)) this.subscribe(`room:${room.id}`, room.epoch, room.log)
    }
    for (const channel of this.seen.keys()) {
      const room = this.server.rooms.get(channel.slice(5))
      if (channel.startsWith('room:') && !room?.members.has(this.me)) this.unsubscribed(channel)
    }
  }

  cut(): void {
    this.connected = false
    this.server.links.delete(this)
    this.listener?.connection('connecting', 1)
  }

  async call<T>(method: string, params: unknown): Promise<T> {
    if (!this.connected) throw new CallError(2, 'transport closed', true)
    await Promise.resolve()
    const answer = structuredClone(this.server.call(this.me, method, params as Params))
    await Promise.resolve()
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1
      throw new CallError(1, 'timeout', true)
    }
    return answer as T
  }

  publication(channel: string, offset: number, data: unknown): void {
    const position = this.seen.get(channel)
    if (!position) {
      const room = this.server.rooms.get(channel.slice(5))
      if (room) this.subscribe(channel, room.epoch, room.log)
      return
    }
    position.offset = offset
    this.listener?.publication(channel, offset, structuredClone(data))
  }

  message(data: unknown): void {
    this.listener?.message(data)
  }

  unsubscribed(channel: string): void {
    this.seen.delete(channel)
    this.listener?.unsubscribed(channel)
  }

  /** No test of this fake follows a channel beside those of the server. */
  follow(): () => void {
    return () => undefined
  }

  stop(): void {
    this.connected = false
    this.server.links.delete(this)
    this.listener = null
  }

  restart(): void {
    this.connect()
  }

  private subscribe(channel: string, epoch: string, log: readonly unknown[]): void {
    const before = this.seen.get(channel)
    const missed = before?.epoch === epoch ? log.slice(before.offset) : null
    const recovered = missed !== null && missed.length <= this.recoverable
    this.seen.set(channel, { epoch, offset: log.length })
    this.listener?.subscribed(channel, { epoch, offset: log.length, recovered })
    if (!recovered) return
    missed.forEach((data, index) => {
      this.listener?.publication(channel, log.length - missed.length + index + 1, structuredClone(data))
    })
  }
}
