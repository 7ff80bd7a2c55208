import { MessageSquarePlus, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Switch } from 'react-aria-components/Switch'
import { useStore } from 'zustand'
import { problemKey } from '../../app/problem'
import { useT } from '../../i18n'
import { useLive, useRoom } from '../../realtime/context'
import type { PersonCard } from '../../realtime/wire'
import { Button } from '../../ui/Button'
import { useNames } from '../history/useNames'
import { PANEL } from './CommentButton'
import { CommentField } from './CommentField'
import { focusField, PendingComment } from './CommentItem'
import { showIn } from './scroll'
import { ThreadCard } from './ThreadCard'
import { inOrder } from './threads'
import { type Desk, NEW, REPLY } from './useDesk'
import type { Thread } from './wire'

/** The comments on a document, beside its text or over it. */
export default function CommentPanel({ desk, covering }: { desk: Desk; covering: boolean }) {
  const t = useT()
  const { store, document, chosen, order } = desk
  const frame = useRef<HTMLElement>(null)
  const { threads, problem, pending, beginning } = useStore(store.state)
  const nameOf = useNames(document.roomId)
  const people = usePeople(document.roomId, threads)
  const [wantsResolved, setWantsResolved] = useState(false)
  const sorted = useMemo(() => inOrder(threads ?? [], order), [threads, order])
  const open = sorted.filter(({ resolvedAt }) => !resolvedAt)
  const resolved = sorted.filter(({ resolvedAt }) => resolvedAt)
  const showsResolved = wantsResolved || resolved.some(({ id }) => id === chosen && desk.wanted === id)
  const gone = threads !== undefined && chosen !== null && !threads.some(({ id }) => id === chosen)
  const fresh = pending.filter(({ threadId }) => threadId === null)
  useWanted(desk, frame, threads, setWantsResolved)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    if (covering) desk.show(false)
    requestAnimationFrame(desk.toText)
  }
  async function start(text: string) {
    store.draft(NEW, null)
    store.begin(null)
    desk.want(PANEL)
    const made = await store.send(null, beginning ?? { anchor: null, quote: null }, text)
    if (made) desk.choose(made)
  }
  const card = (thread: Thread) => (
    <ThreadCard
      key={thread.id}
      desk={desk}
      thread={thread}
      pending={pending.filter(({ threadId }) => threadId === thread.id)}
      people={people}
      nameOf={nameOf}
      covering={covering}
    />
  )
  const nothing = open.length === 0 && !beginning && fresh.length === 0
  return (
    <section
      className={covering ? 'comments over' : 'comments'}
      aria-labelledby="comments"
      ref={frame}
      onKeyDown={onKeyDown}
    >
      <header>
        <h2 id="comments" tabIndex={-1} className="grow">
          {t('comments.title')}
        </h2>
        {!nothing && (
          <Button look="bare" className="icon-btn" aria-label={t('comments.add')} onPress={desk.comment}>
            <MessageSquarePlus aria-hidden="true" className="icon" />
          </Button>
        )}
        <Button
          look="bare"
          className="icon-btn"
          aria-label={t('comments.close')}
          onClick={() => {
            desk.show(false)
            requestAnimationFrame(() => window.document.getElementById('comments-button')?.focus())
          }}
        >
          <X aria-hidden="true" className="icon" />
        </Button>
      </header>
      <div className="comments-list">
        {beginning && (
          <div className="remark lit">
            {beginning.quote ? (
              <div className="about">
                <q className="three-lines break">{beginning.quote}</q>
              </div>
            ) : (
              <p className="small soft about-all">{t('comments.whole')}</p>
            )}
            <CommentField
              store={store}
              name={NEW}
              label={t('comments.new.label')}
              verb={t('comments.send')}
              people={people}
              onSend={(text) => void start(text)}
              onCancel={() => {
                store.draft(NEW, null)
                store.begin(null)
                if (covering) desk.show(false)
                requestAnimationFrame(desk.toText)
              }}
            />
          </div>
        )}
        {problem !== null && (
          <p role="alert" className="small comments-problem">
            {t(problemKey(problem))}{' '}
            <button type="button" className="link" onClick={() => void store.load()}>
              {t('comments.loadAgain')}
            </button>
          </p>
        )}
        {gone && <p className="small soft comments-problem">{t('comments.gone')}</p>}
        <ul className="remarks">
          {fresh.map((one) => (
            <li key={one.cid} className="remark">
              {one.quote && (
                <div className="about">
                  <q className="three-lines break">{one.quote}</q>
                </div>
              )}
              <ul>
                <PendingComment desk={desk} pending={one} />
              </ul>
            </li>
          ))}
          {open.map(card)}
        </ul>
        {threads && nothing && (
          <div className="empty">
            <p>
              <b>{t(resolved.length > 0 ? 'comments.allDone' : 'comments.empty')}</b>
              {t('comments.empty.hint')}
            </p>
            <Button onPress={desk.comment}>{t(desk.selecting ? 'comments.addSelected' : 'comments.addWhole')}</Button>
          </div>
        )}
        {resolved.length > 0 && (
          <>
            <Switch className="switch resolved-switch" isSelected={showsResolved} onChange={setWantsResolved}>
              <span className="track" />
              {t('comments.resolved', { count: resolved.length })}
            </Switch>
            {showsResolved && <ul className="remarks">{resolved.map(card)}</ul>}
          </>
        )}
      </div>
    </section>
  )
}

/** Gives the focus to what was asked for, as soon as it is there. */
function useWanted(
  desk: Desk,
  frame: { current: HTMLElement | null },
  threads: readonly Thread[] | undefined,
  showResolved: (shown: boolean) => void,
): void {
  const { wanted, want } = desk
  const isResolved = !!threads?.find(({ id }) => id === wanted)?.resolvedAt
  useEffect(() => {
    if (isResolved) showResolved(true)
  }, [isResolved, showResolved])
  useEffect(() => {
    if (wanted === null) return
    if (wanted === NEW || wanted.startsWith(REPLY)) focusField(wanted)
    else if (wanted === PANEL) frame.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
    else {
      const card = frame.current?.querySelector<HTMLElement>(`[data-thread="${CSS.escape(wanted)}"]`)
      if (!card) {
        if (threads && !threads.some(({ id }) => id === wanted)) want(null)
        return
      }
      card.focus({ preventScroll: true })
      showIn(card.closest('.comments-list'), card)
      desk.goTo(wanted, false)
    }
    want(null)
  })
}

const NOBODY: PersonCard[] = []

/** Who can be mentioned: the members of the conversation, else those who have commented. */
function usePeople(roomId: string | null | undefined, threads: readonly Thread[] | undefined): readonly PersonCard[] {
  const members = useRoom(roomId ?? '')?.members
  const known = useLive((live) => live.people)
  const me = useLive((live) => live.me.id)
  return useMemo(() => {
    if (members) return members.filter(({ id }) => id !== me)
    const authors = new Set(threads?.flatMap(({ comments }) => comments.map(({ authorId }) => authorId)))
    return threads ? [...authors].flatMap((id) => (id === me ? [] : (known[id] ?? []))) : NOBODY
  }, [members, known, me, threads])
}
