import { useT } from '../i18n'
import { authorityName, type PersonCard } from '../realtime/wire'
import { Avatar } from '../ui/Avatar'

interface MentionListProps {
  id: string
  people: readonly PersonCard[]
  chosen: number
  onPick(person: PersonCard): void
}

/** Who could be meant. The focus stays in the text; arrow keys choose, Enter or Tab takes. */
export function MentionList({ id, people, chosen, onPick }: MentionListProps) {
  const t = useT()
  return (
    <div className="mentions">
      <div id={id} role="listbox" aria-label={t('composer.mentions')}>
        {people.map((person, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys, see aria-activedescendant
          <div
            key={person.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(person)}
          >
            <Avatar id={person.id} name={person.name} small />
            <span className="grow clip">
              {person.name} <span className="small soft">{authorityName(person)}</span>
            </span>
          </div>
        ))}
      </div>
      <p role="status" className="sr">
        {t('composer.mentions.found', { count: people.length })}
      </p>
    </div>
  )
}
