import { type FormEvent, useState } from 'react'
import { api, Problem } from '../app/api'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'

export function PasswordForm() {
  const t = useT()
  const email = useLive((live) => live.me.email)
  const { busy, problem, run } = useAction()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [done, setDone] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setDone(false)
    const changed = await run(
      () => api('POST', '/password', { current, next }),
      (error) => {
        if (!(error instanceof Problem)) return undefined
        if (error.status === 403) return t('settings.password.wrong')
        return error.status === 400 ? t('invitation.password.refused') : undefined
      },
    )
    if (!changed) return
    setCurrent('')
    setNext('')
    setDone(true)
  }

  return (
    <section className="sec" aria-labelledby="password">
      <h2 id="password">{t('settings.password')}</h2>
      <form onSubmit={submit} className="fields">
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        <Field
          label={t('settings.password.current')}
          type="password"
          autoComplete="current-password"
          isRequired
          value={current}
          onChange={setCurrent}
        />
        <Field
          label={t('settings.password.next')}
          hint={t('settings.password.hint')}
          type="password"
          autoComplete="new-password"
          isRequired
          minLength={10}
          value={next}
          onChange={setNext}
        />
        <div>
          <Button type="submit" busy={busy}>
            {t('settings.password')}
          </Button>
        </div>
        <ProblemLine>{problem}</ProblemLine>
        <p role="status" className="small">
          {done ? t('settings.password.done') : ''}
        </p>
      </form>
    </section>
  )
}
