import { useState } from 'react'
import { Heading } from '../app/Heading'
import type { Leave } from '../app/Shell'
import { type Theme, useTheme } from '../app/theme'
import { copiesOf } from '../documents/copies'
import { type Language, useLanguage, useT } from '../i18n'
import { HoursPanel } from '../presence/HoursPanel'
import { PresencePanel } from '../presence/PresencePanel'
import { useLive } from '../realtime/context'
import { CalendarPanel } from '../rounds/CalendarPanel'
import { Button } from '../ui/Button'
import { Confirm } from '../ui/Dialog'
import { Choice } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { PasswordForm } from './PasswordForm'

export default function Settings({ onLeave }: { onLeave: Leave }) {
  const t = useT()
  const me = useLive((live) => live.me)
  const [theme, setTheme] = useTheme()
  const { language, choose } = useLanguage()
  return (
    <main id="main" className="col">
      <Heading title={t('settings.title')} />
      <p className="soft">
        {me.name} · {me.authority.name} · {me.email}
      </p>
      <PresencePanel />
      <HoursPanel />
      <section className="sec" aria-labelledby="look">
        <h2 id="look">{t('settings.look')}</h2>
        <div className="fields">
          <Choice<Theme>
            label={t('settings.theme')}
            value={theme}
            onChange={setTheme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({
              value,
              label: t(`settings.theme.${value}`),
            }))}
          />
          <Choice<Language>
            label={t('settings.language')}
            value={language}
            onChange={choose}
            options={[
              { value: 'de', label: 'Deutsch' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
      </section>
      <CalendarPanel />
      <PasswordForm />
      <LeaveSection onLeave={onLeave} />
    </main>
  )
}

function LeaveSection({ onLeave }: { onLeave: Leave }) {
  const t = useT()
  const { busy, problem, run } = useAction()
  const unsent = useLive((live) => live.outbox.filter((row) => row.state !== 'sent').length)
  const [asking, setAsking] = useState<'here' | 'everywhere' | null>(null)
  const leave = (path: Parameters<Leave>[0]) => void run(() => onLeave(path))
  const me = useLive((live) => live.me.id)
  const [copies, setCopies] = useState(0)
  const lost = [
    unsent > 0 ? t('settings.unsent', { count: unsent }) : '',
    copies > 0 ? t('settings.unsent.documents', { count: copies }) : '',
  ].filter(Boolean)
  function ask(how: 'here' | 'everywhere') {
    const waiting = copiesOf(me).filter((copy) => copy.unsent).length
    setCopies(waiting)
    if (how === 'here' && unsent === 0 && waiting === 0) leave('/sign-out')
    else setAsking(how)
  }
  return (
    <section className="sec" aria-labelledby="account">
      <h2 id="account">{t('settings.account')}</h2>
      <div className="row wrap">
        <Button busy={busy} onPress={() => ask('here')}>
          {t('settings.signOut')}
        </Button>
        <Button look="bare" onPress={() => ask('everywhere')}>
          {t('settings.signOutEverywhere')}
        </Button>
      </div>
      <ProblemLine>{problem}</ProblemLine>
      {asking === 'here' && (
        <Confirm
          title={t('settings.signOut.title')}
          sentence={lost.join(' ')}
          verb={t('settings.signOut')}
          onConfirm={() => leave('/sign-out')}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'everywhere' && (
        <Confirm
          title={t('settings.signOutEverywhere')}
          sentence={[t('settings.signOutEverywhere.sure'), ...lost].join(' ')}
          verb={t('settings.signOutEverywhere')}
          onConfirm={() => leave('/sign-out-everywhere')}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}
