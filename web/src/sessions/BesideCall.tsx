import { Asked } from '../calls/Asked'
import { OwnGroup } from '../calls/OwnGroup'
import { RecordingLine } from '../calls/RecordingLine'
import { useSessionCall } from './video'

/** What the call has to say just now: that it is recorded, with whom one talks, what one is asked. */
export function BesideCall() {
  const { engine, inside } = useSessionCall()
  if (!inside || !engine) return null
  return (
    <>
      <RecordingLine engine={engine} />
      <OwnGroup engine={engine} />
      <Asked engine={engine} />
    </>
  )
}
