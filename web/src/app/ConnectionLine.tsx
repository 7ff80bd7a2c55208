import { useEffect, useState } from 'react'
import { useT } from '../i18n'
import { useClient, useLive } from '../realtime/context'
import { useRoute } from './router'

/** One quiet line while the connection is away for longer than a moment. Conversations and documents say it themselves. */
export function ConnectionLine() {
  const t = useT()
  const client = useClient()
  const lagging = useLive((live) => live.lagging)
  const ended = useLive((live) => live.connection === 'ended')
  const { name } = useRoute()
  const inRoom = name === 'room' || name === 'roomDocument' || name === 'document'
  const online = useOnline()
  const words = ended ? t('line.ended') : online ? t('line.reconnecting') : t('line.offline')
  if (inRoom && !ended) return null
  return (
    <div role="status" className="line">
      {lagging && <p>{words}</p>}
      {lagging && ended && (
        <button type="button" className="link" onClick={client.reconnect}>
          {t('line.again')}
        </button>
      )}
    </div>
  )
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const update = () => setOnline(navigator.onLine)
    window.addEventListener('online', update)
    window.addEventListener('offline', update)
    return () => {
      window.removeEventListener('online', update)
      window.removeEventListener('offline', update)
    }
  }, [])
  return online
}
