import { ArrowLeft, FileText, Info } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { problemKey } from '../app/problem'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { CallLink } from '../calls/CallLink'
import { useT } from '../i18n'
import { PresenceWord } from '../presence/PresenceMark'
import { useHere } from '../presence/useHere'
import { useClient, useLive, useRoom } from '../realtime/context'
import type { Room } from '../realtime/law'
import type { CallError } from '../realtime/link'
import type { Message } from '../realtime/wire'
import { Button } from '../ui/Button'
import { Composer } from './Composer'
import { MessageLog } from './MessageLog'
import { PendingItem } from './PendingItem'
import { others } from './RoomList'
import { TypingLine } from './TypingLine'

const RoomDetails = lazy(() => import('./RoomDetails'))

/** What the composer is doing besides writing something new. */
export type Intent = { kind: 'reply' | 'edit'; message: Message } | null

interface ConversationProps {
  roomId: string
  /** It accompanies something else, which is what the screen is about. */
  beside?: boolean
}

/** One conversation: its head, what was said, and where one writes. */
export function Conversation({ roomId, beside = false }: ConversationProps) {
  const t = useT()
  const { sync } = useClient()
  const room = useRoom(roomId)
  const connected = useLive((live) => live.connection === 'connected')
  const [problem, setProblem] = useState<unknown>(null)
  const [intent, setIntent] = useState<Intent>(null)
  const [details, setDetails] = useState(false)

  const held = room !== undefined
  // Also when the room is taken away while it is open: the answer says whether it is gone for good.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!connected) return
    setProblem(null)
    sync.open(roomId).catch(setProblem)
  }, [sync, roomId, connected, held])
  useEffect(() => sync.enter(roomId), [sync, roomId])

  const Frame = beside ? 'aside' : 'main'
  const frame = beside
    ? { className: 'thread', 'aria-label': t('room.beside', { room: room?.summary.name ?? '' }) }
    : { className: 'thread', id: 'main' }

  const gone = (problem as CallError | null)?.code === 404
  if (!room) {
    return (
      <Frame {...frame}>
        <header className="thread-head">
          <Back />
          <Title beside={beside} title={gone ? t('app.notFound.title') : t('rooms.title')} className="grow" />
        </header>
        <div className="col">
          {gone ? <p>{t('room.gone')}</p> : <Patience />}
          <Unsent roomId={roomId} />
        </div>
      </Frame>
    )
  }
  return (
    <Frame {...frame}>
      <header className="thread-head">
        <Back />
        <div className="grow">
          <Title beside={beside} title={room.summary.name} className="thread-title clip" />
          <Subline room={room} />
        </div>
        <CallLink room={room} />
        {!beside && (
          <Link className="btn details" href={paths.roomDocuments(roomId)}>
            <FileText aria-hidden="true" className="icon only-s" />
            <span className="sr-s">{t('room.documents')}</span>
          </Link>
        )}
        <Button className="details" onPress={() => setDetails(true)}>
          <Info aria-hidden="true" className="icon only-s" />
          <span className="sr-s">{t('room.details')}</span>
        </Button>
      </header>
      {room.members ? (
        <MessageLog room={room} onIntent={setIntent} />
      ) : (
        <div className="log-frame">
          <div className="log">
            {problem ? <p>{t(problemKey(problem))}</p> : <Patience />}
            <Unsent roomId={roomId} />
          </div>
        </div>
      )}
      <footer className="thread-foot">
        <TypingLine roomId={roomId} />
        <Composer room={room} intent={intent} onDone={() => setIntent(null)} />
      </footer>
      {details && (
        <Suspense>
          <RoomDetails roomId={roomId} onClose={() => setDetails(false)} />
        </Suspense>
      )}
    </Frame>
  )
}

function Title({ beside, title, className }: { beside: boolean; title: string; className: string }) {
  if (beside) return <h2 className={className}>{title}</h2>
  return <Heading title={title} className={className} />
}

/** What was written in an earlier visit is shown before the room itself can be. */
function Unsent({ roomId }: { roomId: string }) {
  const rows = useLive(useShallow((live) => live.outbox.filter((row) => row.roomId === roomId)))
  return (
    <ol>
      {rows.map((row) => (
        <PendingItem key={row.cid} row={row} active />
      ))}
    </ol>
  )
}

function Back() {
  const t = useT()
  return (
    <Link className="btn bare back" href={paths.rooms} aria-label={t('room.back')}>
      <ArrowLeft aria-hidden="true" className="icon" />
    </Link>
  )
}

function Subline({ room }: { room: Room }) {
  const t = useT()
  const here = useHere(room)
  const me = useLive((live) => live.me.id)
  const { kind, memberCount } = room.summary
  const [partner, ...more] = kind === 'direct' ? others(room.summary, me) : []
  const presence = useLive((live) => (partner && more.length === 0 ? live.presence[partner] : undefined))
  if (partner && more.length === 0) return <PresenceWord presence={presence} />
  return (
    <p className="small soft clip">{[t('room.people', { count: memberCount }), here].filter(Boolean).join(', ')}</p>
  )
}
