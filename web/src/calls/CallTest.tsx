import { CircleDot } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Switch } from 'react-aria-components/Switch'
import { useStore } from 'zustand'
import { type MessageKey, Sentence, useT } from '../i18n'
import { useClient, useLive } from '../realtime/context'
import { isGuest } from '../realtime/wire'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Field'
import type { CallEngine } from './engine/CallEngine'
import type { DeviceProblem } from './engine/media'
import { Picture } from './Picture'
import { useCallView, useRoomCall } from './useCall'

const PROBLEMS: Record<'sound' | 'picture', Record<DeviceProblem, MessageKey>> = {
  sound: { refused: 'call.sound.refused', missing: 'call.sound.missing', busy: 'call.sound.busy' },
  picture: { refused: 'call.picture.refused', missing: 'call.picture.missing', busy: 'call.picture.busy' },
}

/** Before joining: how one looks and sounds, and who is there. */
export function CallTest({ engine }: { engine: CallEngine }) {
  const t = useT()
  const { calls } = useClient()
  const { media } = engine
  const local = useCallView(engine, (view) => view.local)
  const joining = useCallView(engine, (view) => view.phase === 'joining')
  // Devices and problems are told together with the local state.
  useStore(engine.store, (view) => view.local)

  useEffect(() => {
    void media.open(false, true)
  }, [media])

  const recording = useRoomCall(engine.roomId)?.recording
  const recorded = recording?.on === true

  async function join() {
    calls.take(engine)
    await engine.join(recorded ? recording.id : undefined)
  }

  return (
    <div className="col call-test">
      <div className="call-test-picture">
        {media.tracks.picture ? (
          <Picture track={media.tracks.picture} mirrored label={t('call.test.picture')} />
        ) : (
          <p className="soft">{t('call.test.noPicture')}</p>
        )}
      </div>
      <div className="fields">
        <WhoIsThere roomId={engine.roomId} />
        {recorded && <Recorded roomId={engine.roomId} />}
        <Level engine={engine} />
        {media.problem.sound && <p className="danger">{t(PROBLEMS.sound[media.problem.sound])}</p>}
        {media.problem.picture && <p className="danger">{t(PROBLEMS.picture[media.problem.picture])}</p>}
        <Switch className="switch" isSelected={!local.muted} onChange={(on) => media.mute(!on)}>
          <span className="track" aria-hidden="true" />
          {t('call.test.sound')}
        </Switch>
        <Switch className="switch" isSelected={local.camera} onChange={(on) => void media.show(on)}>
          <span className="track" aria-hidden="true" />
          {t('call.test.camera')}
        </Switch>
        <DeviceChoice engine={engine} kind="sound" label={t('call.sound.device')} />
        <DeviceChoice engine={engine} kind="picture" label={t('call.picture.device')} />
        <div className="row wrap">
          <Button look="main" busy={joining} onPress={() => void join()}>
            {t(recorded ? 'call.join.recorded' : 'call.join')}
          </Button>
          {local.camera && (
            <Button
              busy={joining}
              onPress={async () => {
                await media.show(false)
                await join()
              }}
            >
              {t(recorded ? 'call.join.recorded.soundOnly' : 'call.join.soundOnly')}
            </Button>
          )}
        </div>
        <p className="small soft">{t('call.mode.mesh')}</p>
      </div>
    </div>
  )
}

function WhoIsThere({ roomId }: { roomId: string }) {
  const t = useT()
  const call = useRoomCall(roomId)
  const people = useLive((live) => live.people)
  const names = (call?.participants ?? []).map(
    (one) => people[one.personId]?.name ?? t(isGuest(one.personId) ? 'guest.mark' : 'common.formerMember'),
  )
  if (names.length === 0) return <p>{t('call.test.nobody')}</p>
  return (
    <p>
      <Sentence id="call.test.there" values={{ count: names.length, names: names.join(', ') }} />
    </p>
  )
}

/** Who joins while a recording goes on agrees to it by joining, and knows so before. */
function Recorded({ roomId }: { roomId: string }) {
  const t = useT()
  const call = useRoomCall(roomId)
  const by = call?.participants.find(({ id }) => id === call.recording?.byId)?.personId
  const name = useLive((live) => (by ? live.people[by]?.name : undefined)) ?? t('common.formerMember')
  return (
    <div className="call-recording on" role="status">
      <div>
        <p>
          <CircleDot aria-hidden="true" className="icon" />
          <b>{t('call.recording.on', { name })}</b>
        </p>
        <p className="small">{t('call.recording.door', { name })}</p>
      </div>
    </div>
  )
}

export function DeviceChoice(props: { engine: CallEngine; kind: 'sound' | 'picture'; label: string }) {
  const { engine, kind, label } = props
  const t = useT()
  useStore(engine.store, (view) => view.local)
  const { devices, tracks } = engine.media
  if (devices[kind].length < 2) return null
  const current = tracks[kind]?.getSettings().deviceId ?? devices[kind][0]?.deviceId ?? ''
  const options = devices[kind].map((device, at) => ({
    value: device.deviceId,
    label: device.label || t('call.device.unnamed', { number: at + 1 }),
  }))
  return (
    <Choice
      label={label}
      value={current}
      options={options}
      onChange={(value) => void engine.media.choose(kind, value)}
    />
  )
}

const LEVEL_MS = 120
const FULL_LEVEL = 0.25

/** How loud the microphone is, as a bar and, where it is silent, in words. */
function Level({ engine }: { engine: CallEngine }) {
  const t = useT()
  const bar = useRef<HTMLMeterElement>(null)
  const [heard, setHeard] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => {
      const { level } = engine.media
      if (bar.current) bar.current.value = Math.min(1, level / FULL_LEVEL)
      if (level > 0.02) setHeard(true)
    }, LEVEL_MS)
    return () => clearInterval(timer)
  }, [engine])
  return (
    <div className="field">
      <span>{t('call.test.level')}</span>
      <meter ref={bar} min={0} max={1} value={0} aria-label={t('call.test.level')} />
      <p role="status" className="small soft">
        {t(heard ? 'call.test.heard' : 'call.test.speak')}
      </p>
    </div>
  )
}
