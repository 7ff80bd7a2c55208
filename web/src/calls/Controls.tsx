import {
  Captions,
  CircleDot,
  Hand,
  LogOut,
  Mic,
  MicOff,
  MonitorUp,
  Settings2,
  Text,
  Video,
  VideoOff,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Toolbar } from 'react-aria-components/Toolbar'
import { useT } from '../i18n'
import type { CallError } from '../realtime/link'
import { Button } from '../ui/Button'
import { Confirm, Dialog } from '../ui/Dialog'
import { useNotice } from '../ui/Notice'
import { DeviceChoice } from './CallTest'
import type { CallEngine } from './engine/CallEngine'
import { tapeKind } from './engine/tape'
import { StageControl } from './StageControl'
import { useCallView } from './useCall'
import type { Call } from './wire'

interface ControlsProps {
  engine: CallEngine
  call: Call
  mine: string
  nameOf(id: string): string
  writing: boolean
  onWriting(writing: boolean): void
}

/** What one can do in a call, in one row. */
export function Controls({ engine, call, mine, nameOf, writing, onWriting }: ControlsProps) {
  const t = useT()
  const notice = useNotice()
  const { muted, camera, sharing } = useCallView(engine, (view) => view.local)
  const [taking, setTaking] = useState(false)
  const [devices, setDevices] = useState(false)
  const [recording, setRecording] = useState(false)
  const hand = call.participants.find((one) => one.id === mine)?.handAt !== undefined
  const other = call.sharerId && call.sharerId !== mine ? call.sharerId : undefined

  function share(takeOver: boolean) {
    engine.floor.share(takeOver).catch((error: CallError) => {
      if (error.code === 409) setTaking(true)
      else notice(t('problem.other'))
    })
  }

  function record() {
    setRecording(false)
    // Somebody else was faster: then their question is on the screen.
    engine.request('record').catch(({ code }: CallError) => code !== 409 && notice(t('problem.other')))
  }

  return (
    <Toolbar className="call-controls" aria-label={t('call.controls')}>
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
      <StageControl engine={engine} call={call} mine={mine} nameOf={nameOf} />
      <Control
        icon={<MonitorUp />}
        words={t(sharing ? 'call.screen.stop' : 'call.screen.start')}
        pressed={sharing}
        onPress={() => (sharing ? engine.floor.stopSharing() : other ? setTaking(true) : share(false))}
      />
      <Control
        icon={<Hand />}
        words={t(hand ? 'call.hand.down' : 'call.hand.up')}
        pressed={hand}
        onPress={() => engine.raiseHand(!hand)}
      />
      <Control icon={<Text />} words={t('call.text')} pressed={writing} onPress={() => onWriting(!writing)} />
      <CaptionsControl engine={engine} />
      {tapeKind() && !call.recording && (
        <Control icon={<CircleDot />} words={t('call.recording.start')} onPress={() => setRecording(true)} />
      )}
      <Control icon={<Settings2 />} words={t('call.devices')} onPress={() => setDevices(true)} />
      <Control icon={<LogOut />} words={t('call.leave')} danger onPress={() => void engine.leave()} />
      {taking && (
        <Confirm
          title={t('call.screen.take')}
          sentence={t('call.screen.take.sure', { name: other ? nameOf(other) : t('call.somebody') })}
          verb={t('call.screen.take.verb')}
          onConfirm={() => share(true)}
          onClose={() => setTaking(false)}
        />
      )}
      {recording && (
        <Dialog
          title={t('call.recording.start')}
          onClose={() => setRecording(false)}
          actions={
            <>
              <Button onPress={() => setRecording(false)}>{t('common.cancel')}</Button>
              <Button look="main" onPress={record}>
                {t('call.recording.ask')}
              </Button>
            </>
          }
        >
          <p>{t('call.recording.sure')}</p>
        </Dialog>
      )}
      {devices && (
        <Dialog title={t('call.devices')} onClose={() => setDevices(false)}>
          <div className="fields">
            <DeviceChoice engine={engine} kind="sound" label={t('call.sound.device')} />
            <DeviceChoice engine={engine} kind="picture" label={t('call.picture.device')} />
            <p className="small soft">{t('call.devices.hint')}</p>
          </div>
        </Dialog>
      )}
    </Toolbar>
  )
}

/** Shows captions or not; there where somebody writes some. */
export function CaptionsControl({ engine }: { engine: CallEngine }) {
  const t = useT()
  const reading = useCallView(engine, (view) => view.reading)
  const written = useCallView(engine, ({ call }) => call?.participants.some((one) => one.captions) ?? false)
  if (!reading && !written) return null
  return (
    <Control
      icon={<Captions />}
      words={t('call.captions')}
      pressed={reading}
      onPress={() => engine.store.setState({ reading: !reading })}
    />
  )
}

interface ControlProps {
  icon: ReactNode
  words: string
  pressed?: boolean
  danger?: boolean
  onPress(): void
}

/** One thing to do, as a picture with its word below. */
export function Control({ icon, words, pressed, danger, onPress }: ControlProps) {
  return (
    <Button look="bare" className={danger ? 'call-control danger' : 'call-control'} data-on={pressed} onPress={onPress}>
      <span aria-hidden="true">{icon}</span>
      {words}
    </Button>
  )
}
