import { useT } from '../i18n'
import { useCard, useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { answerChange, type RoundChange, type RoundDates, roundDates, withdrawChange } from './wire'
import { useOptionWords, useRoundWords } from './words'

interface ChangeProps {
  round: RoundDates
  change: RoundChange
}

/** What somebody proposes for a week: who says yes to what, and what one says oneself. */
export function ChangeCard({ round, change, onChange }: ChangeProps & { onChange(round: RoundDates): void }) {
  const t = useT()
  const me = useLive((live) => live.me.id)
  const people = useLive((live) => live.people)
  const words = useOptionWords(round)
  const { week } = useRoundWords(round)
  const by = useCard(change.by).name
  const { busy, problem, run } = useAction()
  const mine = change.options.flatMap((option, place) => (option.yes.includes(me) ? [place] : []))
  const answered = change.answered.includes(me)
  const kind = change.options[0]?.do ?? 'move'
  const answer = (yes: number[]) => void run(async () => onChange(await answerChange(round.roomId, change.id, yes)))
  const withdraw = () =>
    void run(async () => {
      await withdrawChange(round.roomId, change.id)
      onChange(await roundDates(round.roomId))
    })
  const title = `change-${change.id}`
  return (
    <article className="card" aria-labelledby={title}>
      <h3 id={title}>
        {week(change.week)}: {t(`rounds.change.title.${kind}`)}
      </h3>
      <p className="small soft">
        {change.by === me ? t('rounds.change.byMe') : t('rounds.change.by', { name: by })}{' '}
        {t('rounds.change.quorum', { count: round.quorum })}
      </p>
      <ul className="round-options">
        {change.options.map((option, place) => {
          const yes = mine.includes(place)
          const names = option.yes.map((id) => people[id]?.name ?? '').filter(Boolean)
          return (
            <li key={words(option)}>
              <div className="grow">
                <b className="block">{words(option)}</b>
                <span className="small soft">
                  {t('rounds.change.yes', { count: option.yes.length })}
                  {names.length > 0 && `: ${names.join(', ')}`}
                </span>
              </div>
              <Button
                aria-pressed={yes}
                aria-label={t('rounds.change.fits.of', { option: words(option) })}
                className="round-fits"
                busy={busy}
                onPress={() => answer(yes ? mine.filter((one) => one !== place) : [...mine, place])}
              >
                {t('rounds.change.fits')}
              </Button>
            </li>
          )
        })}
      </ul>
      <div className="row card-actions">
        <Button
          aria-pressed={answered && mine.length === 0}
          className="round-fits"
          busy={busy}
          onPress={() => answer([])}
        >
          {t('rounds.change.none')}
        </Button>
        {change.by === me && (
          <Button look="bare" busy={busy} onPress={withdraw}>
            {t('rounds.change.withdraw')}
          </Button>
        )}
      </div>
      {!answered && <p className="small soft round-open">{t('rounds.change.unanswered')}</p>}
      <ProblemLine>{problem}</ProblemLine>
    </article>
  )
}

/** What became of something that was proposed. */
export function SettledChange({ round, change }: ChangeProps) {
  const t = useT()
  const words = useOptionWords(round)
  const { week } = useRoundWords(round)
  const option = change.options[change.carried ?? -1]
  const outcome = option
    ? option.do === 'move'
      ? t('rounds.settled.moved', { when: words(option) })
      : words(option)
    : t(`rounds.settled.${change.state === 'carried' || change.state === 'open' ? 'superseded' : change.state}`)
  return (
    <li>
      <div className="grow">
        <span className="small soft block">{week(change.week)}</span>
        {outcome}
      </div>
    </li>
  )
}
