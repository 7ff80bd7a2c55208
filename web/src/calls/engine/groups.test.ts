import { expect, it } from 'vitest'
import { companions, type Groups, ownFirst, sameGroups, together } from './groups'

const PEOPLE = ['anna', 'bela', 'cem', 'dora', 'emil', 'late']
const SPLIT: Groups = [
  ['anna', 'bela'],
  ['cem', 'dora', 'emil'],
]

const heardBy = (groups: Groups, who: string) => PEOPLE.filter((one) => one !== who && together(groups, one, who))

it('lets everybody hear everybody while there are no groups', () => {
  for (const one of PEOPLE) expect(heardBy(null, one)).toHaveLength(5)
})

it('lets the people of a group hear each other and nobody else', () => {
  expect(heardBy(SPLIT, 'anna')).toEqual(['bela'])
  expect(heardBy(SPLIT, 'emil')).toEqual(['cem', 'dora'])
})

it('leaves whoever is in no group with nobody', () => {
  expect(heardBy(SPLIT, 'late')).toEqual([])
  expect(companions(SPLIT, 'late')).toBeNull()
  expect(heardBy([], 'anna')).toEqual([])
})

it('never lets one hear another who does not hear them', () => {
  for (const groups of [null, [], SPLIT]) {
    for (const one of PEOPLE) {
      for (const other of PEOPLE) expect(together(groups, one, other)).toBe(together(groups, other, one))
    }
  }
})

it('knows the others of a group, and a group of one', () => {
  expect(companions(SPLIT, 'dora')).toEqual(['cem', 'emil'])
  expect(companions([['anna']], 'anna')).toEqual([])
  expect(companions(null, 'anna')).toBeNull()
})

it('knows when nothing has changed', () => {
  expect(sameGroups(null, null)).toBe(true)
  expect(
    sameGroups(SPLIT, [
      ['anna', 'bela'],
      ['cem', 'dora', 'emil'],
    ]),
  ).toBe(true)
  expect(sameGroups(SPLIT, null)).toBe(false)
  expect(sameGroups([], null)).toBe(false)
})

it('shows those of the own group first, and moves nobody else', () => {
  const all = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  expect(ownFirst(all, ['a', 'c']).map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c'])
  expect(ownFirst(all, [])).toEqual(all)
})
