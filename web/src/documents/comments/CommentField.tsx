import { type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n'
import { EMPTY } from '../../messenger/draft'
import { MentionList } from '../../messenger/MentionList'
import { encodeMentions } from '../../messenger/mentions'
import { useMentionField } from '../../messenger/useMentionField'
import type { PersonCard } from '../../realtime/wire'
import { Button } from '../../ui/Button'
import { ProblemLine } from '../../ui/Problem'
import { useMedia } from '../../ui/useMedia'
import type { CommentStore } from './CommentStore'
import { showIn } from './scroll'
import { LONGEST_COMMENT } from './wire'

interface CommentFieldProps {
  store: CommentStore
  /** Under what name the draft is kept. */
  name: string
  label: string
  verb: string
  people: readonly PersonCard[]
  problem?: string
  busy?: boolean
  onSend(text: string): void
  onCancel(): void
}

const SHOW_LEFT = 300
const TALLEST = 240

/** Where a comment is written. Enter sends where there is a keyboard, as in the messenger; what is begun is kept. */
export function CommentField(props: CommentFieldProps) {
  const { store, name, label, verb, people, problem = '', busy, onSend, onCancel } = props
  const t = useT()
  const listId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const touch = useMedia('(pointer: coarse)')
  const draft = useStore(store.state, ({ drafts }) => drafts[name]) ?? EMPTY
  const mentioning = useMentionField(field, listId, people, draft, (next) => store.draft(name, next))
  const { found, chosen, pick } = mentioning
  const encoded = encodeMentions(draft.text.trim(), draft.picked, people)
  const left = LONGEST_COMMENT - [...encoded].length

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight + 2, TALLEST)}px`
  }, [draft.text])

  const open = found.length > 0
  useLayoutEffect(() => {
    const list = open && field.current?.form?.querySelector('.mentions')
    if (list) showIn(list.closest('.comments-list'), list)
  }, [open])

  function send() {
    if (encoded === '' || left < 0 || busy) field.current?.focus()
    else onSend(encoded)
  }
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return
    if (mentioning.takesKey(event)) {
      event.stopPropagation()
      return
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    if (touch && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className="comment-field inline"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {found.length > 0 && <MentionList id={listId} people={found} chosen={chosen} onPick={pick} />}
      <textarea
        ref={field}
        data-field={name}
        rows={2}
        value={draft.text}
        placeholder={label}
        aria-label={label}
        {...mentioning.attributes}
        onChange={(event) => {
          mentioning.typed(event.target.selectionStart)
          store.draft(name, { ...draft, text: event.target.value })
        }}
        onKeyDown={onKeyDown}
      />
      {left < SHOW_LEFT && (
        <p className={left < 0 ? 'small danger' : 'small soft'} role="status">
          {left < 0 ? t('composer.tooLong', { count: -left }) : t('composer.left', { count: left })}
        </p>
      )}
      <ProblemLine>{problem}</ProblemLine>
      <div className="comment-verbs">
        <Button look="bare" onPress={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" busy={busy}>
          {verb}
        </Button>
      </div>
    </form>
  )
}
