import { useT } from '../i18n'
import { useFirstNames } from '../sessions/people'
import type { Session, Step } from '../sessions/wire'
import { Pairs } from '../sessions/work/Pairs'

/** What is done in the step that goes on, to be looked at. */
export function Shown({ session, step }: { session: Session; step: Step }) {
  const t = useT()
  const nameOf = useFirstNames()
  switch (step.type) {
    case 'write':
      return <p className="work work-text">{t('guest.writing')}</p>
    case 'vote':
    case 'cluster':
    case 'discuss':
      return <Cards session={session} step={step} />
    case 'case':
      return (
        <section className="work" aria-labelledby="case">
          <h3 id="case">
            {session.giver ? t('session.case.of', { name: nameOf(session.giver) }) : t('session.case.open')}
          </h3>
          <p>{step.text}</p>
        </section>
      )
    case 'pairs':
      return <Pairs session={session} step={step} />
    case 'commit':
    case 'review':
      return <p className="work work-text">{t('guest.promises')}</p>
    default:
      return step.text ? <p className="work work-text">{step.text}</p> : null
  }
}

function Cards({ session, step }: { session: Session; step: Step }) {
  const t = useT()
  const nameOf = useFirstNames()
  const board = session.boards.at(-1)
  if (!board) return step.text ? <p className="work work-text">{step.text}</p> : null
  return (
    <section className="work" aria-labelledby="board">
      <h3 id="board">{step.text}</h3>
      {board.cards.length === 0 && <p className="soft">{t('session.board.empty')}</p>}
      <ul className="cards">
        {[...board.cards]
          .sort((one, other) => other.dots - one.dots || one.group - other.group || one.id - other.id)
          .map((card) => (
            <li key={card.id} className={card.group > 0 ? `note g${card.group}` : 'note'}>
              <p>{card.text}</p>
              <div className="row note-foot">
                <span className="small soft grow">{card.authorId ? nameOf(card.authorId) : ''}</span>
                {card.group > 0 && <span className="tag">{t('session.group', { number: card.group })}</span>}
                {card.dots >= 0 && <span className="tag">{t('session.dots', { count: card.dots })}</span>}
              </div>
            </li>
          ))}
      </ul>
    </section>
  )
}
