import { Video } from 'lucide-react'
import { createContext, useContext, useState } from 'react'
import { CallTest } from '../calls/CallTest'
import { Control } from '../calls/Controls'
import type { CallEngine } from '../calls/engine/CallEngine'
import { BEFORE } from '../calls/engine/view'
import { useCallView } from '../calls/useCall'
import { useT } from '../i18n'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'

/** The call of the round, which goes on beside its session; null for a moment. */
export const CallContext = createContext<CallEngine | null>(null)

/** The engine, whether this person is in the call, and which participants talk in other groups. */
export function useSessionCall(): { engine: CallEngine | null; inside: boolean; apart: readonly string[] } {
  const engine = useContext(CallContext)
  const apart = useCallView(engine ?? NONE, (view) => view.apart)
  return { engine, inside: useInside(engine), apart }
}

function useInside(engine: CallEngine | null): boolean {
  const phase = useCallView(engine ?? NONE, (view) => view.phase)
  return engine !== null && phase === 'in'
}

const NONE = {
  store: {
    getState: () => BEFORE,
    getInitialState: () => BEFORE,
    subscribe: () => () => undefined,
  },
} as unknown as CallEngine

/** Leads to the test of camera and microphone, and from there into the call. */
export function VideoDoor({ look }: { look: 'button' | 'control' }) {
  const t = useT()
  const { engine, inside } = useSessionCall()
  const [open, setOpen] = useState(false)
  if (!engine || inside) return null
  return (
    <>
      {look === 'button' ? (
        <Button onPress={() => setOpen(true)}>
          <Video aria-hidden="true" className="icon" />
          {t('session.video')}
        </Button>
      ) : (
        <Control icon={<Video />} words={t('session.video')} onPress={() => setOpen(true)} />
      )}
      {open && (
        <Dialog title={t('session.video')} onClose={() => setOpen(false)}>
          <CallTest engine={engine} />
        </Dialog>
      )}
    </>
  )
}
