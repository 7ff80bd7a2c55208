import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { newCid } from '../realtime/cid'
import { Button } from '../ui/Button'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { proposeChange, type RoundDate, type RoundDates } from './wire'
import { noon } from './words'

interface DateListProps {
  round: RoundDates
  onAsk(date: RoundDate): void
  onChange(round: RoundDates): void
}

/** All sessions in their order, with the weeks that are skipped between them. */
export function DateList({ round, onAsk, onChange }: DateListProps) {
  const t = useT()
  const rows = [
    ...round.dates.map((date) => ({ week: date.week, date })),
    ...round.skipped.map((week) => ({ week, date: undefined })),
  ].sort((a, b) => a.week.localeCompare(b.week))
  return (
    <section className="sec" aria-labelledby="dates">
      <h2 id="dates">{t('rounds.dates.all', { count: round.dates.length })}</h2>
      <ol className="list round-dates">
        {rows.map(({ week, date }) =>
          date ? (
            <DateRow key={week} round={round} date={date} onAsk={() => onAsk(date)} />
          ) : (
            <SkippedRow key={week} round={round} week={week} onChange={onChange} />
          ),
        )}
      </ol>
    </section>
  )
}

function DateRow({ round, date, onAsk }: { round: RoundDates; date: RoundDate; onAsk(): void }) {
  const t = useT()
  const times = useTimes()
  const { zone } = round
  const begun = new Date(date.startsAt).getTime() <= Date.now()
  const free = date.holidays.map(({ name, authorities }) =>
    t('rounds.holiday', { name, authorities: authorities.map((one) => one.name).join(', ') }),
  )
  const when = t('rounds.when', {
    day: times.dayIn(date.startsAt, zone),
    from: times.timeIn(date.startsAt, zone),
    to: times.timeIn(date.endsAt, zone),
  })
  return (
    <li aria-current={date.number === round.next ? 'date' : undefined} className={begun ? 'over' : undefined}>
      <div className="grow">
        <span className="small soft block">
          {t('rounds.week.short', { number: date.number })}
          {date.moved && ` · ${t('rounds.moved')}`}
          {date.number === round.next && ` · ${t(begun ? 'rounds.now' : 'rounds.next')}`}
        </span>
        <b className="block">{when}</b>
        {free.map((line) => (
          <span key={line} className="small round-holiday">
            {line}
          </span>
        ))}
      </div>
      {!begun && (
        <Button
          look={free.length > 0 ? 'plain' : 'bare'}
          onPress={onAsk}
          aria-label={t(free.length > 0 ? 'rounds.change.move.of' : 'rounds.change.of', { number: date.number })}
        >
          {t(free.length > 0 ? 'rounds.change.move' : 'rounds.change')}
        </Button>
      )}
    </li>
  )
}

function SkippedRow({
  round,
  week,
  onChange,
}: {
  round: RoundDates
  week: string
  onChange: DateListProps['onChange']
}) {
  const t = useT()
  const times = useTimes()
  const { busy, problem, run } = useAction()
  const meet = () =>
    void run(async () =>
      onChange(await proposeChange(round.roomId, { cid: newCid(), week, options: [{ do: 'meet' }] })),
    )
  const day = times.dayIn(noon(week), round.zone)
  const coming = new Date(noon(week)).getTime() > Date.now()
  return (
    <li className="over">
      <div className="grow">
        <span className="small soft block">{t('rounds.week.of', { day })}</span>
        <span>{t('rounds.skipped')}</span>
        <ProblemLine>{problem}</ProblemLine>
      </div>
      {coming && (
        <Button look="bare" busy={busy} onPress={meet} aria-label={t('rounds.meet.of', { day })}>
          {t('rounds.meet')}
        </Button>
      )}
    </li>
  )
}
