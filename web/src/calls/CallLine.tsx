import { useStore } from 'zustand'
import { Link, useRoute } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useRoom } from '../realtime/context'
import { Button } from '../ui/Button'
import { Asked } from './Asked'
import type { CallEngine } from './engine/CallEngine'
import { RecordingLine } from './RecordingLine'
import { useEngine } from './useCall'

/** Says that a call goes on while something else is on the screen, and leads back. */
export function CallLine() {
  const engine = useEngine()
  const route = useRoute()
  const shown = route.name === 'call' || route.name === 'session'
  if (!engine || (shown && route.params.roomId === engine.roomId)) return null
  return <Running engine={engine} />
}

function Running({ engine }: { engine: CallEngine }) {
  const t = useT()
  const phase = useStore(engine.store, (view) => view.phase)
  const muted = useStore(engine.store, (view) => view.local.muted)
  const name = useRoom(engine.roomId)?.summary.name ?? ''
  if (phase !== 'in') return null
  return (
    <>
      <section className="call-line" aria-label={t('call.title')}>
        <Link className="grow clip" href={paths.call(engine.roomId)}>
          {t('call.running', { room: name })}
        </Link>
        <Button look="bare" aria-pressed={muted} onPress={() => engine.mute(!muted)}>
          {t(muted ? 'call.sound.off' : 'call.sound.on')}
        </Button>
        <Button look="bare" className="danger" onPress={() => void engine.leave()}>
          {t('call.leave')}
        </Button>
      </section>
      <RecordingLine engine={engine} />
      <Asked engine={engine} />
    </>
  )
}
