import { useEffect, useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { Heading } from '../app/Heading'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { Sentence, type Translate, useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { AfterWork } from '../presence/AfterWork'
import { useHere } from '../presence/useHere'
import { useClient, useLive } from '../realtime/context'
import { offsetOf, type Room } from '../realtime/law'
import { NextSession } from '../rounds/NextSession'
import { Avatar } from '../ui/Avatar'
import { Button } from '../ui/Button'
import { PendingItem } from './PendingItem'
import { plainText } from './plain'
import { latestFirst } from './RoomList'

const PREFETCHED = 6
const FACES = 6

/** What is for me now. Finite: it ends with a sentence. */
export function Today() {
  const t = useT()
  const times = useTimes()
  const { sync } = useClient()
  const me = useLive((live) => live.me)
  const rooms = useLive((live) => live.rooms)
  const connected = useLive((live) => live.connection === 'connected')
  const afterWork = useLive((live) => live.afterWork)
  const all = useMemo(() => Object.values(rooms).sort(latestFirst), [rooms])
  const round = all.find((room) => room.summary.kind === 'round')
  const toMe = all.filter((room) => room.summary.mentions > 0)
  const unread = all.filter((room) => room.summary.unread > 0 && room.summary.mentions === 0)
  const now = new Date()

  // The words of what is for me, and the faces of my round, are worth being here before one asks.
  const wanted = [...(round ? [round] : []), ...toMe, ...unread]
    .slice(0, PREFETCHED)
    .map((room) => room.summary.id)
    .join(' ')
  useEffect(() => {
    if (!connected || wanted === '') return
    for (const id of wanted.split(' ')) sync.open(id).catch(() => undefined)
  }, [sync, connected, wanted])

  const failed = useLive(useShallow((live) => live.outbox.filter((row) => row.state === 'failed')))
  const quiet = toMe.length === 0 && unread.length === 0
  return (
    <main id="main" className="col">
      <p className="soft">{times.longDay(now)}</p>
      <Heading title={t('nav.today')}>{greeting(t, now, me.name)}</Heading>
      <AfterWork />
      {round && <RoundCard room={round} />}
      {failed.length > 0 && (
        <section className="sec" aria-labelledby="failed">
          <h2 id="failed">{t('today.failed')}</h2>
          <ol>
            {failed.map((row) => (
              <PendingItem key={row.cid} row={row} active />
            ))}
          </ol>
        </section>
      )}
      {!afterWork && toMe.length > 0 && (
        <section className="sec" aria-labelledby="to-you">
          <h2 id="to-you">{t('today.toYou')}</h2>
          <ul className="list">
            {toMe.map((room) => (
              <ToMe key={room.summary.id} room={room} me={me.id} />
            ))}
          </ul>
        </section>
      )}
      {!afterWork && unread.length > 0 && (
        <section className="sec" aria-labelledby="in-rooms">
          <h2 id="in-rooms">{t('today.rooms')}</h2>
          <div className="stack">
            {unread.map((room) => (
              <UnreadCard key={room.summary.id} room={room} />
            ))}
          </div>
        </section>
      )}
      {all.length === 0 ? (
        <div className="end">
          <b>{t('today.empty')}</b>
          <p>{t('today.empty.hint')}</p>
          <Link className="btn main" href={paths.rooms}>
            {t('newRoom.start')}
          </Link>
        </div>
      ) : (
        <p className="end">
          <b>{t(afterWork ? 'today.end.work' : 'today.end')}</b>
          {t(afterWork ? 'today.end.work.hint' : quiet ? 'today.end.hint' : 'today.end.rest')}
        </p>
      )}
    </main>
  )
}

function greeting(t: Translate, now: Date, name: string): string {
  const first = { name: name.split(' ')[0] ?? name }
  if (now.getHours() < 11) return t('today.morning', first)
  return now.getHours() < 18 ? t('today.day', first) : t('today.evening', first)
}

function RoundCard({ room }: { room: Room }) {
  const t = useT()
  const faces = room.members?.slice(0, FACES) ?? []
  const here = useHere(room)
  return (
    <section className="card round-card" aria-labelledby="round">
      <div className="row">
        <div className="grow">
          <p className="small soft">
            {[t('today.round'), t('today.round.members', { count: room.summary.memberCount }), here]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <h2 id="round" className="card-title">
            {room.summary.name}
          </h2>
        </div>
        <span className="faces">
          {faces.map((member) => (
            <Avatar key={member.id} id={member.id} name={member.name} />
          ))}
        </span>
      </div>
      <NextSession roomId={room.summary.id} />
      <p className="row card-actions">
        <Link className="btn main" href={paths.session(room.summary.id)}>
          {t('today.round.session')}
        </Link>
        <Link className="btn" href={paths.room(room.summary.id)}>
          {t('today.round.open')}
        </Link>{' '}
        <Link className="btn" href={paths.roundDates(room.summary.id)}>
          {t('rounds.dates')}
        </Link>
      </p>
    </section>
  )
}

function ToMe({ room, me }: { room: Room; me: string }) {
  const times = useTimes()
  const { summary } = room
  const message = room.messages.findLast(
    (known) => offsetOf(known) > summary.readOffset && known.mentions?.includes(me) && known.authorId !== me,
  )
  const author = useLive((live) => (message ? live.people[message.authorId] : undefined))
  return (
    <li>
      <Avatar id={author?.id ?? summary.id} name={author?.name ?? summary.name} />
      <div className="grow">
        <Link href={paths.room(summary.id)} className="cover">
          {author && summary.mentions === 1 ? (
            <Sentence
              id={summary.kind === 'direct' ? 'today.asks.direct' : 'today.asks'}
              values={{ name: author.name, room: summary.name }}
            />
          ) : (
            <Sentence id="today.mentions" values={{ count: summary.mentions, room: summary.name }} />
          )}
        </Link>
        {message && <p className="clip">„{plainText(message.text)}“</p>}
      </div>
      {message && <span className="small soft">{times.short(message.at)}</span>}
    </li>
  )
}

function UnreadCard({ room }: { room: Room }) {
  const t = useT()
  const { sync } = useClient()
  const { summary } = room
  const newest = room.messages.findLast((message) => !message.deleted)
  const author = useLive((live) => (newest ? live.people[newest.authorId]?.name : undefined))
  return (
    <article className="card">
      <div className="row">
        <h3 className="grow">{summary.name}</h3>
        <span className="tag">{t('today.unread', { count: summary.unread })}</span>
      </div>
      {newest && (
        <p className="soft clip">
          {author && summary.kind !== 'direct'
            ? t('announce.one', { author, text: plainText(newest.text) })
            : plainText(newest.text)}
        </p>
      )}
      <div className="row card-actions">
        <Link className="btn" href={paths.room(summary.id)} aria-label={`${t('today.read')}: ${summary.name}`}>
          {t('today.read')}
        </Link>
        <Button
          look="bare"
          aria-label={t('today.markRead.of', { room: summary.name })}
          onPress={() => sync.read(summary.id).catch(() => undefined)}
        >
          {t('today.markRead')}
        </Button>
      </div>
    </article>
  )
}
