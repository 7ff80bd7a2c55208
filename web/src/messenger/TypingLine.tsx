import { useShallow } from 'zustand/react/shallow'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'

/**
 * Who is writing just now, or that the connection is away. Keeps its height, so that nothing moves. Who is
 * writing is not read aloud: the message will be.
 */
export function TypingLine({ roomId }: { roomId: string }) {
  const t = useT()
  const names = useLive(
    useShallow((live) =>
      Object.keys(live.typing[roomId] ?? {})
        .filter((id) => id !== live.me.id)
        .map((id) => firstName(live.people[id]?.name ?? '')),
    ),
  )
  const lagging = useLive((live) => live.lagging && live.connection === 'connecting')
  const [first, second] = names
  let words = ''
  if (names.length > 2) words = t('typing.many')
  else if (first && second) words = t('typing.two', { first, second })
  else if (first) words = t('typing.one', { name: first })
  return (
    <p className="typing small soft">
      <span role="status">{lagging && t(navigator.onLine ? 'line.reconnecting' : 'line.offline.short')}</span>
      {!lagging && words}
    </p>
  )
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}
