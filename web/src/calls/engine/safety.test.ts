import { expect, it } from 'vitest'
import { safetyCode, word } from './safety'

it('is the same for the same certificates and another for others', async () => {
  const code = await safetyCode('AA:01 BB:02')
  expect(code).toMatch(/^([b-z][aiou][b-z][aiou][b-z] ?){4}$/)
  expect(await safetyCode('AA:01 BB:02')).toBe(code)
  expect(await safetyCode('AA:01 BB:03')).not.toBe(code)
})

it('has a word of its own for each 16 bits', () => {
  expect(new Set(Array.from({ length: 65_536 }, (_, bits) => word(bits))).size).toBe(65_536)
})
