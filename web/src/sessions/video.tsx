import { Video } from 'lucide-react'
import { createContext, useContext, useState } from 'react'
import { problemKey } from '../app/problem'
import { CallTest } from '../calls/CallTest'
import { Control } from '../calls/Controls'
import type { CallEngine } from '../calls/engine/CallEngine'
import { BEFORE } from '../calls/engine/view'
import { useCallView } from '../calls/useCall'
import { type MessageKey, useT } from '../i18n'
import { useClient } from '../realtime/context'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { useDesk } from './useDesk'

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

/** Why there is no call for this person at the moment, and another try. */
function Over({ engine }: { engine: CallEngine }) {
  const t = useT()
  const { calls } = useClient()
  const { asGuest } = useDesk()
  const error = useCallView(engine, (view) => view.error)
  return (
    <>
      <p role="status">{t(reason())}</p>
      <p className="sec-small">
        <Button look="main" onPress={() => calls.drop(engine)}>
          {t('call.again')}
        </Button>
      </p>
    </>
  )

  function reason(): MessageKey {
    if (error?.code === 409) return asGuest ? 'guest.call.full' : 'call.refused.full'
    if (error?.code === 403) return 'call.refused.size'
    return error ? problemKey(error) : 'call.over.removed'
  }
}

/** Leads to the test of camera and microphone, and from there into the call. */
export function VideoDoor({ look }: { look: 'button' | 'control' }) {
  const t = useT()
  const { engine, inside } = useSessionCall()
  const over = useCallView(engine ?? NONE, (view) => view.phase === 'over')
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
          {over ? <Over engine={engine} /> : <CallTest engine={engine} />}
        </Dialog>
      )}
    </>
  )
}
