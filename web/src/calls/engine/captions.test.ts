import { expect, it } from 'vitest'
import { shownCaptions } from './captions'

it('shows the last two captions and nothing else that is typed', () => {
  const line = (text: string, caption: boolean, number: number) => ({
    from: 'a',
    line: number,
    text,
    done: true,
    caption,
  })
  const texts = [
    line('eins', true, 1),
    line('zwei', true, 2),
    line('Frage', false, 3),
    line('drei', true, 4),
    line(' ', true, 5),
  ]
  expect(shownCaptions(texts).map(({ text }) => text)).toEqual(['zwei', 'drei'])
  expect(shownCaptions([])).toEqual([])
})
