import { type FormEvent, useState } from 'react'
import { api } from '../app/api'
import { useT } from '../i18n'
import type { Authority } from '../realtime/wire'
import { Button } from '../ui/Button'
import { Choice, Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { LANDS, type Land } from './lands'

const KINDS: Authority['kind'][] = ['municipality', 'district', 'other']

interface AuthoritiesProps {
  authorities: Authority[]
  administrator: boolean
  onAdded(authority: Authority): void
}

export function Authorities({ authorities, administrator, onAdded }: AuthoritiesProps) {
  const t = useT()
  return (
    <section className="sec" aria-labelledby="authorities">
      <h2 id="authorities">{t('admin.authorities')}</h2>
      <ul className="list">
        {authorities.map((authority) => (
          <li key={authority.id}>
            <div className="grow">
              <b className="block">{authority.name}</b>
              <span className="small soft">
                {t(`admin.authority.kind.${authority.kind}`)}
                {authority.land && ` · ${LANDS.find(({ value }) => value === authority.land)?.label}`}
                {authority.domains.length > 0 && ` · ${authority.domains.map((domain) => domain.name).join(', ')}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {administrator && <NewAuthority onAdded={onAdded} />}
    </section>
  )
}

function NewAuthority({ onAdded }: { onAdded(authority: Authority): void }) {
  const t = useT()
  const { busy, problem, run } = useAction()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Authority['kind']>('municipality')
  const [domain, setDomain] = useState('')
  const [land, setLand] = useState<Land | ''>('')
  const [added, setAdded] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      const domains = domain.trim() === '' ? [] : [{ name: domain.trim().toLowerCase(), verified: true }]
      const body = { name: name.trim(), kind, domains, ...(land ? { land } : {}) }
      const authority = await api<Authority>('POST', '/authorities', body)
      onAdded(authority)
      setAdded(t('admin.authority.added', { name: authority.name }))
      setName('')
      setDomain('')
    })
  }

  return (
    <form className="fields" onSubmit={submit}>
      <h3>{t('admin.authority.new')}</h3>
      <Field label={t('admin.authority.name')} isRequired maxLength={120} value={name} onChange={setName} />
      <Choice<Authority['kind']>
        label={t('admin.authority.kind')}
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: t(`admin.authority.kind.${value}`) }))}
      />
      <Choice<Land | ''>
        label={t('admin.authority.land')}
        value={land}
        onChange={setLand}
        options={[{ value: '', label: t('admin.authority.land.none') }, ...LANDS]}
      />
      <Field
        label={t('admin.authority.domain')}
        hint={t('admin.authority.domain.hint')}
        value={domain}
        onChange={setDomain}
      />
      <div>
        <Button type="submit" busy={busy}>
          {t('admin.authority.new')}
        </Button>
      </div>
      <ProblemLine>{problem}</ProblemLine>
      <p role="status" className="small">
        {added}
      </p>
    </form>
  )
}
