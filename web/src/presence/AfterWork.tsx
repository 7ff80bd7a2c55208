import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { totalUnread, useClient, useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { nextWork } from './hours'

/** Says that work is over and what waits until it begins again; nothing while it is not. */
export function AfterWork() {
  const t = useT()
  const times = useTimes()
  const { hours } = useClient()
  const over = useLive((live) => live.afterWork)
  const days = useLive((live) => live.workingDays)
  const waiting = useLive((live) => totalUnread(live.rooms))
  if (!over) return null
  const next = nextWork(days, new Date())
  return (
    <section className="card after-work" aria-labelledby="after-work">
      <h2 id="after-work">{t('hours.over')}</h2>
      <p className="soft">
        {t('hours.over.hint', { count: waiting })}{' '}
        {next && t('hours.over.next', { day: times.weekday(next.getDay() || 7), time: times.time(next.toISOString()) })}
      </p>
      {waiting > 0 && (
        <p className="card-actions">
          <Button onPress={() => hours.show()}>{t('hours.show')}</Button>
        </p>
      )}
    </section>
  )
}
