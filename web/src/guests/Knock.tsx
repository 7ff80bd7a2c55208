import { type FormEvent, useState } from 'react'
import { api, Problem } from '../app/api'
import { Heading } from '../app/Heading'
import { useT } from '../i18n'
import { LanguageSwitch } from '../identity/LanguageSwitch'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import type { GuestEntry } from './wire'

interface KnockProps {
  link: string
  onEntered(entry: GuestEntry): void
  onGone(): void
}

/** A name, and the link is used up. */
export function Knock({ link, onEntered, onGone }: KnockProps) {
  const t = useT()
  const { busy, problem, run } = useAction()
  const [name, setName] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(
      async () => onEntered(await api<GuestEntry>('POST', '/guest', { link, name: name.trim() })),
      (error) => {
        if (!(error instanceof Problem)) return undefined
        if (error.status === 404) onGone()
        return error.status === 400 ? t('guest.field.refused') : undefined
      },
    )
  }

  return (
    <main className="gate">
      <p className="brand">{t('app.name')}</p>
      <div className="gate-card card">
        <Heading title={t('guest.title')} />
        <p>{t('guest.lead')}</p>
        <form onSubmit={submit}>
          <Field
            label={t('guest.field')}
            hint={t('guest.field.hint')}
            autoComplete="name"
            isRequired
            maxLength={60}
            value={name}
            onChange={setName}
          />
          <ProblemLine>{problem}</ProblemLine>
          <Button look="main" type="submit" busy={busy}>
            {t('guest.submit')}
          </Button>
        </form>
        <p className="small soft">{t('guest.once')}</p>
        <p className="small soft">{t('guest.kept')}</p>
      </div>
      <LanguageSwitch />
    </main>
  )
}
