import { Check, RotateCcw } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button as Plain } from 'react-aria-components/Button'
import { useStore } from 'zustand'
import { useSay } from '../../app/AnnouncerRegion'
import { problemKey } from '../../app/problem'
import { useT } from '../../i18n'
import { EMPTY } from '../../messenger/draft'
import { plainText } from '../../messenger/plain'
import type { PersonCard } from '../../realtime/wire'
import { Button } from '../../ui/Button'
import { useNotice } from '../../ui/Notice'
import { CommentField } from './CommentField'
import { CommentItem, PendingComment } from './CommentItem'
import type { Pending } from './threads'
import { type Desk, REPLY } from './useDesk'
import { resolveThread, type Thread } from './wire'

interface ThreadCardProps {
  desk: Desk
  thread: Thread
  pending: readonly Pending[]
  people: readonly PersonCard[]
  nameOf(personId: string): string
  /** The panel lies over the text and has to go before its place is seen. */
  covering: boolean
}

/** One thread: what it is about, what was said, and what can be done now. */
export function ThreadCard({ desk, thread, pending, people, nameOf, covering }: ThreadCardProps) {
  const t = useT()
  const say = useSay()
  const notice = useNotice()
  const { store, chosen, document, order } = desk
  const { id, anchor, quote, resolvedAt, resolvedById, comments } = thread
  const field = REPLY + id
  const drafted = useStore(store.state, ({ drafts }) => field in drafts)
  const [busy, setBusy] = useState(false)
  const about = quote ?? t('comments.whole')
  const first = comments[0]
  const label = t('comments.card', { name: first ? nameOf(first.authorId) : '', about: plainText(about) })

  function resolve(resolved: boolean) {
    if (busy) return
    setBusy(true)
    store
      .change(id, () => resolveThread(document.id, id, resolved))
      .then(
        () => {
          say(t(resolved ? 'comments.resolved.said' : 'comments.reopened.said'))
          if (resolved) desk.want('panel')
        },
        (error) => notice(t(problemKey(error))),
      )
      .finally(() => setBusy(false))
  }
  return (
    <li>
      <article
        className={id === chosen ? 'remark lit' : 'remark'}
        data-thread={id}
        tabIndex={-1}
        aria-label={label}
        aria-current={id === chosen || undefined}
        onFocus={() => id !== chosen && desk.choose(id)}
      >
        <About
          quote={quote}
          placed={anchor === null ? null : order.includes(id)}
          resolved={resolvedAt !== null}
          onGo={(touch) => {
            if (covering) desk.show(false)
            desk.goTo(id, !touch)
          }}
        />
        <ul>
          {comments.map((comment) => (
            <CommentItem key={comment.id} desk={desk} threadId={id} comment={comment} people={people} nameOf={nameOf} />
          ))}
          {pending.map((one) => (
            <PendingComment key={one.cid} desk={desk} pending={one} />
          ))}
        </ul>
        {resolvedAt && (
          <p className="small soft done-line">
            <Check aria-hidden="true" className="icon" />
            {t('comments.resolvedBy', { name: nameOf(resolvedById ?? '') })}
          </p>
        )}
        {drafted ? (
          <CommentField
            store={store}
            name={field}
            label={t('comments.reply.label')}
            verb={t('composer.send')}
            people={people}
            onSend={(text) => {
              store.draft(field, null)
              void store.send(id, { anchor: null, quote: null }, text)
              desk.want(id)
            }}
            onCancel={() => {
              store.draft(field, null)
              desk.want(id)
            }}
          />
        ) : (
          <div className="card-verbs">
            <Button
              look="bare"
              onPress={() => {
                store.draft(field, EMPTY)
                desk.want(field)
              }}
            >
              {t('comments.reply')}
            </Button>
            <Button look="bare" busy={busy} onPress={() => resolve(!resolvedAt)}>
              {resolvedAt ? (
                <RotateCcw aria-hidden="true" className="icon" />
              ) : (
                <Check aria-hidden="true" className="icon" />
              )}
              {t(resolvedAt ? 'comments.reopen' : 'comments.resolve')}
            </Button>
          </div>
        )}
      </article>
    </li>
  )
}

interface AboutProps {
  quote: string | null
  /** Null where the whole document is meant. */
  placed: boolean | null
  resolved: boolean
  onGo(touch: boolean): void
}

/** What a thread is about, and the way there while there is one. */
function About({ quote, placed, resolved, onGo }: AboutProps): ReactNode {
  const t = useT()
  if (placed === null) return <p className="small soft about-all">{t('comments.whole')}</p>
  const words = <q className="three-lines break">{quote}</q>
  if (placed)
    return (
      <Plain
        className="about"
        aria-label={t('comments.goTo', { quote: quote ?? '' })}
        // Not sooner: the rest of a touch would press what is under the panel.
        onClick={({ nativeEvent }) => onGo((nativeEvent as PointerEvent).pointerType === 'touch')}
      >
        {words}
      </Plain>
    )
  return (
    <div className="about gone">
      {words}
      {!resolved && <p className="small soft">{t('comments.placeGone')}</p>}
    </div>
  )
}
