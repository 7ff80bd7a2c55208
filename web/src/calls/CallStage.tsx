import type { ReactNode } from 'react'
import { useState } from 'react'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { authorityName, isGuest } from '../realtime/wire'
import { Asked } from './Asked'
import { Captions } from './Captions'
import { Controls } from './Controls'
import type { CallEngine } from './engine/CallEngine'
import { stageFirst } from './engine/floor'
import { ownFirst } from './engine/groups'
import { OwnGroup } from './OwnGroup'
import { Picture } from './Picture'
import { RealTimeText } from './RealTimeText'
import { RecordingLine } from './RecordingLine'
import { Tile } from './Tile'
import { useCallView } from './useCall'
import { useCallNews } from './useCallNews'

interface CallStageProps {
  engine: CallEngine
  /** What stands above the faces, such as whose turn it is. */
  children?: ReactNode
}

/** The faces, or the screen that is shown and the faces beside it; the controls below. */
export function CallStage({ engine, children }: CallStageProps) {
  const t = useT()
  const { apart, call, mine, peers, reduced, safetyCode } = useCallView(
    engine,
    ({ apart, call, mine, peers, reduced, safetyCode }) => ({ apart, call, mine, peers, reduced, safetyCode }),
  )
  const people = useLive((live) => live.people)
  const [writing, setWriting] = useState(false)
  useCallNews(engine)
  if (!call || !mine) return null
  const nameOf = (id: string) => {
    const person = call.participants.find((one) => one.id === id)?.personId
    return (person && people[person]?.name) || t(person && isGuest(person) ? 'guest.mark' : 'common.formerMember')
  }
  const hands = call.participants
    .filter((one) => one.handAt)
    .sort((a, b) => ((a.handAt ?? '') < (b.handAt ?? '') ? -1 : 1))
  const sharer = call.sharerId && !apart.includes(call.sharerId) ? call.sharerId : undefined
  const screen = sharer ? (sharer === mine ? 'own' : peers[sharer]?.screen) : undefined
  return (
    <>
      <div className={writing ? 'call-body writing' : 'call-body'}>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where there is little room, also by keyboard
          tabIndex={0}
          className={screen ? 'call-faces with-screen' : 'call-faces'}
          aria-label={t('call.people')}
        >
          {children}
          <RecordingLine engine={engine} />
          <OwnGroup engine={engine} />
          <Asked engine={engine} />
          {call.mode !== 'mesh' && (
            <p className="small soft" role="status">
              {t(call.mode === 'stage' ? 'call.stage.hint' : 'call.server.hint')}
            </p>
          )}
          {screen === 'own' && <p className="call-screen own">{t('call.screen.own')}</p>}
          {screen && screen !== 'own' && (
            <figure className="call-screen">
              <Picture stream={screen} label={t('call.screen.of', { name: nameOf(call.sharerId ?? '') })} />
              <figcaption>{t('call.screen.of', { name: nameOf(call.sharerId ?? '') })}</figcaption>
            </figure>
          )}
          <ul className={`call-grid n${call.participants.length}`}>
            {stageFirst(ownFirst(call.participants, apart), call.stageId).map((one) => (
              <Tile
                key={one.id}
                engine={engine}
                participant={one}
                name={nameOf(one.id)}
                authority={authorityName(people[one.personId])}
                hand={hands.indexOf(one) + 1}
              />
            ))}
          </ul>
          <Captions engine={engine} />
          {call.participants.length === 1 && <p className="soft call-alone">{t('call.alone')}</p>}
          {reduced !== 'no' && (
            <p role="status" className="small">
              {t(reduced === 'smaller' ? 'call.reduced.smaller' : 'call.reduced.soundOnly')}
            </p>
          )}
          {safetyCode && (
            <p className="small soft">
              {t('call.safety')} <strong className="call-code">{safetyCode}</strong>
              <span className="block">{t('call.safety.hint')}</span>
            </p>
          )}
        </section>
        {writing && <RealTimeText engine={engine} nameOf={nameOf} onClose={() => setWriting(false)} />}
      </div>
      <Controls engine={engine} call={call} mine={mine} nameOf={nameOf} writing={writing} onWriting={setWriting} />
    </>
  )
}
