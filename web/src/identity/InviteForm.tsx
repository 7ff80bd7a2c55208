import { type FormEvent, useState } from 'react'
import { api } from '../app/api'
import { type MessageKey, useT } from '../i18n'
import { useTimes } from '../i18n/time'
import type { Role } from '../realtime/wire'
import { Button } from '../ui/Button'
import { Choice, Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'

export const ROLES: Role[] = ['member', 'programme-owner', 'administrator']

interface Made {
  email: string
  link: string
  expiresAt: string
}

/** Makes a link for one person. The link is shown once, to be sent by whoever invites. */
export function InviteForm({ administrator }: { administrator: boolean }) {
  const t = useT()
  const times = useTimes()
  const { busy, problem, run } = useAction()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [made, setMade] = useState<Made | null>(null)
  const [copied, setCopied] = useState(false)

  function submit(event: FormEvent) {
    event.preventDefault()
    setCopied(false)
    void run(async () => {
      const body = administrator ? { email: email.trim(), role } : { email: email.trim() }
      const answer = await api<{ link: string; expiresAt: string }>('POST', '/invitations', body)
      setMade({ email: email.trim(), ...answer })
      setEmail('')
    })
  }

  return (
    <section className="sec" aria-labelledby="invite">
      <h2 id="invite">{t('admin.invitations')}</h2>
      <p className="soft">{t('admin.invitations.lead')}</p>
      <form className="fields" onSubmit={submit}>
        <Field label={t('admin.email')} type="email" autoComplete="off" isRequired value={email} onChange={setEmail} />
        {administrator && (
          <Choice<Role>
            label={t('admin.role')}
            value={role}
            onChange={setRole}
            options={ROLES.map((value) => ({ value, label: t(`admin.role.${value}` as MessageKey) }))}
          />
        )}
        <div>
          <Button look="main" type="submit" busy={busy}>
            {t('admin.invite')}
          </Button>
        </div>
        <ProblemLine>{problem}</ProblemLine>
      </form>
      {made && (
        <div className="card made">
          <Field label={t('admin.link', { email: made.email })} value={made.link} isReadOnly />
          <p className="small soft">{t('admin.link.expires', { time: times.both(made.expiresAt) })}</p>
          <Button onPress={() => navigator.clipboard.writeText(made.link).then(() => setCopied(true))}>
            {t('admin.link.copy')}
          </Button>
          <p role="status" className="small">
            {copied ? t('admin.link.copied') : ''}
          </p>
        </div>
      )}
    </section>
  )
}
