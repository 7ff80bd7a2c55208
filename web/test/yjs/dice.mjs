/** Dice that fall the same way for the same seed (sfc32). */
export class Dice {
  constructor(seed) {
    let state = seed >>> 0
    const word = () => {
      state = (state + 0x9e3779b9) | 0
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
      return mixed ^ (mixed >>> 15)
    }
    this.a = word()
    this.b = word() ^ Math.floor(seed / 0x100000000)
    this.c = word()
    this.count = 1
    for (let i = 0; i < 12; i++) this.#word()
  }

  #word() {
    const sum = (this.a + this.b + this.count++) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** From 0 to n − 1. */
  below(n) {
    return Math.floor((this.#word() / 0x100000000) * n)
  }

  /** From the one to the other, both included. */
  between(from, to) {
    return from + this.below(to - from + 1)
  }

  chance(probability) {
    return this.#word() / 0x100000000 < probability
  }

  pick(list) {
    return list[this.below(list.length)]
  }

  /** One of [[weight, thing], …]. */
  weighed(choices) {
    let left = this.below(choices.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, thing] of choices) {
      left -= weight
      if (left < 0) return thing
    }
    throw new Error('nothing to choose from')
  }

  /** A copy in any order. */
  shuffled(list) {
    const copy = list.slice()
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const kept = copy[i]
      copy[i] = copy[j]
      copy[j] = kept
    }
    return copy
  }
}
