import { useMemo, useRef } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'
import { newCid } from '../realtime/cid'
import { useClient } from '../realtime/context'
import type { Room } from '../realtime/law'
import type { Message, Reaction } from '../realtime/wire'
import { useNotice } from '../ui/Notice'
import type { Intent } from './Conversation'
import { plainText } from './plain'

interface Doors {
  intent(intent: Intent): void
  openMenu(message: Message, element: HTMLElement): void
  askDelete(message: Message): void
  /** Brings a message into view, loading what is older; false when it is not there. */
  jump(messageId: string): Promise<boolean>
}

export interface MessageActions {
  reply(message: Message): void
  edit(message: Message): void
  react(message: Message, reaction: Reaction): void
  copy(message: Message): void
  askDelete(message: Message): void
  remove(message: Message): void
  openMenu(message: Message, element: HTMLElement): void
  quote(messageId: string): void
}

/** The same object for the life of the log, so that messages that did not change are not drawn again. */
export function useMessageActions(room: Room, doors: Doors): MessageActions {
  const t = useT()
  const say = useSay()
  const notice = useNotice()
  const { call, store } = useClient()
  const latest = useRef(doors)
  latest.current = doors
  const roomId = room.summary.id
  return useMemo(() => {
    const attempt = (work: Promise<unknown>) => {
      work.catch((error) => notice(t(problemKey(error))))
    }
    return {
      reply: (message) => latest.current.intent({ kind: 'reply', message }),
      edit: (message) => latest.current.intent({ kind: 'edit', message }),
      react(message, reaction) {
        const on = !message.reactions?.[reaction]?.includes(store.getState().me.id)
        const cid = newCid()
        attempt(call('room.react', { roomId, cid, messageId: message.id, reaction, on }))
      },
      copy(message) {
        attempt(copyText(plainText(message.text)).then(() => say(t('message.copied'))))
      },
      askDelete: (message) => latest.current.askDelete(message),
      remove(message) {
        attempt(call('room.delete', { roomId, cid: newCid(), messageId: message.id }))
      },
      openMenu: (message, element) => latest.current.openMenu(message, element),
      quote(messageId) {
        latest.current.jump(messageId).then((found) => found || notice(t('message.quote.gone')))
      },
    }
  }, [call, store, roomId, t, say, notice])
}

/** Rejects where the browser has no clipboard for us, as on pages without TLS. */
async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}
