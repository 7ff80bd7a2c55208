import { expect, it } from 'vitest'
import { groupsOf } from './groups'
import type { Session, StepType } from './wire'

const session = (type: StepType, phase: Session['phase']): Session =>
  ({
    phase,
    step: 0,
    steps: [{ type, title: '', text: '', planned: 60, seconds: 60, anonymous: false, dots: 0 }],
    pairs: [{ people: ['anna', 'bela'] }, { people: ['cem'] }],
  }) as unknown as Session

it('splits the call while people talk in twos and threes, and at no other time', () => {
  const groups = [['anna', 'bela'], ['cem']]
  expect(groupsOf(session('pairs', 'running'))).toEqual(groups)
  expect(groupsOf(session('pairs', 'paused'))).toEqual(groups)
  expect(groupsOf(session('pairs', 'ended'))).toBeNull()
  expect(groupsOf(session('discuss', 'running'))).toBeNull()
  expect(groupsOf(undefined)).toBeNull()
})
