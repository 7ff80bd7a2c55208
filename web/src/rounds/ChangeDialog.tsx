import { type FormEvent, useState } from 'react'
import { Problem } from '../app/api'
import { useT } from '../i18n'
import { newCid } from '../realtime/cid'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Choice, Field } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { STARTS } from './slots'
import { proposeChange, type RoundDate, type RoundDates } from './wire'
import { useRoundWords } from './words'

interface ChangeDialogProps {
  round: RoundDates
  date: RoundDate
  onClose(): void
  onChange(round: RoundDates): void
}

interface Time {
  key: number
  day: string
  start: string
}

const MOST = 3

/** Proposes another time for a session, up to three to choose from, or to skip its week. */
export function ChangeDialog({ round, date, onClose, onChange }: ChangeDialogProps) {
  const t = useT()
  const { busy, problem, run } = useAction()
  const { when } = useRoundWords(round)
  const [what, setWhat] = useState<'move' | 'skip'>('move')
  const [times, setTimes] = useState<Time[]>([timeBeside(date, 0)])
  const [cid] = useState(newCid)

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(
      async () => {
        const moves = times.map(({ day, start }) => ({ do: 'move' as const, to: `${day}T${start}` }))
        const options = what === 'move' ? moves : [{ do: 'skip' as const }]
        onChange(await proposeChange(round.roomId, { cid, week: date.week, options }))
        onClose()
      },
      (error) =>
        error instanceof Problem && (error.status === 409 || error.status === 400)
          ? t('rounds.change.problem')
          : undefined,
    )
  }

  const change = (key: number, part: Partial<Time>) =>
    setTimes((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  return (
    <Dialog
      title={t('rounds.change.of', { number: date.number })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="main" type="submit" form="change" busy={busy}>
            {t('rounds.change.propose')}
          </Button>
        </>
      }
    >
      <p>{when(date.startsAt)}</p>
      <form id="change" className="fields" onSubmit={submit}>
        <Choice<'move' | 'skip'>
          label={t('rounds.change.what')}
          value={what}
          onChange={setWhat}
          options={[
            { value: 'move', label: t('rounds.change.what.move') },
            { value: 'skip', label: t('rounds.change.what.skip') },
          ]}
        />
        {what === 'skip' && <p className="small soft">{t('rounds.change.skip.hint')}</p>}
        {what === 'move' &&
          times.map((time, index) => (
            <fieldset key={time.key} className="round-time">
              <legend>{t('rounds.change.proposal', { number: index + 1 })}</legend>
              <Field
                label={t('rounds.change.day')}
                type="date"
                isRequired
                value={time.day}
                onChange={(day) => change(time.key, { day })}
              />
              <Choice
                label={t('rounds.change.start')}
                value={time.start}
                onChange={(start) => change(time.key, { start })}
                options={STARTS.map((value) => ({ value, label: t('rounds.clock', { time: value }) }))}
              />
              {times.length > 1 && (
                <Button
                  look="bare"
                  aria-label={t('rounds.change.less.of', { number: index + 1 })}
                  onPress={() => setTimes((all) => all.filter((one) => one.key !== time.key))}
                >
                  {t('common.remove')}
                </Button>
              )}
            </fieldset>
          ))}
        {what === 'move' && times.length < MOST && (
          <div>
            <Button
              look="bare"
              onPress={() => setTimes((all) => [...all, timeBeside(date, 1 + Math.max(...all.map(({ key }) => key)))])}
            >
              {t('rounds.change.more')}
            </Button>
          </div>
        )}
        <ProblemLine>{problem}</ProblemLine>
      </form>
    </Dialog>
  )
}

/** The same time on another working day of the same week. */
function timeBeside({ start }: RoundDate, key: number): Time {
  const [day = '', time = ''] = start.split('T')
  const at = new Date(`${day}T12:00:00Z`)
  const weekday = at.getUTCDay()
  at.setUTCDate(at.getUTCDate() + (weekday + key < 5 ? key + 1 : -1 - key))
  return { key, day: at.toISOString().slice(0, 10), start: time }
}
