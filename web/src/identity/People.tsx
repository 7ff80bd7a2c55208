import { useEffect, useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { api } from '../app/api'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import type { Person, Role } from '../realtime/wire'
import { Avatar } from '../ui/Avatar'
import { Button } from '../ui/Button'
import { Confirm } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { ROLES } from './InviteForm'

/** Everybody with an account: their roles, and whether they may sign in. */
export function People() {
  const t = useT()
  const me = useLive((live) => live.me.id)
  const [people, setPeople] = useState<Person[]>([])
  const [failed, setFailed] = useState('')
  const [filter, setFilter] = useState('')
  const { problem, run } = useAction()

  useEffect(() => {
    api<{ people: Person[] }>('GET', '/people')
      .then((answer) => setPeople(answer.people))
      .catch((error) => setFailed(t(problemKey(error))))
  }, [t])

  function change(id: string, body: { roles?: Role[]; disabled?: boolean }) {
    void run(async () => {
      const after = await api<Person>('POST', `/people/${encodeURIComponent(id)}`, body)
      setPeople((known) => known.map((person) => (person.id === id ? after : person)))
    })
  }

  const wanted = filter.trim().toLowerCase()
  const shown = people.filter((person) =>
    [person.name, person.email, person.authority.name].some((text) => text.toLowerCase().includes(wanted)),
  )
  return (
    <section className="sec" aria-labelledby="people">
      <h2 id="people">{t('admin.people')}</h2>
      <Field label={t('admin.people.filter')} type="search" value={filter} onChange={setFilter} />
      <ProblemLine>{problem || failed}</ProblemLine>
      <ul className="list">
        {shown.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            self={person.id === me}
            onChange={(body) => change(person.id, body)}
          />
        ))}
      </ul>
      {people.length > 0 && shown.length === 0 && <p className="soft">{t('admin.people.none')}</p>}
    </section>
  )
}

interface PersonRowProps {
  person: Person
  self: boolean
  onChange(body: { roles?: Role[]; disabled?: boolean }): void
}

function PersonRow({ person, self, onChange }: PersonRowProps) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  function toggle(role: Role, on: boolean) {
    onChange({ roles: on ? [...person.roles, role] : person.roles.filter((known) => known !== role) })
  }
  return (
    <li>
      <Avatar id={person.id} name={person.name} />
      <div className="grow">
        <b className="block">
          {person.name} {person.disabled && <span className="tag warn">{t('admin.person.disabled')}</span>}
        </b>
        <span className="small soft block break">
          {person.authority.name} · {person.email}
        </span>
        {!self && (
          <fieldset className="row wrap roles">
            <legend className="sr">{t('admin.person.roles', { name: person.name })}</legend>
            {ROLES.filter((role) => role !== 'member').map((role) => (
              <Checkbox
                key={role}
                className="check"
                isSelected={person.roles.includes(role)}
                onChange={(on) => toggle(role, on)}
              >
                <span className="box" aria-hidden="true" />
                {t(`admin.role.${role}`)}
              </Checkbox>
            ))}
            <Button look="bare" onPress={() => (person.disabled ? onChange({ disabled: false }) : setAsking(true))}>
              {t(person.disabled ? 'admin.person.enable' : 'admin.person.disable')}
              <span className="sr"> {person.name}</span>
            </Button>
          </fieldset>
        )}
      </div>
      {asking && (
        <Confirm
          title={t('admin.person.disable.title', { name: person.name })}
          sentence={t('admin.person.disable.sure', { name: person.name })}
          verb={t('admin.person.disable')}
          onConfirm={() => onChange({ disabled: true })}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}
