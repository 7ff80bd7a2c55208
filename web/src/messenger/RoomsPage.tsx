import { Search } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { useBeside } from '../ui/beside'
import { Conversation } from './Conversation'
import { RoomList } from './RoomList'

const NewRoom = lazy(() => import('./NewRoom'))

interface RoomsPageProps {
  roomId: string | undefined
  /** What belongs to the conversation and stands beside it, or alone where there is no room for both. */
  children?: ReactNode
  /** It needs all of the width, also where there would be room for both. */
  whole?: boolean
}

/** The list of conversations and, beside it or instead of it, the one that is open. */
export function RoomsPage({ roomId, children, whole }: RoomsPageProps) {
  const t = useT()
  const shown = useBeside().shown && !whole
  const [creating, setCreating] = useState(false)
  const none = useLive((live) => Object.keys(live.rooms).length === 0)
  const list = (
    <>
      <div className="row rooms-head">
        {roomId ? (
          <h2 className="grow rooms-title">{t('rooms.title')}</h2>
        ) : (
          <Heading className="grow rooms-title" title={t('rooms.title')} />
        )}
        <Button onPress={() => setCreating(true)}>
          {t('rooms.new')}
          <span className="sr">{t('rooms.new.label')}</span>
        </Button>
      </div>
      <RoomList current={roomId} />
      <Link className="find-all" href={paths.documents()}>
        <Search aria-hidden="true" className="icon" />
        {t('search.link')}
      </Link>
      {none && (
        <div className="empty">
          <p>
            <b>{t('rooms.empty')}</b>
            {t('rooms.empty.hint')}
          </p>
          <Button look="main" onPress={() => setCreating(true)}>
            {t('newRoom.start')}
          </Button>
        </div>
      )}
    </>
  )
  if (roomId && children) {
    return (
      <div className={shown ? 'chat open beside' : 'chat open alone'}>
        {shown && <Conversation key={roomId} roomId={roomId} beside />}
        <Suspense
          fallback={
            <main id="main" className="pane">
              <Patience />
            </main>
          }
        >
          {children}
        </Suspense>
      </div>
    )
  }
  return (
    <div className={roomId ? 'chat open' : 'chat'}>
      {roomId ? (
        <>
          <aside className="rooms" aria-label={t('rooms.title')}>
            {list}
          </aside>
          <Conversation key={roomId} roomId={roomId} />
        </>
      ) : (
        <main id="main" className="both">
          <div className="rooms">{list}</div>
          <p className="choose soft">{t('rooms.choose')}</p>
        </main>
      )}
      {creating && (
        <Suspense>
          <NewRoom onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </div>
  )
}
