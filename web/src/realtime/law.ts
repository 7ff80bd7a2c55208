import type { Member, Message, RoomEvent, RoomOpened, RoomSummary } from './wire'

/**
 * One room as this client knows it. `messages` are all messages whose post has an offset greater than `floor`,
 * oldest first. `members` is null until the room was opened.
 */
export interface Room {
  summary: RoomSummary
  members: Member[] | null
  messages: Message[]
  floor: number
}

/** `sure` is false when the event touched something this client does not hold: then only a reload gives the truth. */
export interface Applied {
  room: Room
  sure: boolean
}

const PAGE = 50
/** Messages kept in memory while a room is in use, and after it was left. */
export const KEEP = { open: 2000, left: 300 }

export function fromSummary(summary: RoomSummary): Room {
  return { summary, members: null, messages: [], floor: summary.offset }
}

export function fromSnapshot(opened: RoomOpened): Room {
  const messages = [...opened.messages].sort(byOffset)
  const floor = messages.length < PAGE ? 0 : offsetOf(messages[0]) - 1
  return { summary: opened.room, members: opened.members, messages, floor }
}

/** Adds an older page. An empty or short page means that the beginning is reached. */
export function withOlder(room: Room, older: Message[], limit: number): Room {
  const known = new Set(room.messages.map((message) => message.id))
  const added = older.filter((message) => !known.has(message.id)).sort(byOffset)
  const messages = [...added, ...room.messages]
  const floor = older.length < limit ? 0 : offsetOf(messages[0]) - 1
  return { ...room, messages, floor }
}

/** Forgets the oldest messages beyond `keep`. */
export function trimmed(room: Room, keep: number): Room {
  if (room.messages.length <= keep) return room
  const messages = room.messages.slice(-keep)
  return { ...room, messages, floor: offsetOf(messages[0]) - 1 }
}

/**
 * The law: a snapshot plus the publications after its offset equals a fresh snapshot. Returns null when the offset is
 * not the next one; offsets already seen are the caller's to drop.
 */
export function apply(room: Room, offset: number, event: RoomEvent, me: string): Applied | null {
  if (offset !== room.summary.offset + 1) return null
  const next: Room = { ...room, summary: { ...room.summary, offset } }
  switch (event.type) {
    case 'message.posted':
      return { room: posted(next, { ...event.message, offset }, me), sure: true }
    case 'message.edited':
      return edited(next, event.message, me)
    case 'message.deleted':
      return deleted(next, event.messageId, me)
    case 'message.reacted':
      return { room: reacted(next, event), sure: true }
    case 'member.joined':
      return { room: joined(next, event.member), sure: true }
    case 'member.left':
      return { room: left(next, event.personId), sure: true }
    case 'room.renamed':
      return { room: { ...next, summary: { ...next.summary, name: event.name } }, sure: true }
    case 'round.changed':
      return { room: next, sure: true }
    case 'erased':
      return { room: next, sure: false }
    default:
      // A newer server may say more than we know; the number counts, the rest is not for us.
      return { room: next, sure: true }
  }
}

/** Moves the read position forward, never back. */
export function moveRead(room: Room, readOffset: number, me: string): Applied {
  if (readOffset <= room.summary.readOffset) return { room, sure: true }
  const sure = readOffset >= Math.min(room.floor, room.summary.offset)
  const open = room.messages.filter((message) => offsetOf(message) > readOffset && counts(message, me))
  const unread = open.length
  const mentions = open.filter((message) => message.mentions?.includes(me)).length
  return { room: { ...room, summary: { ...room.summary, readOffset, unread, mentions } }, sure }
}

export function offsetOf(message: Message | undefined): number {
  return message?.offset ?? 0
}

function byOffset(a: Message, b: Message): number {
  return offsetOf(a) - offsetOf(b)
}

function counts(message: Message, me: string): boolean {
  return message.authorId !== me && !message.deleted
}

function isUnread(room: Room, message: Message, me: string): boolean {
  return counts(message, me) && offsetOf(message) > room.summary.readOffset
}

/** Whether every unread message is one we hold. */
function knowsUnread(room: Room, me: string): boolean {
  return room.messages.filter((message) => isUnread(room, message, me)).length === room.summary.unread
}

function counted(room: Room, before: Message | null, after: Message, me: string): Room {
  const was = before !== null && isUnread(room, before, me)
  const is = isUnread(room, after, me)
  const wasMine = was && (before?.mentions?.includes(me) ?? false)
  const isMine = is && (after.mentions?.includes(me) ?? false)
  const unread = room.summary.unread + Number(is) - Number(was)
  const mentions = room.summary.mentions + Number(isMine) - Number(wasMine)
  return { ...room, summary: { ...room.summary, unread, mentions } }
}

function posted(room: Room, message: Message, me: string): Room {
  const summary = { ...room.summary, lastAt: message.at }
  const next = counted({ ...room, summary, messages: [...room.messages, message] }, null, message, me)
  return trimmed(next, room.members ? KEEP.open : KEEP.left)
}

function replace(room: Room, before: Message, after: Message, me: string): Room {
  const messages = room.messages.map((message) => (message === before ? after : message))
  return counted({ ...room, messages }, before, after, me)
}

function edited(room: Room, message: Message, me: string): Applied {
  const before = room.messages.find((known) => known.id === message.id)
  if (!before) return { room, sure: knowsUnread(room, me) }
  const after = { ...before, ...message, offset: before.offset, reactions: message.reactions ?? before.reactions }
  if (!message.mentions) delete after.mentions
  return { room: replace(room, before, after, me), sure: true }
}

function deleted(room: Room, messageId: string, me: string): Applied {
  const before = room.messages.find((known) => known.id === messageId)
  if (!before) return { room, sure: knowsUnread(room, me) }
  const { reactions: _reactions, mentions: _mentions, ...rest } = before
  return { room: replace(room, before, { ...rest, text: '', deleted: true }, me), sure: true }
}

function reacted(room: Room, event: Extract<RoomEvent, { type: 'message.reacted' }>): Room {
  const before = room.messages.find((known) => known.id === event.messageId)
  if (!before) return room
  const others = (before.reactions?.[event.reaction] ?? []).filter((id) => id !== event.personId)
  const people = event.on ? [...others, event.personId] : others
  const { [event.reaction]: _gone, ...kept } = before.reactions ?? {}
  const reactions = people.length > 0 ? { ...kept, [event.reaction]: people } : kept
  const { reactions: _old, ...rest } = before
  const after = Object.keys(reactions).length > 0 ? { ...rest, reactions } : rest
  return { ...room, messages: room.messages.map((message) => (message === before ? after : message)) }
}

function joined(room: Room, member: Member): Room {
  const members = room.members && [...room.members.filter((known) => known.id !== member.id), member]
  return counting(room, members, 1)
}

function left(room: Room, personId: string): Room {
  return counting(room, room.members?.filter((known) => known.id !== personId) ?? null, -1)
}

function counting(room: Room, members: Member[] | null, change: number): Room {
  const memberCount = members ? members.length : room.summary.memberCount + change
  return { ...room, members, summary: { ...room.summary, memberCount } }
}
