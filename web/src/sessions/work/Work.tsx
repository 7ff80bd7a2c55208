import type { Session, Step } from '../wire'
import { Board } from './Board'
import { Case } from './Case'
import { CommitStep } from './CommitStep'
import { Pairs } from './Pairs'
import { Review } from './Review'
import { WriteStep } from './WriteStep'

/** What is done in the step that goes on, beside talking. */
export function Work({ session, step }: { session: Session; step: Step }) {
  const board = session.boards.at(-1)
  switch (step.type) {
    case 'write':
      return <WriteStep key={session.step} session={session} step={step} />
    case 'cluster':
    case 'vote':
      return board ? <Board key={session.step} session={session} board={board} step={step} /> : null
    case 'discuss':
      return board && board.cards.length > 0 ? <Board session={session} board={board} step={step} /> : null
    case 'review':
      return <Review session={session} step={step} />
    case 'case':
      return <Case session={session} step={step} />
    case 'pairs':
      return (
        <>
          <Pairs session={session} step={step} />
          {board && board.cards.length > 0 && <Board session={session} board={board} step={step} />}
        </>
      )
    case 'commit':
      return <CommitStep session={session} step={step} />
    case 'arrive':
    case 'impulse':
    case 'brief':
    case 'round':
      return step.text ? <p className="work work-text">{step.text}</p> : null
  }
}
