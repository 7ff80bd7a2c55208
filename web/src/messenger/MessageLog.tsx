import { ArrowDown } from 'lucide-react'
import { type KeyboardEvent, lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useT } from '../i18n'
import { sameDay, useTimes } from '../i18n/time'
import { useClient, useLive } from '../realtime/context'
import { offsetOf, type Room } from '../realtime/law'
import type { Message } from '../realtime/wire'
import type { Intent } from './Conversation'
import { DeleteQuestion } from './DeleteQuestion'
import { MessageItem } from './MessageItem'
import { PendingItem } from './PendingItem'
import { useLogScroll } from './useLogScroll'
import { useMessageActions } from './useMessageActions'
import { useNewSince, useReading } from './useReading'
import { around, moved, STEP, windowOf } from './window'

/** How far back an answer is followed: 20 pages of 100 messages. */
const PAGES_BACK = 20

const MessageMenu = lazy(() => import('./MessageMenu'))

/** What was said in a room, with everything one can do to a message. */
export function MessageLog({ room, onIntent }: { room: Room; onIntent(intent: Intent): void }) {
  const t = useT()
  const times = useTimes()
  const { sync } = useClient()
  const roomId = room.summary.id
  const me = useLive((live) => live.me.id)
  const rows = useLive(useShallow((live) => live.outbox.filter((row) => row.roomId === roomId)))
  const box = useRef<HTMLDivElement>(null)
  const fetching = useRef(false)
  const [first, setFirst] = useState<number | null>(null)
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ message: Message; element: HTMLElement } | null>(null)
  const [deleting, setDeleting] = useState<Message | null>(null)
  const { messages, floor } = room
  // A row may outlive the moment its message arrives; it is never shown beside it.
  const pending = useMemo(() => {
    const arrived = new Set(messages.filter((message) => message.authorId === me).map((message) => message.cid))
    return rows.filter((row) => !arrived.has(row.cid))
  }, [rows, messages, me])

  const showOlder = useCallback(async () => {
    const before = sync.held(roomId)
    if (fetching.current || !before) return
    if (windowOf(before, first).start > 0) {
      setFirst(moved(before, first, -STEP))
      return
    }
    fetching.current = true
    const start = offsetOf(before[0])
    try {
      if (!(await sync.older(roomId))) return
      const after = sync.held(roomId) ?? []
      const index = after.findIndex((message) => offsetOf(message) >= start)
      setFirst(moved(after, offsetOf(after[index]), -STEP))
    } catch {
      // Without a connection there is nothing older to show; the button stays.
    } finally {
      fetching.current = false
    }
  }, [sync, roomId, first])

  const { start, stop } = windowOf(messages, first)
  const shown = useMemo(() => messages.slice(start, stop), [messages, start, stop])
  const complete = stop === messages.length
  const scroll = useLogScroll(box, roomId, showOlder)
  const newSince = useNewSince(room, me)
  useReading(room, scroll.atEnd && complete)

  const toNewest = useCallback(() => {
    setFirst(null)
    setActiveKey(null)
    requestAnimationFrame(scroll.toEnd)
  }, [scroll.toEnd])

  // What I just wrote is what I look at.
  const mine = pending.length
  const before = useRef(mine)
  useEffect(() => {
    if (mine > before.current) toNewest()
    before.current = mine
  }, [mine, toNewest])

  const jump = useCallback(
    async (messageId: string): Promise<boolean> => {
      for (let page = 0; page < PAGES_BACK; page += 1) {
        const held = sync.held(roomId) ?? []
        const index = held.findIndex((message) => message.id === messageId)
        if (index >= 0) {
          const key = keyOf(held[index] as Message, me)
          setFirst(around(held, index))
          setActiveKey(key)
          // The row is in the page after the next paint.
          requestAnimationFrame(() => {
            if (scroll.toKey(key)) focusRow(box.current, key)
          })
          return true
        }
        if (!(await sync.older(roomId).catch(() => false))) return false
      }
      return false
    },
    [sync, roomId, me, scroll.toKey],
  )

  const actions = useMessageActions(room, {
    intent: onIntent,
    openMenu: (message, element) => setMenu({ message, element }),
    askDelete: setDeleting,
    jump,
  })

  function onKeyDown(event: KeyboardEvent<HTMLOListElement>) {
    const article = event.target as HTMLElement
    if (!article.matches('article[data-key]')) return
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('article[data-key]')]
    const index = rows.indexOf(article)
    const step: Record<string, number> = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: rows.length - 1 }
    const next = step[event.key]
    if (next !== undefined) {
      event.preventDefault()
      if (next < 0) void showOlder()
      rows[next]?.focus()
      return
    }
    const message = shown.find((known) => keyOf(known, me) === article.dataset.key)
    if (event.key === 'Enter' && message && !message.deleted) {
      event.preventDefault()
      setMenu({ message, element: article })
    }
  }

  const lastKey = pending.at(-1)?.cid ?? (shown.length > 0 ? keyOf(shown[shown.length - 1] as Message, me) : null)
  const active = activeKey ?? lastKey
  const lastOwn = messages.findLast((message) => message.authorId === me && !message.deleted)
  let dividerShown = false

  return (
    <div className="log-frame">
      <div className="log" ref={box} role="log" aria-live="off" aria-label={t('log.label')} aria-describedby="log-help">
        <p id="log-help" className="sr">
          {t('log.help')}
        </p>
        {start > 0 || floor > 0 ? (
          <p className="older">
            <button type="button" className="btn" onClick={showOlder}>
              {t('log.older')}
            </button>
          </p>
        ) : (
          <p className="beginning soft small">{messages.length > 0 ? t('log.beginning') : t('log.empty')}</p>
        )}
        <ol
          onKeyDown={onKeyDown}
          onFocus={(event) => setActiveKey(event.target.closest<HTMLElement>('article')?.dataset.key ?? null)}
        >
          {shown.map((message, index) => {
            const before = shown[index - 1]
            const key = keyOf(message, me)
            const day = !before || !sameDay(before.at, message.at)
            const divider =
              newSince !== null &&
              !dividerShown &&
              offsetOf(message) > newSince &&
              message.authorId !== me &&
              !message.deleted
            dividerShown ||= divider
            return (
              <MessageItem
                key={key}
                rowKey={key}
                message={message}
                day={day ? times.day(message.at) : ''}
                fresh={divider ? t('log.newSince', { time: times.time(message.at) }) : ''}
                active={key === active}
                sent={message === lastOwn}
                quoted={message.replyTo ? (messages.find((known) => known.id === message.replyTo) ?? null) : undefined}
                actions={actions}
              />
            )
          })}
          {complete && pending.map((row) => <PendingItem key={row.cid} row={row} active={row.cid === active} />)}
        </ol>
        {!complete && (
          <p className="older">
            <button type="button" className="btn" onClick={() => setFirst(moved(messages, first, STEP))}>
              {t('log.newer')}
            </button>
          </p>
        )}
      </div>
      {(!scroll.atEnd || !complete) && (
        <button type="button" className={room.summary.unread > 0 ? 'pill fresh' : 'pill'} onClick={toNewest}>
          {t('log.pill', { count: room.summary.unread })}
          <span className="sr">{t('log.pill.label')}</span>
          <ArrowDown aria-hidden="true" className="icon" />
        </button>
      )}
      {menu && (
        <Suspense>
          <MessageMenu {...menu} room={room} me={me} actions={actions} onClose={() => setMenu(null)} />
        </Suspense>
      )}
      {deleting && <DeleteQuestion message={deleting} onDelete={actions.remove} onClose={() => setDeleting(null)} />}
    </div>
  )
}

/** Own messages keep the key they had while they were being sent, so that nothing flickers. */
function keyOf(message: Message, me: string): string {
  return message.authorId === me && message.cid ? message.cid : message.id
}

function focusRow(box: HTMLElement | null, key: string): void {
  box?.querySelector<HTMLElement>(`article[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true })
}
