import { useEffect, useState } from 'react'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useClient, useLive, useRoom } from '../realtime/context'
import { CallOver } from './CallOver'
import { CallStage } from './CallStage'
import { CallTest } from './CallTest'
import type { CallEngine } from './engine/CallEngine'
import { useCallView } from './useCall'
import { useOwnEngine } from './useOwnEngine'
import './calls.scss'

/** A call in a conversation: trying out the devices, then the call, then what comes after. */
export default function CallPage({ roomId }: { roomId: string }) {
  const t = useT()
  const client = useClient()
  const room = useRoom(roomId)
  const connected = useLive((live) => live.connection === 'connected')
  const [gone, setGone] = useState(false)
  const engine = useOwnEngine(roomId)

  useEffect(() => {
    // For the names.
    if (connected) client.sync.open(roomId).catch((error) => setGone(error.code === 404))
  }, [client, roomId, connected])

  if (!room) {
    return (
      <main id="main" className="col">
        <Heading title={gone ? t('app.notFound.title') : t('call.title')} />
        {gone ? <p>{t('room.gone')}</p> : <Patience />}
      </main>
    )
  }
  return (
    <main id="main" className="call">
      <header className="thread-head">
        <Link className="btn" href={paths.room(roomId)}>
          {t('call.back')}
        </Link>
        <Heading title={t('call.heading', { room: room.summary.name })} className="grow clip thread-title" />
      </header>
      {engine && <Phases key={engine.roomId} engine={engine} />}
    </main>
  )
}

function Phases({ engine }: { engine: CallEngine }) {
  const phase = useCallView(engine, (view) => view.phase)
  if (phase === 'in') return <CallStage engine={engine} />
  if (phase === 'over') return <CallOver engine={engine} />
  return <CallTest engine={engine} />
}
