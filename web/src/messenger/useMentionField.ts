import { type KeyboardEvent, type RefObject, type SyntheticEvent, useState } from 'react'
import type { PersonCard } from '../realtime/wire'
import type { Draft } from './draft'
import { mentionAt, suggestions } from './mentions'

/** The list of people under an `@` in a field of plain text. The focus stays in the field. */
export function useMentionField(
  field: RefObject<HTMLTextAreaElement | null>,
  listId: string,
  people: readonly PersonCard[],
  draft: Draft,
  write: (draft: Draft) => void,
) {
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [dismissed, setDismissed] = useState(-1)
  const mention = mentionAt(draft.text, caret)
  const found = mention && mention.start !== dismissed ? suggestions(people, mention.query) : []

  function pick({ id, name }: PersonCard): void {
    if (!mention) return
    const before = `${draft.text.slice(0, mention.start)}@${name} `
    write({ text: before + draft.text.slice(caret), picked: [...draft.picked, { id, name }] })
    setCaret(before.length)
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length))
    field.current?.focus()
  }

  /** True when the list has taken the key. */
  function takesKey(event: KeyboardEvent): boolean {
    if (found.length === 0) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const person = found[chosen]
    if (step !== 0) setChosen((chosen + step + found.length) % found.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && person) pick(person)
    else if (event.key === 'Escape') setDismissed(mention?.start ?? -1)
    else return false
    event.preventDefault()
    return true
  }

  /** The text was changed by hand. */
  function typed(at: number): void {
    setCaret(at)
    setChosen(0)
    setDismissed(-1)
  }

  const attributes = {
    'aria-autocomplete': 'list',
    'aria-controls': found.length > 0 ? listId : undefined,
    'aria-activedescendant': found.length > 0 ? `${listId}-${chosen}` : undefined,
    onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => setCaret(event.currentTarget.selectionStart),
  } as const
  return { found, chosen, pick, takesKey, typed, attributes }
}
