import { Hand, MicOff } from 'lucide-react'
import { type MessageKey, useT } from '../i18n'
import { Avatar } from '../ui/Avatar'
import { AskButton } from './AskButton'
import type { CallEngine } from './engine/CallEngine'
import { isSeen } from './engine/floor'
import type { Rung } from './engine/ladder'
import { Picture } from './Picture'
import { useCallView } from './useCall'
import { useWhereabouts } from './whereabouts'
import type { Participant } from './wire'

const STAGES: Record<Exclude<Rung, 'connected'>, MessageKey> = {
  connecting: 'call.stage.connecting',
  waiting: 'call.stage.waiting',
  restarting: 'call.stage.restarting',
  renewing: 'call.stage.renewing',
  relay: 'call.stage.relay',
  lost: 'call.stage.lost',
}

interface TileProps {
  engine: CallEngine
  participant: Participant
  name: string
  authority: string
  /** Place among the raised hands; 0 for none. */
  hand: number
}

/** One person: their picture or initials, who they are, and how they are just now. */
export function Tile({ engine, participant, name, authority, hand }: TileProps) {
  const t = useT()
  const { id, personId, muted, camera, here } = participant
  const mine = useCallView(engine, (view) => view.mine === id)
  const speaking = useCallView(engine, (view) => view.speaking.includes(id))
  const peer = useCallView(engine, (view) => view.peers[id])
  const sending = useCallView(engine, (view) => view.sending)
  const apart = useCallView(engine, (view) => view.apart.includes(id))
  const onStage = useCallView(engine, ({ call }) => call?.mode === 'stage' && call.stageId === id)
  const whereabouts = useWhereabouts(engine, personId)
  useCallView(engine, (view) => view.local)
  const track = engine.media.tracks.picture
  const connected = mine || peer?.rung === 'connected'
  const seen = useCallView(engine, ({ call }) => isSeen(call, id))
  const shown = seen && (mine ? track !== null : camera && connected && !apart)
  // Over a media server nothing is there of them before they send.
  const coming = here && !apart ? 'connecting' : 'connected'
  const rung = (mine ? sending : (peer?.rung ?? coming)) ?? 'connected'
  const state = rung !== 'connected' ? t(STAGES[rung]) : here ? '' : t('call.away')
  return (
    <li
      className={['call-tile', apart && 'apart', speaking && !apart && 'speaking', onStage && 'on-stage']
        .filter(Boolean)
        .join(' ')}
    >
      {mine && shown && track && <Picture track={track} mirrored label={t('call.picture.own')} />}
      {!mine && shown && peer && <Picture stream={peer.stream} label={t('call.picture.of', { name })} />}
      {!shown && <Avatar id={personId} name={name} />}
      {!mine && !muted && here && !apart && <AskButton engine={engine} participantId={id} name={name} />}
      <p className="call-caption">
        <b>{mine ? t('common.you') : name}</b>
        <span className="clip grow">{authority}</span>
        {speaking && <span className="sr">{t('call.speaks')}</span>}
        {hand > 0 && (
          <span className="call-mark">
            <Hand aria-hidden="true" className="icon" />
            {t('call.hand.place', { place: hand })}
          </span>
        )}
        {muted && (
          <span className="call-mark">
            <MicOff aria-hidden="true" className="icon" />
            <span className="sr">{t('call.muted')}</span>
          </span>
        )}
        {state && <span className="call-mark">{state}</span>}
        {apart && <span className="call-where">{whereabouts}</span>}
      </p>
    </li>
  )
}
