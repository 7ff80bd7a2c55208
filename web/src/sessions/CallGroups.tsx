import { useEffect, useRef } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { useRoute } from '../app/router'
import type { CallEngine } from '../calls/engine/CallEngine'
import { useCallView } from '../calls/useCall'
import { useGroupWords } from '../calls/whereabouts'
import { useRoom } from '../realtime/context'
import { groupsOf } from './groups'
import type { SessionDesk } from './SessionDesk'
import { useDeskState, useNewDesk } from './useDesk'

/** Lets a call follow the session of its round while something else is on the screen. */
export default function CallGroups({ engine }: { engine: CallEngine }) {
  const route = useRoute()
  const isRound = useRoom(engine.roomId)?.summary.kind === 'round'
  // There its own page does it.
  const shown = route.name === 'session' && route.params.roomId === engine.roomId
  return isRound && !shown ? <Followed engine={engine} /> : null
}

function Followed({ engine }: { engine: CallEngine }) {
  const desk = useNewDesk(engine.roomId)
  if (!desk) return null
  return (
    <>
      <Split engine={engine} desk={desk} />
      <Said engine={engine} />
    </>
  )
}

/** Splits the call as this session says, and brings all together again. */
export function Split({ engine, desk }: { engine: CallEngine; desk: SessionDesk }) {
  const { seen } = useDeskState(desk)
  const session = seen?.session
  useEffect(() => {
    if (seen) engine.split(groupsOf(session))
  }, [engine, seen, session])
  return null
}

/** Tells screen readers, where the session itself is not on the screen. */
function Said({ engine }: { engine: CallEngine }) {
  const say = useSay()
  const words = useGroupWords()(useCallView(engine, (view) => view.groups))
  const last = useRef(words)
  useEffect(() => {
    if (last.current !== words) say(words)
    last.current = words
  }, [say, words])
  return null
}
