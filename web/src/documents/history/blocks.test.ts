import { describe, expect, it } from 'vitest'
import { asItWas, changedInForm, countPlaces, inLists, stretchesOf, visible, writersIn } from './blocks'
import type { Block, Run } from './wire'

const block = (change: Block['change'], runs: Run[], more: Partial<Block> = {}): Block => ({
  type: 'paragraph',
  change,
  runs,
  ...more,
})
const same = (text: string) => block('same', [{ text, change: 'same' }])
const came = (text: string, byId?: string) => block('inserted', [{ text, change: 'inserted', byId }])
const went = (text: string, byId?: string) => block('deleted', [{ text, change: 'deleted', byId }])
const texts = (blocks: readonly Block[]) => blocks.map(({ runs }) => runs.map(({ text }) => text).join(''))

describe('the blocks of a comparison', () => {
  it('are shown without empty lines, but with pictures and lines', () => {
    const blocks = [same(''), same(' '), block('same', [], { type: 'rule' }), block('same', [], { type: 'image' })]
    expect(visible([...blocks, same('Text')]).map(({ type }) => type)).toEqual(['rule', 'image', 'paragraph'])
  })

  it('give the page as it was', () => {
    const changed = block('changed', [
      { text: 'Drei ', change: 'deleted' },
      { text: 'Zwei ', change: 'inserted' },
      { text: 'Beiträge', change: 'same' },
    ])
    const then = asItWas([changed, came('neu'), went('alt')])
    expect(texts(then)).toEqual(['Drei Beiträge', 'alt'])
    expect(then.every(({ change, runs }) => change === 'same' && runs.every((run) => run.change === 'same'))).toBe(true)
  })

  it('name everybody once', () => {
    expect(writersIn([came('a', 'p1'), went('b', 'p2'), came('c', 'p1'), same('d')])).toEqual(['p1', 'p2'])
  })

  it('tell a change of form from one of words', () => {
    expect(changedInForm(block('changed', [{ text: 'a', change: 'same' }]))).toBe(true)
    expect(changedInForm(block('changed', [{ text: 'a', change: 'inserted' }]))).toBe(false)
    expect(changedInForm(same('a'))).toBe(false)
  })

  it('stand together in lists', () => {
    const item = block('same', [{ text: 'x', change: 'same' }], { type: 'list-item' })
    expect(inLists([same('a'), item, item, same('b'), item]).map((group) => group.length)).toEqual([1, 2, 1, 1])
  })
})

describe('the stretches of a page', () => {
  it('count neighbours as one place', () => {
    const stretches = stretchesOf([same('a'), went('b'), came('c'), same('d'), came('e')])
    expect(stretches.map(({ place }) => place)).toEqual([null, 0, null, 1])
    expect(countPlaces(stretches)).toBe(2)
  })

  it('fold what is long and the same, and leave one block beside each place', () => {
    const long = ['1', '2', '3', '4', '5', '6'].map(same)
    const shape = stretchesOf([...long, came('x'), ...long, came('y'), ...long]).map(({ blocks, folded, place }) =>
      place === null ? `${folded ? 'folded ' : ''}${texts(blocks).join('')}` : 'place',
    )
    expect(shape).toEqual(['folded 12345', '6', 'place', '1', 'folded 2345', '6', 'place', '1', 'folded 23456'])
  })

  it('fold nothing that is short, nor a page without any change', () => {
    const five = ['1', '2', '3', '4', '5'].map(same)
    expect(stretchesOf([came('x'), ...five, came('y')]).some(({ folded }) => folded)).toBe(false)
    expect(stretchesOf([...five, ...five])).toHaveLength(1)
    expect(stretchesOf([])).toEqual([])
  })
})
