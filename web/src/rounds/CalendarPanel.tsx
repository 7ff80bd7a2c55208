import { useEffect, useState } from 'react'
import { useT } from '../i18n'
import { Button } from '../ui/Button'
import { Confirm } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { hasCalendar, makeCalendar, revokeCalendar } from './wire'

/** The address under which a calendar program reads the dates of one's rounds: made, shown once, taken back. */
export function CalendarPanel() {
  const t = useT()
  const { busy, problem, run } = useAction()
  const [made, setMade] = useState(false)
  const [url, setUrl] = useState('')
  const [copied, setCopied] = useState(false)
  const [asking, setAsking] = useState<'make' | 'revoke' | null>(null)
  useEffect(() => {
    hasCalendar().then(setMade, () => undefined)
  }, [])
  const make = () =>
    void run(async () => {
      setUrl(await makeCalendar())
      setMade(true)
      setCopied(false)
    })
  const revoke = () =>
    void run(async () => {
      await revokeCalendar()
      setMade(false)
      setUrl('')
    })
  return (
    <section className="sec" aria-labelledby="calendar">
      <h2 id="calendar">{t('calendar.title')}</h2>
      <p>{t('calendar.intro')}</p>
      {url && (
        <div className="made">
          <Field label={t('calendar.url')} hint={t('calendar.url.hint')} isReadOnly value={url} />
          <Button
            look="main"
            onPress={() =>
              navigator.clipboard.writeText(url).then(
                () => setCopied(true),
                () => undefined,
              )
            }
          >
            {t('calendar.copy')}
          </Button>
          <p role="status" className="small">
            {copied ? t('calendar.copied') : ''}
          </p>
        </div>
      )}
      {made && !url && <p className="small soft">{t('calendar.made')}</p>}
      <div className="row wrap">
        {!url && (
          <Button busy={busy} onPress={made ? () => setAsking('make') : make}>
            {t(made ? 'calendar.again' : 'calendar.make')}
          </Button>
        )}
        {made && (
          <Button look="bare" busy={busy} onPress={() => setAsking('revoke')}>
            {t('calendar.revoke')}
          </Button>
        )}
      </div>
      <ProblemLine>{problem}</ProblemLine>
      {asking && (
        <Confirm
          title={t(asking === 'make' ? 'calendar.again' : 'calendar.revoke')}
          sentence={t('calendar.revoke.sure')}
          verb={t(asking === 'make' ? 'calendar.again' : 'calendar.revoke')}
          onConfirm={asking === 'make' ? make : revoke}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}
