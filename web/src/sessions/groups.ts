import type { Groups } from '../calls/engine/groups'
import { currentStep, isGoingOn, type Session } from './wire'

/** Who talks with whom in the call while a step of twos and threes goes on, also while it stands still. */
export function groupsOf(session: Session | undefined): Groups {
  if (!session || !isGoingOn(session) || currentStep(session)?.type !== 'pairs') return null
  return session.pairs.map(({ people }) => people)
}
