import { Users } from 'lucide-react'
import type { CallEngine } from './engine/CallEngine'
import { useCallView } from './useCall'
import { useGroupWords } from './whereabouts'

/** Says who hears and sees this person while people talk in groups; nothing while all are together. */
export function OwnGroup({ engine }: { engine: CallEngine }) {
  const groups = useCallView(engine, (view) => view.groups)
  const words = useGroupWords()
  if (!groups) return null
  return (
    <p className="call-group">
      <Users aria-hidden="true" className="icon" />
      {words(groups)}
    </p>
  )
}
