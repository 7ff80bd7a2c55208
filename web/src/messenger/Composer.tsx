import { X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useT } from '../i18n'
import { newCid } from '../realtime/cid'
import { useCard, useClient, useLive } from '../realtime/context'
import type { Room } from '../realtime/law'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { useMedia } from '../ui/useMedia'
import type { Intent } from './Conversation'
import { type Draft, EMPTY, readDraft, writeDraft } from './draft'
import { MentionList } from './MentionList'
import { decodeMentions, encodeMentions } from './mentions'
import { plainText } from './plain'
import { useMentionField } from './useMentionField'
import { useTypingHint } from './useTypingHint'

const LONGEST = 8_000
const SHOW_LEFT = 500
const TALLEST = 220

interface ComposerProps {
  room: Room
  intent: Intent
  onDone(): void
}

/** Where one writes. Enter sends where there is a keyboard; on touch screens it is a new line. */
export function Composer({ room, intent, onDone }: ComposerProps) {
  const t = useT()
  const listId = useId()
  const { outbox, call } = useClient()
  const { problem, run, setProblem } = useAction()
  const me = useLive((live) => live.me)
  const roomId = room.summary.id
  const field = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState<Draft>(() => readDraft(me.id, roomId))
  const current = useRef(draft)
  current.current = draft
  const hint = useTypingHint(roomId)
  const editing = intent?.kind === 'edit' ? intent.message : null

  const members = (room.members ?? []).filter((member) => member.id !== me.id)
  const mentioning = useMentionField(field, listId, members, draft, write)
  const { found, chosen, pick } = mentioning
  const encoded = encodeMentions(draft.text.trim(), draft.picked, members)
  const left = LONGEST - [...encoded].length

  // An edit takes the field over; what was being written comes back afterwards.
  useEffect(() => {
    if (editing) setDraft(decodeMentions(editing.text))
    else setDraft(readDraft(me.id, roomId))
  }, [editing, me.id, roomId])
  useEffect(() => {
    if (intent) field.current?.focus()
  }, [intent])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, TALLEST)}px`
  }, [draft.text])

  function write(next: Draft) {
    setDraft(next)
    if (editing) return
    writeDraft(me.id, roomId, next)
    if (next.text.trim() !== '') hint()
  }

  function send(event?: FormEvent) {
    event?.preventDefault()
    field.current?.focus()
    if (encoded === '' || left < 0) return
    if (editing) void saveEdit(editing.id)
    else void post()
  }

  async function saveEdit(messageId: string) {
    const body = { roomId, cid: newCid(), messageId, text: encoded }
    if (await run(() => call('room.edit', body))) onDone()
  }

  // The field is free at once: the next message may be begun while this one is still being written to disk.
  async function post() {
    const mine = draft
    setProblem('')
    setDraft(EMPTY)
    onDone()
    try {
      await outbox.add(roomId, encoded, intent?.message.id)
      writeDraft(me.id, roomId, current.current)
    } catch {
      setProblem(t('composer.notStored'))
      setDraft((now) => (now.text === '' ? mine : now))
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return
    if (mentioning.takesKey(event)) return
    if (event.key === 'Escape' && intent) onDone()
    if (event.key === 'Enter' && !event.shiftKey && !matchMedia('(pointer: coarse)').matches) {
      event.preventDefault()
      send()
    }
  }

  const label = t('composer.label', { room: room.summary.name })
  const narrow = useMedia('(max-width: 480px)')
  return (
    <form className="composer" onSubmit={send}>
      {problem && <ProblemLine>{problem}</ProblemLine>}
      {intent && <IntentBar intent={intent} onDone={onDone} />}
      {found.length > 0 && <MentionList id={listId} people={found} chosen={chosen} onPick={pick} />}
      <div className="comp">
        <textarea
          ref={field}
          rows={1}
          value={draft.text}
          placeholder={narrow ? t('composer.short') : label}
          aria-label={label}
          {...mentioning.attributes}
          enterKeyHint="enter"
          onChange={(event) => {
            mentioning.typed(event.target.selectionStart)
            write({ ...draft, text: event.target.value })
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="btn main">
          {t(editing ? 'composer.save' : 'composer.send')}
        </button>
      </div>
      {left < SHOW_LEFT && (
        <p className={left < 0 ? 'small danger' : 'small soft'} role="status">
          {left < 0 ? t('composer.tooLong', { count: -left }) : t('composer.left', { count: left })}
        </p>
      )}
    </form>
  )
}

function IntentBar({ intent, onDone }: { intent: NonNullable<Intent>; onDone(): void }) {
  const t = useT()
  const author = useCard(intent.message.authorId)
  return (
    <div className="intent">
      <div className="grow">
        <p className="small strong">
          {intent.kind === 'edit' ? t('composer.editing') : t('composer.replyTo', { name: author.name })}
        </p>
        <p className="small soft clip">{plainText(intent.message.text)}</p>
      </div>
      <button type="button" className="btn bare" onClick={onDone} aria-label={t('common.cancel')}>
        <X aria-hidden="true" className="icon" />
      </button>
    </div>
  )
}
