import { Heading } from '../app/Heading'
import { Missing } from '../app/Missing'
import { Patience } from '../app/Patience'
import { useOwnEngine } from '../calls/useOwnEngine'
import { useT } from '../i18n'
import { useRoom } from '../realtime/context'
import { After } from './After'
import { Before } from './Before'
import { BesideCall } from './BesideCall'
import { Split } from './CallGroups'
import { Lobby } from './Lobby'
import { Running } from './Running'
import { CallContext } from './video'
import '../calls/calls.scss'
import './sessions.scss'
import { useGuestNames } from './guests/useGuests'
import { useMembers } from './people'
import type { SessionDesk } from './SessionDesk'
import { DeskContext, useDeskState, useNewDesk } from './useDesk'
import { isGoingOn, isOver, type Seen } from './wire'

/** The room of a round's session: before, in and after the 90 minutes. */
export default function SessionPage({ roomId }: { roomId: string }) {
  const desk = useNewDesk(roomId)
  const engine = useOwnEngine(roomId)
  useMembers(roomId)
  useGuestNames(desk)
  if (!desk) return <Patience />
  return (
    <DeskContext value={desk}>
      <CallContext value={engine}>
        {engine && <Split engine={engine} desk={desk} />}
        <Stage desk={desk} roomId={roomId} />
      </CallContext>
    </DeskContext>
  )
}

function Stage({ desk, roomId }: { desk: SessionDesk; roomId: string }) {
  const t = useT()
  const { seen, entered, missing } = useDeskState(desk)
  const room = useRoom(roomId)
  if (missing) return <Missing />
  if (!seen) return <Patience />
  const { session } = seen
  const name = room?.summary.name ?? t('session.title')
  if (session && isGoingOn(session) && entered) return <Running session={session} roomName={name} />
  return (
    <>
      <BesideCall />
      <Still seen={seen} entered={entered} roomId={roomId} roomName={name} />
    </>
  )
}

interface StillProps {
  seen: Seen
  entered: boolean
  roomId: string
  roomName: string
}

/** Before and after it. */
function Still({ seen, entered, roomId, roomName }: StillProps) {
  const t = useT()
  const { session } = seen
  if (session && !isOver(session)) return <Lobby session={session} roomName={roomName} />
  if (session && entered) return <After session={session} roomName={roomName} />
  return <Before seen={seen} roomId={roomId} roomName={roomName} heading={<Heading title={t('session.title')} />} />
}
