import { createIntl } from 'react-intl'
import { expect, it } from 'vitest'
import de from './de.json'
import en from './en.json'

it('says everything in both languages', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort())
})

it('asks for the same values in both languages', () => {
  const names = (text: string) => new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((found) => found[1]))
  for (const key of Object.keys(de) as (keyof typeof de)[]) expect([key, names(en[key])]).toEqual([key, names(de[key])])
})

it.each([
  ['de', de],
  ['en', en],
] as const)('every sentence of %s can be formatted', (locale, messages) => {
  const errors: unknown[] = []
  const intl = createIntl({ locale, messages, onError: (error) => errors.push(error) })
  const values = { b: (parts: unknown[]) => parts.join(''), count: 2, seconds: 2 }
  for (const [id, text] of Object.entries(messages)) {
    const given = Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map((found) => [found[1], 'x']))
    intl.formatMessage({ id }, { ...given, ...values })
  }
  expect(errors).toEqual([])
})
