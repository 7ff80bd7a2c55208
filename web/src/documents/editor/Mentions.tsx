import { type Editor, getTextBetween, getTextSerializersFromSchema } from '@tiptap/core'
import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { MentionList } from '../../messenger/MentionList'
import { suggestions } from '../../messenger/mentions'
import { useLive, useRoom } from '../../realtime/context'
import type { PersonCard } from '../../realtime/wire'
import { LONGEST_QUOTE } from '../comments/wire'
import type { Mentioning } from './mentionTrigger'

export type MentionKeys = (event: KeyboardEvent) => boolean

interface MentionsProps {
  editor: Editor
  mentioning: Mentioning
  roomId: string | undefined
  /** Where the text asks whether a key is for the list. */
  keys: RefObject<MentionKeys | null>
  /** Somebody is named now, in these words. */
  onPick(personId: string, quote: string): void
}

const NOBODY: PersonCard[] = []
const MOST_BEFORE = 200

/** Who could be meant by an `@`, under the place where it stands. The focus stays in the text. */
export function Mentions({ editor, mentioning, roomId, keys, onPick }: MentionsProps) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(roomId ?? '')
  const me = useLive((live) => live.me.id)
  const [chosen, setChosen] = useState(0)
  const [dismissed, setDismissed] = useState(false)
  const members = room?.members?.filter((member) => member.id !== me) ?? NOBODY
  const found = dismissed ? NOBODY : suggestions(members, mentioning.query)
  const current = Math.min(chosen, Math.max(0, found.length - 1))

  function pick({ id: personId, name }: PersonCard) {
    const { from, to } = mentioning
    editor
      .chain()
      .focus()
      .insertContentAt({ from, to }, [
        { type: 'mention', attrs: { id: personId, label: name } },
        { type: 'text', text: ' ' },
      ])
      .run()
    onPick(personId, wordsAtCaret(editor))
  }

  keys.current = (event) => {
    if (found.length === 0 || event.isComposing) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const person = found[current]
    if (step !== 0) setChosen((current + step + found.length) % found.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && person) pick(person)
    else if (event.key === 'Escape') setDismissed(true)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  useEffect(
    () => () => {
      keys.current = null
    },
    [keys],
  )

  const open = found.length > 0
  useEffect(() => {
    const text = editor.view.dom
    if (open) {
      text.setAttribute('aria-controls', id)
      text.setAttribute('aria-activedescendant', `${id}-${current}`)
    }
    return () => {
      text.removeAttribute('aria-controls')
      text.removeAttribute('aria-activedescendant')
    }
  }, [editor, open, id, current])

  const { left, top, bottom } = mentioning.at
  useLayoutEffect(() => {
    const element = box.current
    const frame = element?.parentElement?.getBoundingClientRect()
    if (!element || !frame) return
    const above = bottom > window.innerHeight / 2
    element.style.left = `${Math.max(0, Math.min(left - frame.left, frame.width - element.offsetWidth))}px`
    element.style.top = above ? 'auto' : `${bottom - frame.top + 4}px`
    element.style.bottom = above ? `${frame.bottom - top + 4}px` : 'auto'
  })
  if (!open) return null
  return (
    <div ref={box} className="mentions-at">
      <MentionList id={id} people={found} chosen={current} onPick={pick} />
    </div>
  )
}

/** The paragraph in which the caret stands; of a long one what is nearest. */
function wordsAtCaret({ state: { doc, schema, selection } }: Editor): string {
  const { $from } = selection
  const textSerializers = getTextSerializersFromSchema(schema)
  const words = (from: number, to: number) => [...getTextBetween(doc, { from, to }, { textSerializers })]
  const before = words($from.start(), $from.pos).slice(-MOST_BEFORE)
  return [...before, ...words($from.pos, $from.end())].slice(0, LONGEST_QUOTE).join('').trim()
}
