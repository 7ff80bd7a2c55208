import { type FormEvent, useState } from 'react'
import { Switch } from 'react-aria-components/Switch'
import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { useClient, useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import type { WorkingDay } from './hours'

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const USUAL: WorkingDay[] = WEEK.slice(0, 5).map((day) => ({ day, from: '08:00', to: '16:30' }))

/** When this person works; outside of it nothing calls for them. */
export function HoursPanel() {
  const t = useT()
  const times = useTimes()
  const { hours } = useClient()
  const kept = useLive((live) => live.workingDays)
  const [days, setDays] = useState<readonly WorkingDay[] | null>(null)
  const [saved, setSaved] = useState(false)
  const { busy, problem, run } = useAction()
  const shown = days ?? kept
  const change = (next: WorkingDay[]) => {
    setSaved(false)
    setDays(next.sort((one, other) => one.day - other.day))
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    setSaved(await run(() => hours.set([...shown])))
  }

  return (
    <section className="sec" aria-labelledby="hours">
      <h2 id="hours">{t('hours.title')}</h2>
      <p className="small soft">{t('hours.explain')}</p>
      <form className="fields" onSubmit={save}>
        <Switch className="switch" isSelected={shown.length > 0} onChange={(on) => change(on ? USUAL : [])}>
          <span className="track" aria-hidden="true" />
          {t('hours.on')}
        </Switch>
        {shown.length > 0 && (
          <ul className="hours-week">
            {WEEK.map((day) => (
              <Day
                key={day}
                name={times.weekday(day)}
                span={shown.find((one) => one.day === day)}
                onChange={(span) =>
                  change([...shown.filter((one) => one.day !== day), ...(span ? [{ ...span, day }] : [])])
                }
              />
            ))}
          </ul>
        )}
        <div>
          <Button type="submit" busy={busy}>
            {t('hours.save')}
          </Button>
        </div>
        <ProblemLine>{problem}</ProblemLine>
        <p role="status" className="small">
          {saved ? t('presence.saved') : ''}
        </p>
      </form>
    </section>
  )
}

interface DayProps {
  name: string
  span?: WorkingDay
  onChange(span: Omit<WorkingDay, 'day'> | null): void
}

function Day({ name, span, onChange }: DayProps) {
  const t = useT()
  const { from, to } = span ?? USUAL[0] ?? { from: '', to: '' }
  return (
    <li>
      <label className="row">
        <input
          type="checkbox"
          checked={span !== undefined}
          onChange={(e) => onChange(e.target.checked ? { from, to } : null)}
        />
        {name}
      </label>
      {span && (
        <>
          <input
            type="time"
            required
            aria-label={t('hours.from', { day: name })}
            value={from}
            onChange={(e) => onChange({ from: e.target.value, to })}
          />
          <input
            type="time"
            required
            min={from}
            aria-label={t('hours.to', { day: name })}
            value={to}
            onChange={(e) => onChange({ from, to: e.target.value })}
          />
        </>
      )}
    </li>
  )
}
