import { apply, fromSnapshot, fromSummary, KEEP, moveRead, type Room, trimmed, withOlder } from './law'
import type { CallError, Link, LinkListener, Position } from './link'
import { addPeople, dropRoom, type LiveStore, putCall, putRoom } from './store'
import type { History, Message, PassingMessage, PersonEvent, RoomEvent, RoomOpened, RoomSummary } from './wire'

export interface SyncHooks {
  /** A message arrived live or was recovered after a cut; never one from a snapshot or from history. */
  arrived(room: Room, message: Message): void
  /** Something outside the logs was told. */
  passed(message: PassingMessage): void
  /** The connection is there (again). */
  ready(): void
  /** The server ended the connection and wants no reconnect. */
  ended(code: number): void
}

interface Waiting {
  offset: number
  event: RoomEvent
}

const RETRY_MS = 1_000
const GATHER_MS = 150
const LAG_MS = 2_000
const TYPING_MS = 5_000
const OLDER = 100
const WAITING = 300
const ROOM = 'room:'

/** Keeps the store equal to the server: applies what comes in order, and reloads one room where the order broke. */
export class Sync implements LinkListener {
  /** Publications that came while their room was being reloaded. */
  private readonly waiting = new Map<string, Waiting[]>()
  private readonly loading = new Map<string, Promise<void>>()
  /** Rooms on the screen. Only these are loaded again at once; the others when somebody goes there. */
  private readonly shown = new Set<string>()
  private personPosition: { epoch: string; offset: number } | null = null
  private listTimer: ReturnType<typeof setTimeout> | undefined
  private lagTimer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly store: LiveStore,
    private readonly link: Link,
    private readonly hooks: SyncHooks,
  ) {}

  start(): void {
    this.connection('connecting', 0)
    this.link.start(this)
  }

  stop(): void {
    clearTimeout(this.listTimer)
    clearTimeout(this.lagTimer)
    this.link.stop()
  }

  /** Loads a room that is shown; what is already held is shown at once. Rejects with a `CallError`. */
  async open(roomId: string): Promise<void> {
    if (this.room(roomId)?.members) return
    await this.reload(roomId)
  }

  /** Loads one older page; false when there is none. */
  async older(roomId: string): Promise<boolean> {
    const before = this.room(roomId)
    if (!before || before.floor === 0) return false
    const params = { roomId, before: before.floor + 1, limit: OLDER }
    const history = await this.link.call<History>('room.history', params)
    const room = this.room(roomId)
    if (!room || history.epoch !== room.summary.epoch) return false
    addPeople(this.store, history.people)
    putRoom(this.store, withOlder(room, history.messages, OLDER))
    return history.messages.length > 0
  }

  /** The messages of a room that are in memory, oldest first. */
  held(roomId: string): readonly Message[] | undefined {
    return this.room(roomId)?.messages
  }

  /** Says that everything up to the newest message was on the screen of this person. */
  async read(roomId: string): Promise<void> {
    const room = this.room(roomId)
    if (!room || room.summary.readOffset >= room.summary.offset) return
    if (this.store.getState().connection !== 'connected') return
    const offset = room.summary.offset
    this.moved(roomId, offset)
    await this.link.call('room.read', { roomId, offset })
  }

  /** Says that a room is on the screen, until the returned function is called; then its memory is freed. */
  enter(roomId: string): () => void {
    this.shown.add(roomId)
    return () => {
      this.shown.delete(roomId)
      const room = this.room(roomId)
      if (room) putRoom(this.store, trimmed(room, KEEP.left))
    }
  }

  connection(state: 'connecting' | 'connected' | 'ended', code: number): void {
    clearTimeout(this.lagTimer)
    this.store.setState({ connection: state })
    if (state === 'connected') {
      this.store.setState({ lagging: false })
      for (const roomId of this.waiting.keys()) this.reloadSoon(roomId)
      this.hooks.ready()
      return
    }
    this.lagTimer = setTimeout(() => this.store.setState({ lagging: true, presence: {}, typing: {} }), LAG_MS)
    if (state === 'ended') this.hooks.ended(code)
  }

  subscribed(channel: string, position: Position): void {
    if (!channel.startsWith(ROOM)) {
      if (!position.recovered || this.personPosition?.epoch !== position.epoch) {
        this.personPosition = { epoch: position.epoch, offset: position.offset }
        this.listSoon()
      }
      return
    }
    const roomId = channel.slice(ROOM.length)
    const room = this.room(roomId)
    if (!room) {
      this.listSoon()
      return
    }
    const same = room.summary.epoch === position.epoch
    if (same && room.summary.offset >= position.offset) return
    if (same && position.recovered) {
      // What was missed follows in the same turn; should it not be everything, the room is loaded again.
      setTimeout(() => {
        const now = this.room(roomId)
        if (now && now.summary.offset < position.offset) this.reloadSoon(roomId)
      })
      return
    }
    this.reloadSoon(roomId)
  }

  unsubscribed(channel: string): void {
    if (channel.startsWith(ROOM)) this.drop(channel.slice(ROOM.length))
  }

  publication(channel: string, offset: number, data: unknown): void {
    if (channel.startsWith(ROOM)) this.roomEvent(channel.slice(ROOM.length), offset, data as RoomEvent)
    else this.personEvent(offset, data as PersonEvent)
  }

  message(data: unknown): void {
    const message = data as PassingMessage
    if (message.type === 'presence') {
      this.store.setState(({ presence }) => {
        const next = { ...presence }
        for (const [id, state] of Object.entries(message.people)) {
          if (state) next[id] = state
          else delete next[id]
        }
        return { presence: next }
      })
    } else if (message.type === 'typing') {
      this.setTyping(message.roomId, message.personId, Date.now())
      setTimeout(() => this.expireTyping(message.roomId, message.personId), TYPING_MS)
    } else if (message.type === 'call.state') {
      putCall(this.store, message)
    }
    this.hooks.passed(message)
  }

  private room(roomId: string): Room | undefined {
    return this.store.getState().rooms[roomId]
  }

  private get me(): string {
    return this.store.getState().me.id
  }

  private roomEvent(roomId: string, offset: number, event: RoomEvent): void {
    const room = this.room(roomId)
    if (!room) {
      this.listSoon()
      return
    }
    const waiting = this.waiting.get(roomId)
    if (waiting) {
      // Past the bound the rest is missed on purpose: the next publication shows the gap and the room reloads.
      if (waiting.length < WAITING) waiting.push({ offset, event })
      return
    }
    if (offset <= room.summary.offset) return
    const applied = apply(room, offset, event, this.me)
    if (!applied) {
      this.waiting.set(roomId, [{ offset, event }])
      this.reloadSoon(roomId)
      return
    }
    this.show(applied.room, event)
    if (!applied.sure) this.reloadSoon(roomId)
  }

  private show(room: Room, event: RoomEvent): void {
    putRoom(this.store, room)
    if (event.type === 'message.posted') {
      this.setTyping(room.summary.id, event.message.authorId, 0)
      this.hooks.arrived(room, event.message)
    } else if (event.type === 'member.joined') {
      addPeople(this.store, [event.member])
    } else if (event.type === 'round.changed') {
      const { id } = room.summary
      this.store.setState(({ roundNews }) => ({ roundNews: { ...roundNews, [id]: (roundNews[id] ?? 0) + 1 } }))
    }
  }

  private personEvent(offset: number, event: PersonEvent): void {
    const known = this.personPosition
    if (known && offset <= known.offset) return
    if (!known || offset !== known.offset + 1) this.listSoon()
    if (known) known.offset = offset
    if (event.type === 'room.joined') {
      if (!this.room(event.room.id)) putRoom(this.store, fromSummary(event.room))
    } else if (event.type === 'room.left') {
      this.drop(event.roomId)
    } else if (event.type === 'read.moved') {
      this.moved(event.roomId, event.readOffset)
    }
  }

  private moved(roomId: string, readOffset: number): void {
    const room = this.room(roomId)
    if (!room) return
    const applied = moveRead(room, readOffset, this.me)
    putRoom(this.store, applied.room)
    if (!applied.sure) this.reloadSoon(roomId)
  }

  private drop(roomId: string): void {
    this.waiting.delete(roomId)
    if (this.room(roomId)) dropRoom(this.store, roomId)
  }

  private reloadSoon(roomId: string): void {
    if (!this.waiting.has(roomId)) this.waiting.set(roomId, [])
    const room = this.room(roomId)
    if (room?.members && !this.shown.has(roomId)) putRoom(this.store, fromSummary(room.summary))
    if (!this.room(roomId)?.members) this.listSoon()
    else this.reload(roomId).catch((error: CallError) => this.reloadFailed(roomId, error))
  }

  private reloadFailed(roomId: string, error: CallError): void {
    if (error.code === 404) this.drop(roomId)
    else if (this.store.getState().connection === 'connected') setTimeout(() => this.reloadSoon(roomId), RETRY_MS)
  }

  /** One `room.open` per room at a time. */
  private reload(roomId: string): Promise<void> {
    const running = this.loading.get(roomId)
    if (running) return running
    if (!this.waiting.has(roomId)) this.waiting.set(roomId, [])
    const load = this.load(roomId)
    this.loading.set(roomId, load)
    return load
  }

  private async load(roomId: string): Promise<void> {
    try {
      const opened = await this.link.call<RoomOpened>('room.open', { roomId })
      this.loading.delete(roomId)
      addPeople(this.store, [...opened.people, ...opened.members])
      this.settle(fromSnapshot(opened))
    } catch (error) {
      this.loading.delete(roomId)
      if (!this.room(roomId)) this.waiting.delete(roomId)
      throw error
    }
  }

  /** Puts a fresh base into the store and lets what came meanwhile follow. */
  private settle(base: Room): void {
    const roomId = base.summary.id
    const waiting = this.waiting.get(roomId) ?? []
    this.waiting.delete(roomId)
    putRoom(this.store, base)
    for (const { offset, event } of waiting) this.roomEvent(roomId, offset, event)
  }

  private listSoon(): void {
    if (this.listTimer !== undefined) return
    this.listTimer = setTimeout(() => {
      this.listTimer = undefined
      this.list().catch(() => {
        if (this.store.getState().connection === 'connected') setTimeout(() => this.listSoon(), RETRY_MS)
      })
    }, GATHER_MS)
  }

  private async list(): Promise<void> {
    const { rooms } = await this.link.call<{ rooms: RoomSummary[] }>('room.list', {})
    const listed = new Set(rooms.map((summary) => summary.id))
    for (const id of Object.keys(this.store.getState().rooms)) if (!listed.has(id)) this.drop(id)
    for (const summary of rooms) this.listed(summary)
  }

  private listed(summary: RoomSummary): void {
    const room = this.room(summary.id)
    if (!room) {
      this.settle(fromSummary(summary))
      return
    }
    const same = room.summary.epoch === summary.epoch
    const level = same && room.summary.offset === summary.offset
    if (room.members) {
      if (level) putRoom(this.store, { ...room, summary })
      else if (!same) this.reloadSoon(summary.id)
    } else if (this.waiting.has(summary.id)) {
      const newer = !same || summary.offset > room.summary.offset
      this.settle(newer ? fromSummary(summary) : level ? { ...room, summary } : room)
    } else if (level) {
      putRoom(this.store, { ...room, summary })
    }
  }

  private setTyping(roomId: string, personId: string, at: number): void {
    this.store.setState(({ typing }) => {
      const { [personId]: before, ...others } = typing[roomId] ?? {}
      if (at === 0 && before === undefined) return {}
      return { typing: { ...typing, [roomId]: at > 0 ? { ...others, [personId]: at } : others } }
    })
  }

  private expireTyping(roomId: string, personId: string): void {
    const at = this.store.getState().typing[roomId]?.[personId]
    if (at !== undefined && Date.now() - at >= TYPING_MS) this.setTyping(roomId, personId, 0)
  }
}
