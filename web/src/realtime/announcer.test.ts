import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Announcer } from './announcer'

let said: string[]
let announcer: Announcer

beforeEach(() => {
  vi.useFakeTimers()
  said = []
  announcer = new Announcer((sentence) => said.push(sentence), {
    one: ({ author, text }) => `${author}: ${text}`,
    many: (count) => `${count} neue Nachrichten`,
  })
})
afterEach(() => {
  announcer.stop()
  vi.useRealTimers()
})

it('waits a second, then says up to three messages in one sentence', () => {
  for (const text of ['eins', 'zwei', 'drei']) announcer.push({ author: 'Petra', text })
  vi.advanceTimersByTime(999)
  expect(said).toEqual([])
  vi.advanceTimersByTime(1)
  expect(said).toEqual(['Petra: eins Petra: zwei Petra: drei'])
})

it('counts more than three', () => {
  for (const text of ['1', '2', '3', '4', '5']) announcer.push({ author: 'Petra', text })
  vi.advanceTimersByTime(1_000)
  expect(said).toEqual(['5 neue Nachrichten'])
})

it('says nothing after it was stopped', () => {
  announcer.push({ author: 'Petra', text: 'Hallo' })
  announcer.stop()
  vi.advanceTimersByTime(5_000)
  expect(said).toEqual([])
})
