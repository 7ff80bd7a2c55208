import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type TextLine, Texts } from './texts'

let shown: readonly TextLine[]
let sent: { line: number; text: string; done: boolean }[]
let works: boolean
let texts: Texts

beforeEach(() => {
  vi.useFakeTimers()
  shown = []
  sent = []
  works = true
  texts = new Texts(
    (from) => from === 'writer',
    async (line) => {
      if (!works) throw new Error('away')
      sent.push(line)
    },
    (lines) => {
      shown = lines
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
})

it('sends what is typed long before 500 ms are over, in one piece where somebody types fast', async () => {
  texts.type('G')
  texts.type('Gu')
  await vi.advanceTimersByTimeAsync(50)
  texts.type('Gut')
  await vi.advanceTimersByTimeAsync(50)
  expect(sent).toEqual([{ line: 1, text: 'Gut', done: false }])
  texts.type('')
  await vi.advanceTimersByTimeAsync(100)
  expect(sent.at(-1)).toEqual({ line: 1, text: '', done: false })
})

it('loses no finished line while the connection is away', async () => {
  works = false
  texts.type('eins')
  texts.finish()
  texts.type('zwei')
  texts.finish()
  texts.type('dr')
  await vi.advanceTimersByTimeAsync(1_000)
  works = true
  texts.again()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent.map(({ line, text, done }) => [line, text, done])).toEqual([
    [1, 'eins', true],
    [2, 'zwei', true],
    [3, 'dr', false],
  ])
})

it('shows who writes what, and never changes a line that is finished', () => {
  const line = { roomId: 'r', from: 'p1', line: 1 }
  texts.heard({ ...line, text: 'Hal', done: false })
  texts.type('Ich')
  texts.heard({ ...line, text: 'Hallo', done: true })
  texts.heard({ ...line, text: 'Hall', done: false })
  expect(shown).toEqual([
    { from: 'p1', line: 1, text: 'Hallo', done: true, caption: false },
    { from: '', line: 1, text: 'Ich', done: false, caption: false },
  ])
  texts.type('')
  expect(shown).toHaveLength(1)
})

it('marks what is typed by whoever writes captions', () => {
  texts.heard({ roomId: 'r', from: 'writer', line: 1, text: 'Guten Morgen', done: false })
  texts.heard({ roomId: 'r', from: 'p1', line: 1, text: 'Hallo', done: true })
  expect(shown.map(({ caption }) => caption)).toEqual([true, false])
})
