import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../i18n'
import { Button } from '../../ui/Button'
import { useFirstNames } from '../people'
import { useAct, useDesk, useDeskState } from '../useDesk'
import type { Card, Session, Step } from '../wire'

const GROUPS = [0, 1, 2, 3, 4, 5, 6]

interface BoardProps {
  session: Session
  step: Step
  board: Session['boards'][number]
}

/** The texts that have come to light: to be put into groups, to be given dots, or to be talked about. */
export function Board({ session, step, board }: BoardProps) {
  const t = useT()
  const { mine } = useDeskState(useDesk())
  const [votes, setVotes] = useState<Record<number, number>>(() =>
    Object.fromEntries((mine?.votes ?? []).map((one) => [one.card, one.dots])),
  )
  const given = Object.values(votes).reduce((sum, dots) => sum + dots, 0)
  const act = useAct()
  const cards = [...board.cards].sort(order)

  async function vote(card: Card, dots: number) {
    const before = votes
    const next = { ...votes, [card.id]: dots }
    setVotes(next)
    const list = Object.entries(next).map(([id, count]) => ({ card: Number(id), dots: count }))
    if (!(await act('vote', { step: session.step, votes: list }))) setVotes(before)
  }

  return (
    <section className="work" aria-labelledby="board">
      <h3 id="board">{step.type === 'pairs' ? session.steps[board.step]?.title : step.text}</h3>
      {step.type === 'vote' && (
        <p className="small soft">{t('session.vote.left', { count: Math.max(0, step.dots - given) })}</p>
      )}
      {cards.length === 0 && <p className="soft">{t('session.board.empty')}</p>}
      <ul className="cards">
        {cards.map((card) => (
          <li key={card.id} className={card.group > 0 ? `note g${card.group}` : 'note'}>
            <p>{card.text}</p>
            <div className="row note-foot">
              <Author card={card} />
              {card.group > 0 && step.type !== 'cluster' && (
                <span className="tag">{t('session.group', { number: card.group })}</span>
              )}
              {card.dots >= 0 && step.type !== 'vote' && (
                <span className="tag">{t('session.dots', { count: card.dots })}</span>
              )}
              {step.type === 'cluster' && <Group card={card} />}
              {step.type === 'vote' && (
                <span className="row dots">
                  <Button
                    look="bare"
                    aria-label={t('session.vote.less', { text: card.text })}
                    isDisabled={(votes[card.id] ?? 0) === 0}
                    onPress={() => vote(card, (votes[card.id] ?? 0) - 1)}
                  >
                    <Minus aria-hidden="true" />
                  </Button>
                  <b aria-live="polite">
                    {votes[card.id] ?? 0}
                    <span className="sr"> {t('session.vote.of', { text: card.text })}</span>
                  </b>
                  <Button
                    look="bare"
                    aria-label={t('session.vote.more', { text: card.text })}
                    isDisabled={given >= step.dots}
                    onPress={() => vote(card, (votes[card.id] ?? 0) + 1)}
                  >
                    <Plus aria-hidden="true" />
                  </Button>
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Most dots first, then by group, as they were. */
function order(one: Card, other: Card): number {
  return other.dots - one.dots || one.group - other.group || one.id - other.id
}

function Author({ card }: { card: Card }) {
  const nameOf = useFirstNames()
  return <span className="small soft grow">{card.authorId ? nameOf(card.authorId) : ''}</span>
}

function Group({ card }: { card: Card }) {
  const t = useT()
  const act = useAct()
  return (
    <label className="row small">
      <span>{t('session.group.label')}</span>
      <select
        value={card.group}
        aria-label={t('session.group.of', { text: card.text })}
        onChange={(event) => act('group', { card: card.id, group: Number(event.target.value) })}
      >
        {GROUPS.map((group) => (
          <option key={group} value={group}>
            {group === 0 ? t('session.group.none') : t('session.group', { number: group })}
          </option>
        ))}
      </select>
    </label>
  )
}
