import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { problemKey } from '../../app/problem'
import { useT } from '../../i18n'
import { useTimes } from '../../i18n/time'
import { Markdown } from '../../messenger/markdown'
import { decodeMentions, type Mentionable } from '../../messenger/mentions'
import { useLive } from '../../realtime/context'
import type { PersonCard } from '../../realtime/wire'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { useNotice } from '../../ui/Notice'
import { useAction } from '../../ui/useAction'
import { CommentField } from './CommentField'
import type { Pending } from './threads'
import type { Desk } from './useDesk'
import { type Comment, deleteComment, editComment } from './wire'

interface CommentItemProps {
  desk: Desk
  threadId: string
  comment: Comment
  people: readonly PersonCard[]
  nameOf(personId: string): string
}

/** One comment: who, when, what; its author changes it, its author or whoever owns the document deletes it. */
export function CommentItem({ desk: { store, document }, threadId, comment, people, nameOf }: CommentItemProps) {
  const t = useT()
  const notice = useNotice()
  const { busy, problem, run } = useAction()
  const me = useLive((live) => live.me.id)
  const [editing, setEditing] = useState(() => `edit:${comment.id}` in store.state.getState().drafts)
  const [asking, setAsking] = useState(false)
  const { id, authorId, text, createdAt, editedAt, deleted } = comment
  const own = authorId === me
  const person = { id: authorId, name: nameOf(authorId) }
  const name = own ? t('common.you') : person.name
  const field = `edit:${id}`

  function close() {
    store.draft(field, null)
    setEditing(false)
  }
  async function save(next: string) {
    if (next === text || (await run(() => store.change(threadId, () => editComment(document.id, threadId, id, next)))))
      close()
  }
  function remove() {
    store
      .change(threadId, () => deleteComment(document.id, threadId, id))
      .catch((error) => notice(t(problemKey(error))))
  }
  if (deleted)
    return (
      <li className="comment">
        <Head person={person} name={name} at={createdAt} />
        <p className="soft gone-text">{t('comments.deleted')}</p>
      </li>
    )
  return (
    <li className="comment">
      <Head person={person} name={name} at={createdAt} edited={editedAt !== null}>
        {(own || document.role === 'own') && (
          <MenuTrigger>
            <Button look="bare" className="icon-btn" aria-label={t('comments.actions', { name })}>
              <Ellipsis aria-hidden="true" className="icon" />
            </Button>
            <Popover className="popover" placement="bottom end">
              <Menu className="menu" aria-label={t('comments.actions', { name })}>
                {own && (
                  <MenuItem
                    onAction={() => {
                      store.draft(field, decodeMentions(text))
                      setEditing(true)
                      requestAnimationFrame(() => focusField(field))
                    }}
                  >
                    {t('message.edit')}
                  </MenuItem>
                )}
                <MenuItem className="danger" onAction={() => setAsking(true)}>
                  {t('message.delete')}
                </MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        )}
      </Head>
      {editing ? (
        <CommentField
          store={store}
          name={field}
          label={t('comments.editing')}
          verb={t('common.save')}
          people={people}
          problem={problem}
          busy={busy}
          onSend={(next) => void save(next)}
          onCancel={close}
        />
      ) : (
        <Markdown text={text} me={me} />
      )}
      {asking && (
        <Confirm
          title={t('comments.delete.title')}
          sentence={t('comments.delete.sure')}
          verb={t('message.delete')}
          onConfirm={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}

/** A comment of mine that is not stored yet, with the honest word for where it is. */
export function PendingComment({ desk: { store }, pending }: { desk: Desk; pending: Pending }) {
  const t = useT()
  const me = useLive((live) => live.me)
  const { cid, text, createdAt, state, reason } = pending
  return (
    <li className="comment">
      <Head person={me} name={t('common.you')} at={createdAt} />
      <Markdown text={text} me={me.id} />
      {state === 'sending' && <p className="st">{t('message.sending')}</p>}
      {state === 'waiting' && <p className="st">{t('message.waiting')}</p>}
      {state === 'failed' && (
        <p className="st danger" role="alert">
          {t('comments.failed', { reason: t(problemKey(reason)) })}
        </p>
      )}
      {state !== 'sending' && (
        <p className="row">
          <button type="button" className="link" onClick={() => void store.retry(cid)}>
            {t('message.retry')}
          </button>
          <button type="button" className="link" onClick={() => store.discard(cid)}>
            {t('message.discard')}
          </button>
        </p>
      )}
    </li>
  )
}

interface HeadProps {
  person: Mentionable
  /** What they are called here. */
  name: string
  at: string
  edited?: boolean
  children?: React.ReactNode
}

function Head({ person, name, at, edited, children }: HeadProps) {
  const t = useT()
  const times = useTimes()
  return (
    <div className="comment-head">
      <Avatar id={person.id} name={person.name} small />
      <p className="grow">
        <b className="break">{name}</b>{' '}
        <span className="small soft">
          <time dateTime={at} title={times.both(at)}>
            {times.short(at)}
          </time>
          {edited && ` · ${t('message.edited')}`}
        </span>
      </p>
      {children}
    </div>
  )
}

export function focusField(name: string): void {
  document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)?.focus()
}
