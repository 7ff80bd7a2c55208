import { describe, expect, it } from 'vitest'
import { safeAddress } from './extensions'
import { ownPicture } from './Picture'

describe('addresses', () => {
  it.each([
    ['https://amt.example/vorlage', 'https://amt.example/vorlage'],
    ['amt.example/vorlage', 'https://amt.example/vorlage'],
    [' jonas@altwasser.example ', 'mailto:jonas@altwasser.example'],
    ['tel:+49891234', 'tel:+49891234'],
    ['/gespraeche/r1', '/gespraeche/r1'],
  ])('%s is fine', (typed, stored) => {
    expect(safeAddress(typed)).toBe(stored)
  })
  it.each([
    '',
    'javascript:alert(1)',
    'data:text/html,x',
    'JaVaScript:x',
    'einfach so',
    '//anderswo.example',
    'vbscript:x',
  ])('%s is none', (typed) => {
    expect(safeAddress(typed)).toBeNull()
  })
})

describe('pictures', () => {
  it.each(['data:image/webp;base64,AA', '/bilder/1.png'])('%s is ours', (src) => expect(ownPicture(src)).toBe(true))
  it.each(['https://anderswo.example/x.png', '//anderswo.example/x', 'data:image/svg+xml;base64,AA', null, 'x.png'])(
    '%s is not',
    (src) => expect(ownPicture(src)).toBe(false),
  )
})
