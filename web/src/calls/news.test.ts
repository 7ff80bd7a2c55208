import { expect, it } from 'vitest'
import { recordingNews } from './recordingNews'
import { news } from './useCallNews'
import type { Call, Participant, Recording } from './wire'

const someone = (id: string, more: Partial<Participant> = {}): Participant => ({
  id,
  personId: `person-${id}`,
  here: true,
  muted: false,
  camera: true,
  captions: false,
  ...more,
})
const call = (participants: Participant[], sharerId?: string): Call => ({
  id: 'c',
  beganAt: '2026-01-01T10:00:00Z',
  mode: 'mesh',
  participants,
  links: [],
  sharerId,
})
const keys = (before: Call, now: Call) => news(before, now, 'me').map(({ key, personId }) => `${personId} ${key}`)

it('tells what others do and never what one does oneself', () => {
  const before = call([someone('me'), someone('a'), someone('b', { handAt: 'x' })])
  const now = call([
    someone('me', { muted: true, handAt: 'x' }),
    someone('a', { muted: true }),
    someone('b'),
    someone('c'),
  ])
  expect(keys(before, now)).toEqual(['person-a muted', 'person-b handDown', 'person-c came'])
  expect(keys(now, call([someone('me')]))).toEqual(['person-a left', 'person-b left', 'person-c left'])
})

it('tells of the screen that is shown, handed over, and shown no more', () => {
  const all = [someone('me'), someone('a'), someone('b')]
  expect(keys(call(all), call(all, 'a'))).toEqual(['person-a shows'])
  expect(keys(call(all, 'a'), call(all, 'b'))).toEqual(['person-b shows'])
  expect(keys(call(all, 'b'), call(all))).toEqual(['person-b showsNoMore'])
  expect(keys(call(all), call(all, 'me'))).toEqual([])
})

it('tells of a recording that is asked for, goes on, is over, or does not come about', () => {
  const taped = (recording?: Recording): Call => ({ ...call([someone('me'), someone('a')]), recording })
  const by = (byId: string, on: boolean): Recording => ({ id: `by-${byId}`, byId, on, agreed: [byId] })
  const said = (before?: Recording, now?: Recording) => recordingNews(taped(before), taped(now), 'me')?.key
  expect(said(undefined, by('a', false))).toBe('recordAsked')
  expect(said(undefined, by('me', false))).toBeUndefined()
  expect(said(by('a', false), by('a', true))).toBe('recordOn')
  expect(said(by('me', false), by('me', true))).toBe('recordOn')
  expect(said(by('a', true), by('a', true))).toBeUndefined()
  expect(said(by('a', true), undefined)).toBe('recordOver')
  expect(said(by('a', false), undefined)).toBe('recordOff')
})
