import { ListOrdered, NotebookPen } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { Captions } from '../calls/Captions'
import type { CallEngine } from '../calls/engine/CallEngine'
import { Picture } from '../calls/Picture'
import { useCallView } from '../calls/useCall'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Agenda } from './Agenda'
import { useChangesSaid } from './announce'
import { BesideCall } from './BesideCall'
import { CatchUp } from './CatchUp'
import { useSecondsLeft } from './clock'
import { Faces } from './Faces'
import { AtTheDoor } from './guests/AtTheDoor'
import { useFirstNames } from './people'
import { SessionBar } from './SessionBar'
import { Side } from './Side'
import { StepCard } from './StepCard'
import { useDesk, useDeskState } from './useDesk'
import { useSessionCall } from './video'
import { currentStep, type Session } from './wire'
import { Work } from './work/Work'

const Notes = lazy(() => import('./Notes'))

/** The room while the 90 minutes go on: left the agenda, in the middle whose turn it is and what is done, right what came of it. */
export function Running({ session, roomName }: { session: Session; roomName: string }) {
  const t = useT()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const { ahead } = useDeskState(useDesk())
  const left = useSecondsLeft(session.endsAt, ahead)
  const [agenda, setAgenda] = useState(false)
  const [notes, setNotes] = useState(false)
  useChangesSaid(session)
  const step = currentStep(session)
  if (!step) return null
  const leader = session.facilitator === me ? t('session.leader.me') : nameOf(session.facilitator)
  return (
    <div className={notes ? 'session with-notes' : 'session'}>
      <header className="session-head">
        <Link className="btn" href={paths.room(session.roomId)}>
          {t('session.back')}
        </Link>
        <div className="grow">
          <Heading title={session.title} className="clip" />
          <p className="small soft clip">
            {[roomName, t('session.week', { number: session.number }), t('session.leads', { name: leader })].join(
              ' · ',
            )}
          </p>
        </div>
        <p className="session-total">
          <b>{Math.ceil(left / 60)}</b> {t('session.minutesLeft')}
        </p>
        <Button
          look="bare"
          className="only-narrow"
          aria-label={t('session.notes')}
          aria-pressed={notes}
          onPress={() => setNotes(!notes)}
        >
          <NotebookPen aria-hidden="true" />
        </Button>
        <Button look="bare" className="only-narrow" aria-label={t('session.agenda')} onPress={() => setAgenda(true)}>
          <ListOrdered aria-hidden="true" />
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the window is low, also by keyboard */}
      <aside className="session-agenda" aria-label={t('session.agenda')} tabIndex={0}>
        <Agenda session={session} />
      </aside>
      <main id="main" className="session-main">
        <CatchUp session={session} />
        <BesideCall />
        <StepCard session={session} step={step} />
        <Work session={session} step={step} />
        <SharedScreen />
        <Faces session={session} />
        <ReadAlong />
        <AtTheDoor />
      </main>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <aside className="session-side" tabIndex={0} aria-label={t('session.side')}>
        {notes ? (
          <Suspense fallback={<Patience />}>
            <Notes roomId={session.roomId} onClose={() => setNotes(false)} />
          </Suspense>
        ) : (
          <Side session={session} onNotes={() => setNotes(true)} />
        )}
      </aside>
      <SessionBar session={session} />
      {agenda && (
        <Dialog title={t('session.agenda')} onClose={() => setAgenda(false)}>
          <Agenda session={session} />
        </Dialog>
      )}
    </div>
  )
}

/** What is said in the call, for those who read along. */
export function ReadAlong() {
  const { engine, inside } = useSessionCall()
  return inside && engine ? <Captions engine={engine} /> : null
}

/** The screen that somebody shows, above the faces. */
export function SharedScreen() {
  const t = useT()
  const { engine, inside } = useSessionCall()
  return inside && engine ? <Screen engine={engine} label={t('session.screen')} /> : null
}

function Screen({ engine, label }: { engine: CallEngine; label: string }) {
  const { apart, call, mine, peers } = useCallView(engine, ({ apart, call, mine, peers }) => ({
    apart,
    call,
    mine,
    peers,
  }))
  const sharer = call?.sharerId
  const screen = sharer && sharer !== mine && !apart.includes(sharer) ? peers[sharer]?.screen : undefined
  if (!screen) return null
  return (
    <figure className="call-screen session-screen">
      <Picture stream={screen} label={label} />
    </figure>
  )
}
