import { ListOrdered, LogOut, Text } from 'lucide-react'
import { useState } from 'react'
import { Heading } from '../app/Heading'
import { RealTimeText } from '../calls/RealTimeText'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Agenda } from '../sessions/Agenda'
import { useChangesSaid } from '../sessions/announce'
import { BesideCall } from '../sessions/BesideCall'
import { useSecondsLeft } from '../sessions/clock'
import { Faces } from '../sessions/Faces'
import { useFirstNames } from '../sessions/people'
import { ReadAlong, SharedScreen } from '../sessions/Running'
import { Devices } from '../sessions/SessionBar'
import { StepCard } from '../sessions/StepCard'
import { useDesk, useDeskState } from '../sessions/useDesk'
import { useSessionCall, VideoDoor } from '../sessions/video'
import { currentStep, type Session } from '../sessions/wire'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { useMedia } from '../ui/useMedia'
import { Shown } from './Shown'

/** From here on agenda and side stand beside, see sessions.scss. */
const WIDE = '(min-width: 68.75em)'

/** The room as a guest sees it: agenda, step, turn, time, what has come to light, the call. */
export function GuestSession({ session, onLeave }: { session: Session; onLeave(): void }) {
  const t = useT()
  const nameOf = useFirstNames()
  const { ahead } = useDeskState(useDesk())
  const left = useSecondsLeft(session.endsAt, ahead)
  const { engine, inside } = useSessionCall()
  const wide = useMedia(WIDE)
  const [open, setOpen] = useState<'agenda' | 'text' | null>(null)
  useChangesSaid(session)
  const step = currentStep(session)
  if (!step) return null
  return (
    <div className="session">
      <header className="session-head">
        <div className="grow">
          <Heading title={session.title} className="clip" instead />
          <p className="small soft clip">
            {[t('guest.you'), t('session.leads', { name: nameOf(session.facilitator) })].join(' · ')}
          </p>
        </div>
        <p className="session-total">
          <b>{Math.ceil(left / 60)}</b> {t('session.minutesLeft')}
        </p>
        <Button look="bare" className="only-narrow" aria-label={t('session.agenda')} onPress={() => setOpen('agenda')}>
          <ListOrdered aria-hidden="true" />
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <aside className="session-agenda" tabIndex={0} aria-label={t('session.agenda')}>
        <Agenda session={session} />
      </aside>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <main id="main" className="session-main" tabIndex={0}>
        <BesideCall />
        <StepCard session={session} step={step} />
        <Shown session={session} step={step} />
        <SharedScreen />
        <Faces session={session} />
        <ReadAlong />
      </main>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <aside className="session-side" tabIndex={0} aria-label={t('session.hands')}>
        {open === 'text' && wide ? (
          <Typed session={session} onClose={() => setOpen(null)} />
        ) : (
          <Hands session={session} />
        )}
      </aside>
      <footer className="session-bar">
        <VideoDoor look="control" />
        {inside && engine && <Devices engine={engine} />}
        {inside && (
          <Button
            look="bare"
            aria-pressed={open === 'text'}
            className={open === 'text' ? 'on' : ''}
            onPress={() => setOpen(open === 'text' ? null : 'text')}
          >
            <Text aria-hidden="true" />
            {t('call.text')}
          </Button>
        )}
        <Button look="bare" className="danger" onPress={onLeave}>
          <LogOut aria-hidden="true" />
          {t('session.leave')}
        </Button>
      </footer>
      {open === 'agenda' && (
        <Dialog title={t('session.agenda')} onClose={() => setOpen(null)}>
          <Agenda session={session} />
        </Dialog>
      )}
      {open === 'text' && !wide && (
        <Dialog title={t('call.text')} onClose={() => setOpen(null)}>
          <Typed session={session} />
        </Dialog>
      )}
    </div>
  )
}

function Hands({ session }: { session: Session }) {
  const t = useT()
  const nameOf = useFirstNames()
  return (
    <>
      <h2 className="small soft">{t('session.hands')}</h2>
      {session.hands.length === 0 ? (
        <p className="soft">{t('session.hands.none')}</p>
      ) : (
        <ol className="hands">
          {session.hands.map((id) => (
            <li key={id}>{nameOf(id)}</li>
          ))}
        </ol>
      )}
    </>
  )
}

/** What is typed in the call, beside the session where there is room. */
function Typed({ session, onClose }: { session: Session; onClose?(): void }) {
  const nameOf = useFirstNames()
  const { engine, inside } = useSessionCall()
  const call = useLive((live) => live.calls[session.roomId]?.call)
  if (!engine || !inside) return null
  const speaker = (id: string) => nameOf(call?.participants.find((one) => one.id === id)?.personId ?? '')
  return <RealTimeText engine={engine} nameOf={speaker} onClose={onClose} />
}
