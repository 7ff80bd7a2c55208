import { type FormEvent, useState } from 'react'
import { api, Problem } from '../app/api'
import { Heading } from '../app/Heading'
import { useT } from '../i18n'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { LanguageSwitch } from './LanguageSwitch'

export function SignIn({ onDone }: { onDone(): Promise<void> }) {
  const t = useT()
  const { busy, problem, run } = useAction()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(
      async () => {
        await api('POST', '/sign-in', { email: email.trim(), password })
        await onDone()
      },
      (error) => {
        if (!(error instanceof Problem)) return undefined
        if (error.status === 401 || error.status === 400) return t('signIn.wrong')
        if (error.status === 429 && error.retryAfter) return t('signIn.tooMany', { seconds: error.retryAfter })
        return undefined
      },
    )
  }

  return (
    <main className="gate">
      <p className="brand">{t('app.name')}</p>
      <div className="gate-card card">
        <Heading title={t('signIn.title')} />
        <p className="soft">{t('signIn.lead')}</p>
        <form onSubmit={submit}>
          <Field
            label={t('signIn.email')}
            type="email"
            name="email"
            autoComplete="username"
            isRequired
            value={email}
            onChange={setEmail}
          />
          <Field
            label={t('signIn.password')}
            type="password"
            name="password"
            autoComplete="current-password"
            isRequired
            value={password}
            onChange={setPassword}
          />
          <ProblemLine>{problem}</ProblemLine>
          <Button look="main" type="submit" busy={busy}>
            {t('signIn.submit')}
          </Button>
        </form>
        <p className="small soft">{t('signIn.noAccount')}</p>
      </div>
      <LanguageSwitch />
    </main>
  )
}
