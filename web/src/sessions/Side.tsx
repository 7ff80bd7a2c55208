import { useState } from 'react'
import { RealTimeText } from '../calls/RealTimeText'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { useFirstNames } from './people'
import { useSessionCall } from './video'
import type { Session } from './wire'

/** Who wants to speak, what was promised, and the way to the notes. */
export function Side({ session, onNotes }: { session: Session; onNotes(): void }) {
  const t = useT()
  const nameOf = useFirstNames()
  const { engine, inside } = useSessionCall()
  const call = useLive((live) => live.calls[session.roomId]?.call)
  const [writing, setWriting] = useState(false)
  if (writing && inside && engine) {
    const speaker = (id: string) => nameOf(call?.participants.find((one) => one.id === id)?.personId ?? '')
    return <RealTimeText engine={engine} nameOf={speaker} onClose={() => setWriting(false)} />
  }
  return (
    <>
      {inside && (
        <p className="sec-small">
          <Button onPress={() => setWriting(true)}>{t('call.text')}</Button>
        </p>
      )}
      <h2 className="small soft">{t('session.hands')}</h2>
      {session.hands.length === 0 ? (
        <p className="soft">{t('session.hands.none')}</p>
      ) : (
        <>
          <ol className="hands">
            {session.hands.map((id) => (
              <li key={id}>{nameOf(id)}</li>
            ))}
          </ol>
          {session.hands.length > 1 && !session.turn.endsAt && <p className="small soft">{t('session.hands.order')}</p>}
        </>
      )}
      <h2 className="small soft">{t('session.commitments')}</h2>
      {session.commitments.length === 0 ? (
        <p className="soft">{t('session.commitments.none')}</p>
      ) : (
        <ul className="hands">
          {session.commitments.map((one) => (
            <li key={one.personId}>
              <b>{nameOf(one.personId)}:</b> {one.text}
            </li>
          ))}
        </ul>
      )}
      <p className="sec">
        <Button onPress={onNotes}>{t('session.notes')}</Button>
      </p>
    </>
  )
}
