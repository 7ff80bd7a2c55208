import { useMemo } from 'react'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { type MessageKey, useT } from '../i18n'
import { PresenceWord, useWatch } from '../presence/PresenceMark'
import { useClient, useLive } from '../realtime/context'
import type { Room } from '../realtime/law'
import type { RoomSummary } from '../realtime/wire'
import { Avatar } from '../ui/Avatar'

const KINDS: { kind: RoomSummary['kind']; title: MessageKey }[] = [
  { kind: 'round', title: 'rooms.round' },
  { kind: 'group', title: 'rooms.group' },
  { kind: 'direct', title: 'rooms.direct' },
]

/** Everybody else in a direct conversation; empty where the list does not say. */
export function others(summary: RoomSummary, me: string): string[] {
  return (summary.memberIds ?? []).filter((id) => id !== me)
}

export function RoomList({ current }: { current: string | undefined }) {
  const t = useT()
  const rooms = useLive((live) => live.rooms)
  const me = useLive((live) => live.me.id)
  const groups = useMemo(() => {
    const all = Object.values(rooms).sort(latestFirst)
    return KINDS.map(({ kind, title }) => ({ title, rooms: all.filter((room) => room.summary.kind === kind) }))
  }, [rooms])
  useWatch(useMemo(() => Object.values(rooms).flatMap((room) => others(room.summary, me)), [rooms, me]))
  return groups
    .filter((group) => group.rooms.length > 0)
    .map((group) => (
      <section key={group.title} aria-label={t(group.title)}>
        <p className="g" aria-hidden="true">
          {t(group.title)}
        </p>
        <ul>
          {group.rooms.map((room) => (
            <Row key={room.summary.id} room={room} me={me} current={room.summary.id === current} />
          ))}
        </ul>
      </section>
    ))
}

function Row({ room, me, current }: { room: Room; me: string; current: boolean }) {
  const t = useT()
  const { summary } = room
  const partners = others(summary, me)
  const partner = partners.length === 1 ? partners[0] : undefined
  const presence = useLive((live) => (partner ? live.presence[partner] : undefined))
  const failed = useLive(
    (live) => live.outbox.filter((row) => row.roomId === summary.id && row.state === 'failed').length,
  )
  const fresh = summary.unread > 0
  const { sync } = useClient()
  const prefetch = () => void sync.open(summary.id).catch(() => undefined)
  return (
    <li>
      <Link
        href={paths.room(summary.id)}
        className={fresh ? 'r' : 'r read'}
        aria-current={current ? 'page' : undefined}
        onPointerEnter={prefetch}
        onFocus={prefetch}
      >
        {summary.kind === 'direct' && (
          <Avatar id={partner ?? summary.id} name={summary.name} small presence={presence} />
        )}
        <span className="grow">
          <span className={fresh ? 'block strong' : 'block'}>{summary.name}</span>
          <PresenceWord presence={presence} />
          {failed > 0 && <span className="small danger block">{t('rooms.failed', { count: failed })}</span>}
        </span>
        {fresh && (
          <span className={summary.mentions > 0 ? 'n me' : 'n'}>
            <span aria-hidden="true">{summary.unread > 99 ? '99+' : summary.unread}</span>
            <span className="sr">{t('nav.unread', { count: summary.unread })}</span>
          </span>
        )}
      </Link>
    </li>
  )
}

export function latestFirst(a: Room, b: Room): number {
  return (b.summary.lastAt ?? '').localeCompare(a.summary.lastAt ?? '') || a.summary.name.localeCompare(b.summary.name)
}
