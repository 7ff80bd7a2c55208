import { type MessageKey, useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { useClient, useLive } from '../realtime/context'
import { EXPIRED, type OutboxRow } from '../realtime/outbox'
import { Avatar } from '../ui/Avatar'
import { Markdown } from './markdown'

const REASONS: Record<number, MessageKey> = {
  [EXPIRED]: 'message.failed.expired',
  400: 'message.failed.invalid',
  403: 'message.failed.denied',
  404: 'message.failed.gone',
  409: 'message.failed.conflict',
  413: 'message.failed.tooLarge',
}

/** A message of mine that is not in the room yet, with the honest word for where it is. */
export function PendingItem({ row, active }: { row: OutboxRow; active: boolean }) {
  const t = useT()
  const times = useTimes()
  const { outbox } = useClient()
  const me = useLive((live) => live.me)
  const connected = useLive((live) => live.connection === 'connected')
  return (
    <li className="m">
      <article data-key={row.cid} tabIndex={active ? 0 : -1} aria-labelledby={`head-${row.cid} text-${row.cid}`}>
        <Avatar id={me.id} name={me.name} />
        <div className="grow">
          <p id={`head-${row.cid}`} className="m-head">
            <b>{t('common.you')}</b>{' '}
            <span className="small soft">· {times.time(new Date(row.createdAt).toISOString())}</span>
          </p>
          <div id={`text-${row.cid}`}>
            <Markdown text={row.text} me={me.id} />
          </div>
          {row.state === 'failed' ? (
            <>
              <p className="st danger" role="alert">
                {t('message.failed', { reason: t(REASONS[row.reason ?? 0] ?? 'message.failed.other') })}
              </p>
              <p className="row">
                <button type="button" className="link" onClick={() => outbox.retry(row.cid)}>
                  {t('message.retry')}
                </button>
                <button type="button" className="link" onClick={() => outbox.discard(row.cid)}>
                  {t('message.discard')}
                </button>
              </p>
            </>
          ) : (
            <p className="st">{t(words(row.state, connected))}</p>
          )}
        </div>
      </article>
    </li>
  )
}

function words(state: OutboxRow['state'], connected: boolean): MessageKey {
  if (state === 'sent') return 'message.sent'
  return connected ? 'message.sending' : 'message.waiting'
}
