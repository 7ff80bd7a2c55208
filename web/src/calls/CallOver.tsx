import { useEffect } from 'react'
import { problemKey } from '../app/problem'
import { Link } from '../app/router'
import { paths } from '../app/routes'
import { type MessageKey, useT } from '../i18n'
import { useClient } from '../realtime/context'
import { Button } from '../ui/Button'
import type { CallEngine } from './engine/CallEngine'
import type { Over } from './engine/view'
import { useCallView } from './useCall'

const WORDS: Record<Over, MessageKey> = {
  left: 'call.over.left',
  elsewhere: 'call.over.elsewhere',
  removed: 'call.over.removed',
  refused: 'call.over.refused',
}

/** What is said after a call, or when there can be none. */
export function CallOver({ engine }: { engine: CallEngine }) {
  const t = useT()
  const { calls } = useClient()
  const over = useCallView(engine, (view) => view.over ?? 'left')
  const kept = useCallView(engine, (view) => view.kept)
  const error = useCallView(engine, (view) => view.error)
  useEffect(() => () => calls.drop(engine), [calls, engine])
  const reason = error?.code === 403 ? 'call.refused.size' : error?.code === 409 ? 'call.refused.full' : null
  return (
    <div className="col call-over">
      <p role="status">{t(WORDS[over])}</p>
      {kept && <p>{t('call.recording.kept')}</p>}
      {error && over === 'refused' && <p>{t(reason ?? problemKey(error))}</p>}
      <div className="row wrap">
        {over !== 'removed' && (
          <Button onPress={() => calls.drop(engine)}>{t(over === 'refused' ? 'call.again' : 'call.rejoin')}</Button>
        )}
        <Link className="btn main" href={paths.room(engine.roomId)}>
          {t('call.toRoom')}
        </Link>
      </div>
    </div>
  )
}
