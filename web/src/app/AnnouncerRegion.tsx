import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { useT } from '../i18n'
import { plainText } from '../messenger/plain'
import { Announcer } from '../realtime/announcer'
import { useClient } from '../realtime/context'
import type { Room } from '../realtime/law'
import type { Message } from '../realtime/wire'
import { useBeside } from '../ui/beside'
import { useRoute } from './router'
import type { RouteName } from './routes'

/** Where the conversation may stand beside something else. */
const BESIDE: RouteName[] = ['roomDocuments', 'roomDocument']

const SayContext = createContext<(sentence: string) => void>(() => undefined)

/** Says a sentence to screen readers, politely. */
export function useSay(): (sentence: string) => void {
  return useContext(SayContext)
}

/** The one place from which screen readers hear of what happens without them. Own messages and history stay silent. */
export function AnnouncerRegion({ children }: { children: ReactNode }) {
  const t = useT()
  const client = useClient()
  const { name, params } = useRoute()
  const { shown: beside } = useBeside()
  const shown = name === 'room' || (beside && BESIDE.includes(name)) ? params.roomId : undefined
  const [sentence, setSentence] = useState('')
  // A no-break space more or less makes the same sentence a new one.
  const say = useCallback((next: string) => setSentence((last) => (last === next ? `${next}\u00a0` : next)), [])

  useEffect(() => {
    const announcer = new Announcer(say, {
      one: (announcement) => t('announce.one', { ...announcement }),
      many: (count) => t('announce.many', { count }),
    })
    const stop = client.onArrived((room: Room, message: Message) => {
      const { afterWork, me, people } = client.store.getState()
      if (message.authorId === me.id) return
      const here = room.summary.id === shown
      // Whoever has the conversation open wants to hear it.
      if (!here && afterWork) return
      if (!here && !message.mentions?.includes(me.id)) return
      const name = people[message.authorId]?.name ?? t('common.formerMember')
      const author = here ? name : t('announce.inRoom', { author: name, room: room.summary.name })
      announcer.push({ author, text: plainText(message.text) })
    })
    return () => {
      stop()
      announcer.stop()
    }
  }, [client, say, shown, t])

  return (
    <SayContext value={say}>
      {children}
      <div role="status" aria-live="polite" className="sr">
        {sentence}
      </div>
    </SayContext>
  )
}
