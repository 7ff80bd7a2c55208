import { Hand, LogOut, Pause } from 'lucide-react'
import { navigate } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { useAct, useDesk } from './useDesk'
import type { Session } from './wire'

const LAST_MINUTES_MS = 10 * 60_000

/** What one can always do. */
export function SessionBar({ session }: { session: Session }) {
  const t = useT()
  const act = useAct()
  const desk = useDesk()
  const me = useLive((live) => live.me.id)
  const up = session.hands.includes(me)
  const agrees = session.agreeing.includes(me)
  const nearEnd = new Date(session.endsAt).getTime() - Date.now() < LAST_MINUTES_MS
  async function go() {
    await desk.leave().catch(() => undefined)
    navigate(paths.room(session.roomId))
  }
  return (
    <footer className="session-bar">
      <Button look="bare" aria-pressed={up} className={up ? 'on' : ''} onPress={() => act('hand', { up: !up })}>
        <Hand aria-hidden="true" />
        {t(up ? 'session.hand.down' : 'session.hand.up')}
      </Button>
      {session.phase === 'running' && (
        <Button look="bare" onPress={() => act('pause')}>
          <Pause aria-hidden="true" />
          {t('session.pause')}
        </Button>
      )}
      {nearEnd && !session.prolonged && (
        <Button look="bare" aria-pressed={agrees} onPress={() => act('overtime', { agrees: !agrees })}>
          {t('session.overtime', {
            count: session.agreeing.length,
            all: session.people.filter((one) => one.here).length,
          })}
        </Button>
      )}
      <Button look="bare" className="danger" onPress={go}>
        <LogOut aria-hidden="true" />
        {t('session.leave')}
      </Button>
    </footer>
  )
}
