import { useEffect, useSyncExternalStore } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { useOwnEngine } from '../calls/useOwnEngine'
import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { groupsOf } from '../sessions/groups'
import { DeskContext } from '../sessions/useDesk'
import { CallContext } from '../sessions/video'
import { isGoingOn } from '../sessions/wire'
import { Button } from '../ui/Button'
import type { GuestDesk } from './GuestDesk'
import { GuestLobby } from './GuestLobby'
import { GuestSession } from './GuestSession'
import type { GuestView } from './wire'

interface GuestStageProps {
  desk: GuestDesk
  onLeave(): void
}

/** Waiting, before the session begins, or in the middle of it: whatever the server says. */
export function GuestStage({ desk, onLeave }: GuestStageProps) {
  const { view } = useSyncExternalStore(desk.subscribe, desk.get)
  if (!view) return <Patience />
  if (view.state === 'waiting') return <Waiting view={view} onLeave={onLeave} />
  return <Inside desk={desk} view={view} onLeave={onLeave} />
}

function Inside({ desk, view, onLeave }: GuestStageProps & { view: GuestView }) {
  const t = useT()
  const say = useSay()
  const engine = useOwnEngine(view.roomId)
  useEffect(() => say(t('guest.in.said')), [say, t])
  const { session } = view
  // A guest is in no group: while the others talk among themselves nothing goes to and fro.
  useEffect(() => engine?.split(groupsOf(session)), [engine, session])
  if (!session) return <Patience />
  return (
    <DeskContext value={desk}>
      <CallContext value={engine}>
        {isGoingOn(session) ? (
          <GuestSession session={session} onLeave={onLeave} />
        ) : (
          <GuestLobby session={session} onLeave={onLeave} />
        )}
      </CallContext>
    </DeskContext>
  )
}

/** Says what happens next, and that there is nothing to be done. */
function Waiting({ view, onLeave }: { view: GuestView; onLeave(): void }) {
  const t = useT()
  const times = useTimes()
  return (
    <main className="gate">
      <p className="brand">{t('app.name')}</p>
      <div className="gate-card card">
        <Heading title={t('guest.waiting.title')} instead />
        <p role="status">{t('guest.waiting')}</p>
        <p>
          {view.begun
            ? t('guest.waiting.begun')
            : t('guest.waiting.begins', { time: times.timeIn(view.startsAt, 'Europe/Berlin') })}
        </p>
        <p>{t('guest.confidential')}</p>
        <p className="small soft">{t('guest.kept')}</p>
        <Button onPress={onLeave}>{t('guest.waiting.leave')}</Button>
      </div>
    </main>
  )
}
