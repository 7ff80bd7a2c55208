import { CalendarDays, Ellipsis, MessageSquare, Settings2, UsersRound } from 'lucide-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useT } from '../i18n'
import { PresenceWord } from '../presence/PresenceMark'
import { useClient, useLive, useMentionedRooms, useUnreadTotal } from '../realtime/context'
import { Avatar } from '../ui/Avatar'
import { Link, useRoute } from './router'
import { paths, type RouteName } from './routes'

const TODAY: RouteName[] = ['today', 'programme', 'programmeWeek']
const ROOMS: RouteName[] = [
  'rooms',
  'room',
  'session',
  'roundDates',
  'roomDocuments',
  'roomDocument',
  'roomHistory',
  'roomSuggestions',
  'document',
  'documents',
  'history',
  'suggestions',
]

/** Whether this person has anything to administer. */
export function useCanAdminister(): boolean {
  return useLive((live) => live.me.roles.some((role) => role !== 'member'))
}

interface ItemProps {
  href: string
  names: RouteName[]
  icon: ReactNode
  children: ReactNode
}

function Item({ href, names, icon, children }: ItemProps) {
  const route = useRoute()
  return (
    <Link href={href} aria-current={names.includes(route.name) ? 'page' : undefined}>
      {icon}
      {children}
    </Link>
  )
}

function Count({ value, mine, label }: { value: number; mine?: boolean; label: string }) {
  if (value === 0) return null
  return (
    <span className={mine ? 'n me' : 'n'}>
      <span aria-hidden="true">{value > 99 ? '99+' : value}</span>
      <span className="sr">{label}</span>
    </span>
  )
}

/** The left rail of wide screens. */
export function Rail() {
  const t = useT()
  const mentions = useMentionedRooms()
  const unread = useUnreadTotal()
  const administers = useCanAdminister()
  const me = useLive((live) => live.me)
  const { presence } = useClient()
  const own = useSyncExternalStore(presence.subscribe, presence.get)
  return (
    <nav className="rail" aria-label={t('nav.main')}>
      <p className="brand">{t('app.name')}</p>
      <Item href={paths.today} names={TODAY} icon={<CalendarDays aria-hidden="true" />}>
        {t('nav.today')}
        <Count value={mentions} mine label={t('nav.mentions', { count: mentions })} />
      </Item>
      <Item href={paths.rooms} names={ROOMS} icon={<MessageSquare aria-hidden="true" />}>
        {t('nav.rooms')}
        <Count value={unread} label={t('nav.unread', { count: unread })} />
      </Item>
      {administers && (
        <Item href={paths.admin} names={['admin']} icon={<UsersRound aria-hidden="true" />}>
          {t('nav.admin')}
        </Item>
      )}
      <span className="spring" />
      <Item href={paths.settings} names={['settings', 'more']} icon={<Settings2 aria-hidden="true" />}>
        {t('nav.settings')}
      </Item>
      <div className="self">
        <Avatar id={me.id} name={me.name} small />
        <span className="grow">
          <span className="clip block">{me.name}</span>
          <PresenceWord presence={own.visible ? own : undefined} fallback={t('presence.hidden')} />
        </span>
      </div>
    </nav>
  )
}

/** The tab bar of phones. */
export function Tabs() {
  const t = useT()
  const mentions = useMentionedRooms()
  const unread = useUnreadTotal()
  return (
    <nav className="tabs" aria-label={t('nav.main')}>
      <Item href={paths.today} names={TODAY} icon={<CalendarDays aria-hidden="true" />}>
        <span>{t('nav.today')}</span>
        <Count value={mentions} mine label={t('nav.mentions', { count: mentions })} />
      </Item>
      <Item href={paths.rooms} names={ROOMS} icon={<MessageSquare aria-hidden="true" />}>
        <span>{t('nav.rooms')}</span>
        <Count value={unread} label={t('nav.unread', { count: unread })} />
      </Item>
      <Item href={paths.more} names={['more', 'settings', 'admin']} icon={<Ellipsis aria-hidden="true" />}>
        <span>{t('nav.more')}</span>
      </Item>
    </nav>
  )
}
