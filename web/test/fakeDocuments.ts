import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  modifyAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import type { DocumentRole, DocumentSummary } from '../src/documents/wire'

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const STATELESS = 5
const CLOSE = 7
const STATUS = 8
const TOKEN = 0
const DENIED = 1
const ADMITTED = 2

export interface FakeDocument {
  summary: Omit<DocumentSummary, 'role'>
  doc: Y.Doc
  awareness: Awareness
  seats: Set<Seat>
  roles: Map<string, DocumentRole>
}

/** The documents of the server in memory: who may do what, and the Hocuspocus protocol for whoever has one open. */
export class FakeDocuments {
  readonly all = new Map<string, FakeDocument>()
  /** Updates are taken and never acknowledged. */
  mute = false
  private count = 0

  constructor(
    private readonly isMember: (roomId: string, personId: string) => boolean,
    private readonly now: () => number,
  ) {}

  create(me: string, title: string, roomId: string | undefined): DocumentSummary {
    this.count += 1
    const at = new Date(this.now() + this.count * 1_000).toISOString()
    const id = `d${this.count}`
    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    awareness.setLocalState(null)
    const summary = { id, title, roomId, state: 'open' as const, createdAt: at, updatedAt: at, ownerId: me }
    this.all.set(id, { summary, doc, awareness, seats: new Set(), roles: new Map() })
    return { ...summary, role: 'own' }
  }

  /** Commands that were answered: repeated, they make nothing new. */
  private readonly made = new Map<string, string>()
  readonly templates = [
    { id: 'agenda', title: 'Ablauf der 90 Minuten', description: 'Wer moderiert und was in welcher Minute geschieht.' },
    { id: 'minutes', title: 'Protokoll', description: 'Was besprochen, beschlossen und zugesagt wurde.' },
  ]

  createOnce(me: string, body: { title: string; roomId?: string; template?: string; cid: string }): DocumentSummary {
    const known = this.see(this.made.get(`${me} ${body.cid}`) ?? '', me)
    if (known) return known
    const fresh = this.create(me, body.title, body.roomId)
    this.made.set(`${me} ${body.cid}`, fresh.id)
    const template = this.templates.find(({ id }) => id === body.template)
    if (template) {
      const heading = new Y.XmlElement('heading')
      heading.push([new Y.XmlText(template.title)])
      this.all.get(fresh.id)?.doc.getXmlFragment('default').push([heading])
    }
    return fresh
  }

  /** While true the server is still reading what there is. */
  building = false

  search(me: string, question: string, roomId: string | null) {
    const word = question.toLowerCase()
    const hits = [...this.all.keys()].flatMap((id) => {
      const document = this.see(id, me)
      if (!document || document.state === 'trashed' || (roomId && document.roomId !== roomId)) return []
      const text = this.text(id)
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
      const at = text.toLowerCase().indexOf(word)
      if (at < 0 && !document.title.toLowerCase().includes(word)) return []
      const excerpt =
        at < 0
          ? [{ text: text.slice(0, 80), match: false }]
          : [
              { text: text.slice(Math.max(0, at - 40), at), match: false },
              { text: text.slice(at, at + word.length), match: true },
              { text: text.slice(at + word.length, at + 80), match: false },
            ]
      return [{ document, excerpt }]
    })
    return { hits: this.building ? [] : hits, complete: !this.building }
  }

  list(me: string, roomId: string): DocumentSummary[] {
    return [...this.all.values()].flatMap((one) => {
      const seen = one.summary.roomId === roomId ? this.see(one.summary.id, me) : null
      return seen ?? []
    })
  }

  /** What a person sees of a document; null where it does not exist for them. */
  see(id: string, me: string): DocumentSummary | null {
    const found = this.all.get(id)
    if (!found) return null
    const { summary, roles } = found
    const member = summary.roomId ? this.isMember(summary.roomId, me) : false
    const parent = summary.parentId ? this.see(summary.parentId, me) : null
    const reads = parent && ['edit', 'own'].includes(parent.role) ? 'view' : null
    const role = roles.get(me) ?? (summary.ownerId === me ? 'own' : summary.parentId ? reads : member ? 'edit' : null)
    if (!role || (summary.state === 'trashed' && role !== 'own')) return null
    return { ...summary, role }
  }

  change(id: string, news: Partial<FakeDocument['summary']>): void {
    const found = this.all.get(id)
    if (!found) return
    Object.assign(found.summary, news)
    for (const seat of found.seats) seat.judge()
  }

  setRole(id: string, me: string, role: DocumentRole): void {
    this.all.get(id)?.roles.set(me, role)
    this.change(id, {})
  }

  erase(id: string): void {
    const found = this.all.get(id)
    this.all.delete(id)
    for (const seat of found?.seats ?? []) seat.judge()
  }

  /** Tells whoever has the document open that one of its lists is another; they ask whether they may see it. */
  tellNews(id: string, type: 'versions' | 'suggestions'): void {
    for (const seat of this.all.get(id)?.seats ?? []) seat.tell(JSON.stringify({ type }))
  }

  /** Tells whoever may comment that a thread has changed. */
  tellThread(id: string, threadId: string): void {
    for (const seat of this.all.get(id)?.seats ?? []) seat.tell(JSON.stringify({ type: 'thread', id: threadId }))
  }

  text(id: string): string {
    return this.all.get(id)?.doc.getXmlFragment('default').toString() ?? ''
  }
}

/** One document of one socket. */
class Seat {
  private admitted = false

  constructor(
    private readonly documents: FakeDocuments,
    private readonly name: string,
    private readonly me: string,
    private readonly out: (frame: Uint8Array) => void,
  ) {}

  private readonly clients = new Set<number>()
  private readonly onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== this) this.send(SYNC, (encoder) => sync.writeUpdate(encoder, update))
  }
  private readonly onAwareness = ({ added, updated, removed }: Record<string, number[]>, origin: unknown) => {
    const changed = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])]
    if (origin === this) for (const client of added ?? []) this.clients.add(client)
    this.sendAwareness(changed)
  }

  receive(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder)
    if (type === AUTH) {
      if (decoding.readVarUint(decoder) === TOKEN) this.join()
      return
    }
    const found = this.documents.all.get(this.name)
    if (!found || !this.admitted) return
    if (type === CLOSE) this.leave()
    else if (type === AWARENESS) this.hear(found, decoding.readVarUint8Array(decoder))
    else if (type === SYNC) this.sync(found, decoder)
  }

  /** Tells what is allowed now, and ends where nothing is. */
  judge(): void {
    const seen = this.documents.see(this.name, this.me)
    if (!seen || seen.state === 'trashed') {
      this.leave()
      this.send(AUTH, (encoder) => {
        encoding.writeVarUint(encoder, DENIED)
        encoding.writeVarString(encoder, 'not found')
      })
      this.send(CLOSE, (encoder) => encoding.writeVarString(encoder, 'not found'))
      return
    }
    this.send(AUTH, (encoder) => {
      encoding.writeVarUint(encoder, ADMITTED)
      encoding.writeVarString(encoder, this.writes ? 'read-write' : 'readonly')
    })
  }

  tell(payload: string): void {
    const role = this.documents.see(this.name, this.me)?.role
    if (!this.admitted || !role || role === 'view') return
    this.send(STATELESS, (encoder) => encoding.writeVarString(encoder, payload))
  }

  leave(): void {
    const found = this.documents.all.get(this.name)
    this.admitted = false
    if (!found?.seats.delete(this)) return
    found.doc.off('update', this.onUpdate)
    found.awareness.off('update', this.onAwareness)
    removeAwarenessStates(found.awareness, [...this.clients], 'left')
  }

  private get writes(): boolean {
    const seen = this.documents.see(this.name, this.me)
    return seen?.state === 'open' && (seen.role === 'edit' || seen.role === 'own')
  }

  private join(): void {
    if (this.admitted) return
    const found = this.documents.all.get(this.name)
    this.admitted = true
    this.judge()
    if (!found || !this.admitted) return
    found.seats.add(this)
    found.doc.on('update', this.onUpdate)
    found.awareness.on('update', this.onAwareness)
    this.send(SYNC, (encoder) => sync.writeSyncStep1(encoder, found.doc))
    this.sendAwareness([...found.awareness.getStates().keys()])
  }

  private sync({ doc }: FakeDocument, decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (kind === sync.messageYjsSyncStep1) {
      this.send(SYNC, (encoder) => sync.writeSyncStep2(encoder, doc, body))
      return
    }
    if (this.documents.mute) return
    const stored = this.writes || knows(doc, body)
    if (this.writes) Y.applyUpdate(doc, body, this)
    this.send(STATUS, (encoder) => encoding.writeVarInt(encoder, stored ? 1 : 0))
  }

  /** A person is who they are signed in as, whatever their page says. */
  private hear({ awareness }: FakeDocument, update: Uint8Array): void {
    const bound = modifyAwarenessUpdate(update, (state) =>
      state?.user ? { ...state, user: { ...state.user, id: this.me } } : state,
    )
    applyAwarenessUpdate(awareness, bound, this)
  }

  private sendAwareness(clients: number[]): void {
    const awareness = this.documents.all.get(this.name)?.awareness
    if (!awareness || clients.length === 0) return
    this.send(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients)))
  }

  private send(type: number, body: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, this.name)
    encoding.writeVarUint(encoder, type)
    body(encoder)
    this.out(encoding.toUint8Array(encoder))
  }
}

function knows(doc: Y.Doc, update: Uint8Array): boolean {
  const before = Y.encodeStateAsUpdate(doc)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, before)
  Y.applyUpdate(copy, update)
  return Y.encodeStateAsUpdate(copy).length === before.length
}

/** A socket with many documents on it. */
export class FakeDocumentSocket {
  private readonly seats = new Map<string, Seat>()

  constructor(
    private readonly documents: FakeDocuments,
    private readonly me: string,
    private readonly out: (frame: Uint8Array) => void,
  ) {}

  receive(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    const name = decoding.readVarString(decoder)
    let seat = this.seats.get(name)
    if (!seat) {
      seat = new Seat(this.documents, name, this.me, this.out)
      this.seats.set(name, seat)
    }
    seat.receive(decoder)
  }

  close(): void {
    for (const seat of this.seats.values()) seat.leave()
    this.seats.clear()
  }
}
