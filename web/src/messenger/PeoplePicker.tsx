import { Check, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useT } from '../i18n'
import { useClient, useLive } from '../realtime/context'
import { authorityName, type PersonCard } from '../realtime/wire'
import { Avatar } from '../ui/Avatar'
import { Field } from '../ui/Field'

interface PeoplePickerProps {
  label: string
  chosen: readonly PersonCard[]
  /** People who are in already. */
  without?: readonly string[]
  onChange(chosen: PersonCard[]): void
}

const WAIT_MS = 250

/** Finds people by name or authority and keeps those one picks. */
export function PeoplePicker({ label, chosen, without = [], onChange }: PeoplePickerProps) {
  const t = useT()
  const { call } = useClient()
  const me = useLive((live) => live.me.id)
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<PersonCard[] | null>(null)

  useEffect(() => {
    const wanted = query.trim()
    if (wanted.length < 2) {
      setFound(null)
      return
    }
    let current = true
    const timer = setTimeout(() => {
      call<{ people: PersonCard[] }>('people.find', { query: wanted })
        .then((answer) => current && setFound(answer.people))
        .catch(() => current && setFound(null))
    }, WAIT_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [call, query])

  const offered = found?.filter((person) => person.id !== me && !without.includes(person.id)) ?? []
  const isChosen = (person: PersonCard) => chosen.some((known) => known.id === person.id)
  function toggle(person: PersonCard) {
    onChange(isChosen(person) ? chosen.filter((known) => known.id !== person.id) : [...chosen, person])
  }

  return (
    <>
      {chosen.length > 0 && (
        <ul className="chosen" aria-label={t('newRoom.chosen')}>
          {chosen.map((person) => (
            <li key={person.id} className="tag">
              {person.name}
              <button
                type="button"
                onClick={() => toggle(person)}
                aria-label={t('newRoom.remove', { name: person.name })}
              >
                <X aria-hidden="true" className="icon" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field
        label={label}
        hint={t('newRoom.search.hint')}
        type="search"
        autoComplete="off"
        value={query}
        onChange={setQuery}
      />
      <p role="status" className="small soft">
        {found === null ? '' : offered.length === 0 ? t('newRoom.none') : t('newRoom.found', { count: offered.length })}
      </p>
      <ul className="people">
        {offered.map((person) => (
          <li key={person.id}>
            <button type="button" aria-pressed={isChosen(person)} onClick={() => toggle(person)}>
              <Avatar id={person.id} name={person.name} small />
              <span className="grow">
                <span className="block">{person.name}</span>
                <span className="small soft">{authorityName(person)}</span>
              </span>
              {isChosen(person) && <Check aria-hidden="true" className="icon" />}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
