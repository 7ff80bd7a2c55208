import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'
import { useClient } from '../realtime/context'
import { CallError } from '../realtime/link'
import { useNotice } from '../ui/Notice'
import { type Desk, type DeskState, SessionDesk } from './SessionDesk'

export const DeskContext = createContext<Desk | null>(null)

/** The desk of the round's session, as long as the screen is open. */
export function useNewDesk(roomId: string): SessionDesk | null {
  const client = useClient()
  const [desk, setDesk] = useState<SessionDesk | null>(null)
  useEffect(() => {
    const made = new SessionDesk(client, roomId, client.store.getState().me.id)
    setDesk(made)
    made.start()
    return () => made.stop()
  }, [client, roomId])
  return desk
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('there is no session here')
  return desk
}

/** The desk of a member, who can do something; guests are shown nothing that needs it. */
export function useOwnDesk(): SessionDesk {
  const desk = useDesk()
  if (!(desk instanceof SessionDesk)) throw new Error('guests cannot do anything here')
  return desk
}

export function useDeskState(desk: Desk): DeskState {
  return useSyncExternalStore(desk.subscribe, desk.get)
}

/** Does one of the methods of the session; what fails is said at the foot of the page. */
export function useAct(): (method: string, params?: Record<string, unknown>) => Promise<boolean> {
  const t = useT()
  const desk = useDesk()
  const notice = useNotice()
  return async (method, params) => {
    try {
      if (!(desk instanceof SessionDesk)) return false
      await desk.act(method, params)
      return true
    } catch (error) {
      // Somebody was faster: what there is now is on the screen already.
      const late = error instanceof CallError && error.code === 409
      notice(t(late ? 'session.changed' : problemKey(error)))
      return false
    }
  }
}
