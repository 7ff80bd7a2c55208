import { describe, expect, it } from 'vitest'
import { decodeMentions, encodeMentions, mentionAt, suggestions } from './mentions'
import { plainText } from './plain'

const sevda = { id: 'p1', name: 'Sevda Kaya' }
const jonas = { id: 'p2', name: 'Jonas Brandl' }
const joerg = { id: 'p3', name: 'Jörg Groß' }

describe('mentions', () => {
  it('sees what is being typed after an @', () => {
    expect(mentionAt('Hallo @Sev', 10)).toEqual({ start: 6, query: 'Sev' })
    expect(mentionAt('@', 1)).toEqual({ start: 0, query: '' })
    expect(mentionAt('name@amt', 8)).toBeNull()
  })

  it('finds people by any part of their name, with or without umlauts', () => {
    expect(suggestions([sevda, jonas, joerg], 'ka')).toEqual([sevda])
    expect(suggestions([sevda, jonas, joerg], 'jorg')).toEqual([joerg])
    expect(suggestions([sevda, jonas, joerg], 'gross')).toEqual([joerg])
  })

  it('writes links for members and leaves other words alone', () => {
    expect(encodeMentions('@Sevda Kaya, kennst du @Niemand?', [], [sevda])).toBe(
      '[@Sevda Kaya](person:p1), kennst du @Niemand?',
    )
    expect(encodeMentions('post@Sevda Kaya @Sevda Kayatan', [], [sevda])).toBe('post@Sevda Kaya @Sevda Kayatan')
  })

  it('means the one who was picked where two have the same name', () => {
    expect(encodeMentions('@Sevda Kaya', [{ ...sevda, id: 'p9' }], [sevda])).toBe('[@Sevda Kaya](person:p9)')
  })

  it('comes back the same for editing', () => {
    const odd = { id: 'p4', name: 'A[b]\\c' }
    const encoded = encodeMentions('@Sevda Kaya und @A[b]\\c', [], [sevda, odd])
    expect(decodeMentions(encoded)).toEqual({ text: '@Sevda Kaya und @A[b]\\c', picked: [sevda, odd] })
  })

  it('reads as plain words', () => {
    expect(plainText('**Wichtig**, [@Sevda Kaya](person:p1):\n- [Plan](https://a.example)')).toBe(
      'Wichtig, @Sevda Kaya: Plan',
    )
  })
})
