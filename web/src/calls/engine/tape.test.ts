import { expect, it } from 'vitest'
import { tapeName } from './tape'

it('names the file by when it began and by what it is', () => {
  const began = new Date(2026, 2, 5, 9, 7)
  expect(tapeName(began, 'audio/webm;codecs=opus')).toBe('amtsrunde-2026-03-05-0907.webm')
  expect(tapeName(began, 'audio/mp4')).toBe('amtsrunde-2026-03-05-0907.m4a')
})
