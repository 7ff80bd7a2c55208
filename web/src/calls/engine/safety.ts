const CONSONANTS = 'bdfghjklmnprstvz'
const VOWELS = 'aiou'
const ROUNDS = 200_000
const WORDS = 4

/**
 * Four words that are the same for all who see the same certificates: whoever stands in between makes them differ. 64 bits, made
 * slowly, so that nobody finds certificates with equal words while people are still talking.
 *
 * @param fingerprints of all participants, sorted
 */
export async function safetyCode(fingerprints: string): Promise<string> {
  const text = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', text.encode(fingerprints), 'PBKDF2', false, ['deriveBits'])
  const salt = text.encode('amtsrunde call 1')
  const params = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }
  const bits = new DataView(await crypto.subtle.deriveBits(params, key, WORDS * 16))
  return Array.from({ length: WORDS }, (_, at) => word(bits.getUint16(at * 2))).join(' ')
}

/** 16 bits as a word that can be said aloud. */
export function word(bits: number): string {
  const consonant = (shift: number) => CONSONANTS[(bits >> shift) & 15]
  const vowel = (shift: number) => VOWELS[(bits >> shift) & 3]
  return `${consonant(12)}${vowel(10)}${consonant(6)}${vowel(4)}${consonant(0)}`
}

/** The words for who is connected just now. */
export class SafetyCode {
  private coded = ''

  /** @param changed with an empty code while not all are connected */
  constructor(private readonly changed: (code: string) => void) {}

  /** @param prints of the own certificate and those of all others; empty where one is not known yet */
  async of(prints: string[]): Promise<void> {
    const whole = prints.length > 1 && prints.every((print) => print !== '') ? prints.sort().join(' ') : ''
    if (whole === this.coded) return
    this.coded = whole
    const code = whole ? await safetyCode(whole) : ''
    if (this.coded === whole) this.changed(code)
  }
}
