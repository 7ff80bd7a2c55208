import { Hand, LogOut, Mic, MicOff, MonitorUp, Pause, Video, VideoOff } from 'lucide-react'
import { navigate } from '../app/router'
import { paths } from '../app/routes'
import { CaptionsControl, Control } from '../calls/Controls'
import type { CallEngine } from '../calls/engine/CallEngine'
import { useCallView } from '../calls/useCall'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { useNotice } from '../ui/Notice'
import { GuestDoor } from './guests/GuestDoor'
import { useAct, useOwnDesk } from './useDesk'
import { useSessionCall, VideoDoor } from './video'
import type { Session } from './wire'

const LAST_MINUTES_MS = 10 * 60_000

/** What one can always do. */
export function SessionBar({ session }: { session: Session }) {
  const t = useT()
  const act = useAct()
  const desk = useOwnDesk()
  const me = useLive((live) => live.me.id)
  const { engine, inside } = useSessionCall()
  const up = session.hands.includes(me)
  const agrees = session.agreeing.includes(me)
  const nearEnd = new Date(session.endsAt).getTime() - Date.now() < LAST_MINUTES_MS
  async function go() {
    void engine?.leave()
    await desk.leave().catch(() => undefined)
    navigate(paths.room(session.roomId))
  }
  return (
    <footer className="session-bar">
      <VideoDoor look="control" />
      {inside && engine && <Devices engine={engine} />}
      {inside && engine && <CaptionsControl engine={engine} />}
      <Button look="bare" aria-pressed={up} className={up ? 'on' : ''} onPress={() => act('hand', { up: !up })}>
        <Hand aria-hidden="true" />
        {t(up ? 'session.hand.down' : 'session.hand.up')}
      </Button>
      {session.phase === 'running' && (
        <Button look="bare" onPress={() => act('pause')}>
          <Pause aria-hidden="true" />
          {t('session.pause')}
        </Button>
      )}
      {nearEnd && !session.prolonged && (
        <Button look="bare" aria-pressed={agrees} onPress={() => act('overtime', { agrees: !agrees })}>
          {t('session.overtime', {
            count: session.agreeing.length,
            all: session.people.filter((one) => one.here).length,
          })}
        </Button>
      )}
      <GuestDoor look="control" />
      <Button look="bare" className="danger" onPress={go}>
        <LogOut aria-hidden="true" />
        {t('session.leave')}
      </Button>
    </footer>
  )
}

/** Microphone, camera and screen. */
export function Devices({ engine }: { engine: CallEngine }) {
  const t = useT()
  const notice = useNotice()
  const { muted, camera, sharing } = useCallView(engine, (view) => view.local)
  return (
    <>
      <Control
        icon={muted ? <MicOff /> : <Mic />}
        words={t(muted ? 'call.sound.off' : 'call.sound.on')}
        pressed={!muted}
        onPress={() => engine.mute(!muted)}
      />
      <Control
        icon={camera ? <Video /> : <VideoOff />}
        words={t(camera ? 'call.picture.on' : 'call.picture.off')}
        pressed={camera}
        onPress={() => void engine.show(!camera)}
      />
      <Control
        icon={<MonitorUp />}
        words={t(sharing ? 'call.screen.stop' : 'call.screen.start')}
        pressed={sharing}
        onPress={() =>
          sharing
            ? engine.floor.stopSharing()
            : void engine.floor.share(false).catch(() => notice(t('session.share.taken')))
        }
      />
    </>
  )
}
