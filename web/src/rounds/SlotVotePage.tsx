import { useEffect, useState } from 'react'
import { Heading } from '../app/Heading'
import { Patience } from '../app/Patience'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'
import { useTimes } from '../i18n/time'
import { useLive } from '../realtime/context'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Field'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'
import { useMedia } from '../ui/useMedia'
import { SlotGrid } from './SlotGrid'
import { type Answers, answersOf, DAYS, type Day, partsOf, type Say, sent } from './slots'
import { answerSlots, beginSeries, type RoundDates, type SlotProposal, type SlotVote, slotVote } from './wire'
import { noon } from './words'

const WIDE = '(min-width: 40em)'
const WEEKS = 8

interface SlotVotePageProps {
  roomId: string
  onBegun(round: RoundDates): void
}

/** How a round without a time of the week finds one. */
export function SlotVotePage({ roomId, onBegun }: SlotVotePageProps) {
  const t = useT()
  const news = useLive((live) => live.roundNews[roomId] ?? 0)
  const connected = useLive((live) => live.connection === 'connected')
  const [week, setWeek] = useState<string>()
  const [vote, setVote] = useState<SlotVote>()
  const [failed, setFailed] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when somebody has answered, and when the connection is back
  useEffect(() => {
    let wanted = true
    slotVote(roomId, week).then(
      (next) => wanted && setVote(next),
      (error) => wanted && setFailed(t(problemKey(error))),
    )
    return () => {
      wanted = false
    }
  }, [roomId, week, news, connected, t])
  return (
    <>
      <Heading title={t('rounds.slots.title')} />
      <p className="slot-intro">{t('rounds.slots.intro')}</p>
      {vote ? (
        <>
          <Answered vote={vote} />
          <Proposals vote={vote} week={week ?? vote.firstWeek} onWeek={setWeek} onBegun={onBegun} />
          <Mine key={vote.roomId} vote={vote} onVote={setVote} />
        </>
      ) : failed ? (
        <p>{failed}</p>
      ) : (
        <Patience />
      )}
    </>
  )
}

function Answered({ vote }: { vote: SlotVote }) {
  const t = useT()
  const people = useLive((live) => live.people)
  const missing = vote.members.filter((id) => !vote.answered.includes(id)).map((id) => people[id]?.name ?? '')
  return (
    <p role="status" className="soft">
      {t('rounds.slots.answered', { count: vote.answered.length, all: vote.members.length })}{' '}
      {missing.length > 0 && t('rounds.slots.missing', { names: missing.filter(Boolean).join(', ') })}
    </p>
  )
}

interface ProposalsProps {
  vote: SlotVote
  week: string
  onWeek(week: string): void
  onBegun(round: RoundDates): void
}

function Proposals({ vote, week, onWeek, onBegun }: ProposalsProps) {
  const t = useT()
  const times = useTimes()
  const { busy, problem, run } = useAction()
  const [first] = useState(vote.firstWeek)
  if (vote.proposals.length === 0) return null
  const closable = vote.closableAt !== undefined && new Date(vote.closableAt).getTime() <= Date.now()
  const weeks = Array.from({ length: WEEKS }, (_, index) => later(first, index))
  return (
    <section className="sec" aria-labelledby="proposals">
      <h2 id="proposals">{t('rounds.slots.best')}</h2>
      <Choice
        label={t('rounds.slots.first')}
        value={week}
        onChange={onWeek}
        options={weeks.map((value) => ({
          value,
          label: t('rounds.week.of', { day: times.dayIn(noon(value), vote.zone) }),
        }))}
      />
      <ol className="list">
        {vote.proposals.map((proposal) => (
          <li key={proposal.slot}>
            <div className="grow">
              <b className="block">{slotWords(t, proposal.slot)}</b>
              <span className="small soft">{reasons(t, proposal)}</span>
            </div>
            {closable && (
              <Button
                busy={busy}
                aria-label={t('rounds.slots.begin.of', { slot: slotWords(t, proposal.slot) })}
                onPress={() =>
                  void run(async () =>
                    onBegun(await beginSeries(vote.roomId, { slot: proposal.slot, firstWeek: week })),
                  )
                }
              >
                {t('rounds.slots.begin')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {!closable && <p className="small soft">{t('rounds.slots.wait')}</p>}
      <ProblemLine>{problem}</ProblemLine>
    </section>
  )
}

function Mine({ vote, onVote }: { vote: SlotVote; onVote(vote: SlotVote): void }) {
  const t = useT()
  const wide = useMedia(WIDE)
  const { busy, problem, run } = useAction()
  const [answers, setAnswers] = useState<Answers>(() => answersOf(vote.mine))
  const [day, setDay] = useState<Day>('monday')
  const [saved, setSaved] = useState(false)
  function put(slot: string, say: Say) {
    setSaved(false)
    setAnswers((before) => new Map(before).set(slot, say))
  }
  async function send() {
    setSaved(await run(async () => onVote(await answerSlots(vote.roomId, sent(answers)))))
  }
  return (
    <section className="sec" aria-labelledby="mine">
      <h2 id="mine">{t('rounds.slots.mine')}</h2>
      <p className="small soft">{t(wide ? 'rounds.slots.how' : 'rounds.slots.how.touch')}</p>
      <p className="small slot-legend">
        <span className="slot yes">✓</span> {t('rounds.say.yes')} <span className="slot ifNeeded">~</span>{' '}
        {t('rounds.say.ifNeeded')} <span className="slot no" /> {t('rounds.say.no')}
      </p>
      {!wide && (
        <Choice<Day>
          label={t('rounds.slots.day')}
          value={day}
          onChange={setDay}
          options={DAYS.map((value) => ({ value, label: t(`rounds.day.${value}`) }))}
        />
      )}
      <SlotGrid days={wide ? DAYS : [day]} answers={answers} onSay={put} />
      <div className="slot-send">
        <Button look="main" busy={busy} onPress={() => void send()}>
          {t('rounds.slots.send')}
        </Button>
        <p role="status" className="small">
          {saved ? t('rounds.slots.sent') : ''}
        </p>
        <ProblemLine>{problem}</ProblemLine>
      </div>
    </section>
  )
}

function slotWords(t: ReturnType<typeof useT>, slot: string): string {
  const { day, start } = partsOf(slot)
  return t('rounds.at', { day: t(`rounds.day.${day}`), from: start })
}

function reasons(t: ReturnType<typeof useT>, { yes, ifNeeded, no, clashes }: SlotProposal): string {
  return [
    t('rounds.reason.yes', { count: yes }),
    ifNeeded > 0 ? t('rounds.reason.ifNeeded', { count: ifNeeded }) : '',
    no > 0 ? t('rounds.reason.no', { count: no }) : '',
    t('rounds.reason.clashes', { count: clashes }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function later(monday: string, weeks: number): string {
  const date = new Date(noon(monday))
  date.setUTCDate(date.getUTCDate() + 7 * weeks)
  return date.toISOString().slice(0, 10)
}
