import { CornerUpLeft, Ellipsis, ThumbsUp } from 'lucide-react'
import { memo } from 'react'
import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { useCard, useLive } from '../realtime/context'
import { type Message, REACTIONS } from '../realtime/wire'
import { Avatar } from '../ui/Avatar'
import { Markdown } from './markdown'
import { plainText } from './plain'
import type { MessageActions } from './useMessageActions'

interface MessageItemProps {
  rowKey: string
  message: Message
  /** Words of the divider above; empty for none. */
  day: string
  fresh: string
  active: boolean
  /** The last own message says that it is sent. */
  sent: boolean
  /** The message it answers; null when that is not loaded, undefined when it answers none. */
  quoted: Message | null | undefined
  actions: MessageActions
}

export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const { rowKey, message, day, fresh, active, sent, quoted, actions } = props
  const t = useT()
  const times = useTimes()
  const me = useLive((live) => live.me.id)
  const author = useCard(message.authorId)
  const own = message.authorId === me
  // The log is one stop of the Tab key: what stands in a message follows once one is there.
  const inside = active ? 0 : -1
  const name = own ? t('common.you') : author.name || t('common.formerMember')
  return (
    <>
      {day && (
        <li className="day">
          <span>{day}</span>
        </li>
      )}
      {fresh && (
        <li className="day new" data-new="">
          <span>{fresh}</span>
        </li>
      )}
      <li className="m">
        <article data-key={rowKey} tabIndex={inside} aria-labelledby={`head-${rowKey} text-${rowKey}`}>
          <Avatar id={message.authorId} name={author.name || '?'} />
          <div className="grow">
            <p id={`head-${rowKey}`} className="m-head">
              <b>{name}</b>{' '}
              <span className="small soft">
                {!own && author.authority ? `${author.authority} · ` : '· '}
                <time dateTime={message.at}>{times.time(message.at)}</time>
                {message.editedAt && !message.deleted && ` · ${t('message.edited')}`}
              </span>
            </p>
            {quoted !== undefined && message.replyTo && !message.deleted && (
              <Quote messageId={message.replyTo} quoted={quoted} tabIndex={inside} onJump={actions.quote} />
            )}
            <div id={`text-${rowKey}`}>
              {message.deleted ? (
                <p className="soft gone-text">{t('message.deleted')}</p>
              ) : (
                <Markdown text={message.text} me={me} />
              )}
            </div>
            {message.reactions && <Reactions message={message} me={me} tabIndex={inside} actions={actions} />}
            {sent && <p className="st">{t('message.sent')}</p>}
          </div>
          {!message.deleted && (
            <div className="tools">
              <button type="button" onClick={() => actions.reply(message)} title={t('message.reply')}>
                <CornerUpLeft aria-hidden="true" className="icon" />
                <span className="sr">{t('message.reply')}</span>
              </button>
              <button type="button" onClick={() => actions.react(message, 'thanks')} title={t('reaction.thanks')}>
                <ThumbsUp aria-hidden="true" className="icon" />
                <span className="sr">{t('reaction.thanks')}</span>
              </button>
              <button
                type="button"
                aria-haspopup="menu"
                title={t('message.more')}
                onClick={(event) => actions.openMenu(message, event.currentTarget)}
              >
                <Ellipsis aria-hidden="true" className="icon" />
                <span className="sr">{t('message.actions', { name })}</span>
              </button>
            </div>
          )}
        </article>
      </li>
    </>
  )
})

interface QuoteProps {
  messageId: string
  quoted: Message | null
  tabIndex: number
  onJump(messageId: string): void
}

function Quote({ messageId, quoted, tabIndex, onJump }: QuoteProps) {
  const t = useT()
  const me = useLive((live) => live.me.id)
  const author = useCard(quoted?.authorId ?? '')
  const name = quoted?.authorId === me ? t('common.you') : author.name || t('common.formerMember')
  return (
    <button type="button" className="quote" tabIndex={tabIndex} onClick={() => onJump(messageId)}>
      {quoted ? (
        <>
          <span className="sr">{t('message.quote', { name })}</span>
          <span aria-hidden="true" className="small strong">
            {name}
          </span>
          <span className="small soft clip">{quoted.deleted ? t('message.deleted') : plainText(quoted.text)}</span>
        </>
      ) : (
        <span className="small soft">{t('message.quote.unknown')}</span>
      )}
    </button>
  )
}

interface ReactionsProps {
  message: Message
  me: string
  tabIndex: number
  actions: MessageActions
}

function Reactions({ message, me, tabIndex, actions }: ReactionsProps) {
  const t = useT()
  const people = useLive((live) => live.people)
  return (
    <p className="reactions">
      {REACTIONS.map((reaction) => {
        const ids = message.reactions?.[reaction] ?? []
        if (ids.length === 0) return null
        const mine = ids.includes(me)
        const names = ids.map((id) => (id === me ? t('common.you') : (people[id]?.name ?? t('common.formerMember'))))
        return (
          <button
            key={reaction}
            type="button"
            tabIndex={tabIndex}
            className={mine ? 'tag mine' : 'tag'}
            aria-pressed={mine}
            title={t('message.reactedBy', { reaction: t(`reaction.${reaction}`), names: names.join(', ') })}
            onClick={() => actions.react(message, reaction)}
          >
            {t(`reaction.${reaction}`)} {ids.length}
          </button>
        )
      })}
    </p>
  )
}
