import { type FormEvent, useEffect, useState } from 'react'
import { api, Problem } from '../app/api'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { navigate } from '../app/router'
import { useT } from '../i18n'
import type { Authority } from '../realtime/wire'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'

interface Opened {
  email: string
  authority: Authority
}

// Read once and taken out of the address bar at once: a secret in the history or on a shared screen is none.
const secret = location.hash.slice(1)
if (secret) history.replaceState(null, '', location.pathname)

export default function Invitation({ onDone }: { onDone(): void }) {
  const t = useT()
  const { busy, problem, run } = useAction()
  const [opened, setOpened] = useState<Opened | 'gone' | null>(secret ? null : 'gone')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')

  useEffect(() => {
    if (!secret) return
    let wanted = true
    api<Opened>('POST', '/invitations/open', { secret })
      .then((answer) => wanted && setOpened(answer))
      .catch(() => wanted && setOpened('gone'))
    return () => {
      wanted = false
    }
  }, [])

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(
      async () => {
        await api('POST', '/invitations/accept', { secret, name: name.trim(), password })
        onDone()
      },
      (error) => {
        if (!(error instanceof Problem)) return undefined
        if (error.status === 404) return t('invitation.gone')
        return error.status === 400 ? t('invitation.password.refused') : undefined
      },
    )
  }

  if (opened === null) return <Patience />
  return (
    <main className="gate">
      <p className="brand">{t('app.name')}</p>
      <div className="gate-card card">
        <Heading title={t('invitation.title')} />
        {opened === 'gone' ? (
          <>
            <p>{t('invitation.gone')}</p>
            <Button onPress={() => navigate('/')}>{t('invitation.toSignIn')}</Button>
          </>
        ) : (
          <>
            <p>{t('invitation.for', { email: opened.email, authority: opened.authority.name })}</p>
            <form onSubmit={submit}>
              <input type="hidden" name="email" autoComplete="username" value={opened.email} readOnly />
              <Field
                label={t('invitation.name')}
                hint={t('invitation.name.hint')}
                autoComplete="name"
                isRequired
                value={name}
                onChange={setName}
              />
              <Field
                label={t('invitation.password')}
                hint={t('invitation.password.hint')}
                type="password"
                autoComplete="new-password"
                isRequired
                minLength={10}
                value={password}
                onChange={setPassword}
              />
              <ProblemLine>{problem}</ProblemLine>
              <Button look="main" type="submit" busy={busy}>
                {t('invitation.submit')}
              </Button>
            </form>
          </>
        )}
      </div>
    </main>
  )
}
