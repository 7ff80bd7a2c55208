import { CircleDot } from 'lucide-react'
import { useEffect } from 'react'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { useNotice } from '../ui/Notice'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import type { CallEngine } from './engine/CallEngine'
import { useRecordingSaid } from './recordingNews'
import { useCallView } from './useCall'
import type { Call, Recording } from './wire'

/** That a recording goes on, or that somebody asks for one; in sight of all who are in the call at all times. */
export function RecordingLine({ engine }: { engine: CallEngine }) {
  const { call, mine } = useCallView(engine, ({ call, mine }) => ({ call, mine }))
  useKeptSaid(engine)
  useRecordingSaid(engine)
  if (!call?.recording || !mine) return null
  return <Line engine={engine} call={call} recording={call.recording} mine={mine} />
}

interface LineProps {
  engine: CallEngine
  call: Call
  recording: Recording
  mine: string
}

function Line({ engine, call, recording, mine }: LineProps) {
  const t = useT()
  const people = useLive((live) => live.people)
  const { busy, problem, run } = useAction()
  const nameOf = (id: string) => {
    const person = call.participants.find((one) => one.id === id)?.personId
    return (person && people[person]?.name) || t('common.formerMember')
  }
  const { agreed, byId, on } = recording
  const own = byId === mine
  const asked = !on && !agreed.includes(mine)
  const missing = call.participants.filter(({ id }) => !agreed.includes(id)).map(({ id }) => nameOf(id))
  const answer = (agrees: boolean) => run(() => engine.consent(agrees))
  return (
    <section className={on ? 'call-recording on' : 'call-recording'} aria-label={t('call.recording')}>
      <div className="grow">
        <p>
          {on && <CircleDot aria-hidden="true" className="icon" />}
          <b>{words()}</b>
        </p>
        <p className="small">{hint()}</p>
        <ProblemLine>{problem}</ProblemLine>
      </div>
      {asked && (
        <Button busy={busy} onPress={() => answer(true)}>
          {t('call.recording.agree')}
        </Button>
      )}
      <Button busy={busy} onPress={() => answer(false)}>
        {t(on ? 'call.recording.end' : asked ? 'call.recording.decline' : 'call.recording.takeBack')}
      </Button>
    </section>
  )

  function words(): string {
    if (on) return own ? t('call.recording.on.own') : t('call.recording.on', { name: nameOf(byId) })
    return own ? t('call.recording.asked.own') : t('call.recording.asked', { name: nameOf(byId) })
  }

  function hint(): string {
    if (on) return t(own ? 'call.recording.on.hint.own' : 'call.recording.on.hint')
    if (asked) return t('call.recording.means', { name: nameOf(byId) })
    return t('call.recording.missing', { names: missing.join(', ') })
  }
}

/** Tells who has recorded where it is. */
function useKeptSaid(engine: CallEngine): void {
  const t = useT()
  const notice = useNotice()
  const kept = useCallView(engine, (view) => view.kept)
  useEffect(() => {
    if (!kept) return
    notice(t('call.recording.kept'))
    engine.store.setState({ kept: false })
  }, [engine, kept, notice, t])
}
