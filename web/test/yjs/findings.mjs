import * as Y from 'yjs'
import { ROOTS } from './edits.mjs'
import { deleteSet, hasPending, load, read, silentDoc, withoutPairs } from './reading.mjs'

export const hex = (bytes) => Buffer.from(bytes).toString('hex')
const equal = (a, b) => Buffer.compare(a, b) === 0

/** Collects what is expected while a case is put together and compares when it is answered. */
export class Findings {
  #checks = []
  #different = []

  /**
   * @param tally by name of a check [compared, of these with equal bytes]; only for those that may be right with other bytes
   * @param one the case
   */
  constructor(script, tally, one) {
    this.script = script
    this.tally = tally
    this.one = one
  }

  bytes(name, expected, step) {
    this.#compare(name, () => [hex(expected), hex(this.script.answer(step))])
  }

  /** One for each update whether it changed something; 2 where either is right. */
  changes(name, expected, step) {
    this.#compare(name, () => [
      hex(expected),
      hex(this.script.answer(step).map((flag, i) => (expected[i] === 2 ? 2 : flag))),
    ])
  }

  /** Tells, when it is answered, whether ours knows more while something waits; counted, for it must be rare. */
  ahead(clocks, step, waits) {
    let isAhead
    return () => {
      if (isAhead === undefined) {
        const [theirs, ours] = [clocks, this.script.answer(step)].map((vector) => Y.decodeStateVector(vector))
        const covers = [...theirs].every(([client, clock]) => (ours.get(client) ?? 0) >= clock)
        isAhead = waits && covers && !equal(clocks, this.script.answer(step))
        if (waits) this.#count('waiting and not ahead', !isAhead)
      }
      return isAhead
    }
  }

  /** Two answers that must be the same. */
  answers(name, first, second) {
    this.#compare(name, () => [hex(this.script.answer(first)), hex(this.script.answer(second))])
  }

  /**
   * What a document says, by `tell`, now.
   *
   * Where only halves of surrogate pairs differ, it is counted and no difference: whoever has cut a pair reads two replacement
   * characters for ever, which depends on what came first, and Yjs cuts also for an update that brings nothing new.
   *
   * @param replay gives a document with the history of the one over there, where that is another one. Once in many thousand
   *   cases also that makes a difference in Yjs: its undo can make an item that stands before and behind the same one
   */
  says(name, doc, tell, hear, step, isExcused, replay) {
    const expected = tell(doc)
    this.#compare(
      name,
      () => {
        const answer = hear(this.script.answer(step))
        if (this.#count(replay ? 'said, other history' : 'said', expected === answer)) return ['', '']
        const [told, heard] = [expected, answer].map(withoutPairs)
        return told === heard || !replay ? [told, heard] : [withoutPairs(tell(replay())), heard]
      },
      isExcused,
    )
  }

  /** State vectors in any order of clients. */
  vector(name, expected, step) {
    this.#compare(name, () => {
      const answer = this.script.answer(step)
      this.#count(name, equal(expected, answer))
      return [sorted(expected), sorted(answer)]
    })
  }

  /**
   * Merged updates, also what waits beside a state. Where one of them has content that another has collected already, Yjs takes whichever its sorting puts
   * first, and ours what is collected: so that deleted text does not come back. Such a pair must reach equally far, delete the
   * same, and lead to the same in the end.
   */
  merged(name, expected, step, isExcused) {
    this.update(name, expected, step, isExcused, (answer) => {
      const theirs = collected(expected)
      // Not by how much: at one place ours may be the collected one, and at another theirs.
      if ([...collected(answer)].every((clock) => theirs.has(clock))) return null
      return [expected, answer].map(
        (update) => `${reach(update)}\n${summary(load(silentDoc(), update, ...this.one.everything))}`,
      )
    })
  }

  /** Updates that say the same, as one and as the beginning of everything. Equal bytes need no further proof. */
  update(name, expected, step, isExcused, otherProof = () => null) {
    this.#compare(
      name,
      () => {
        const answer = this.script.answer(step)
        if (this.#count(name, equal(expected, answer))) return ['', '']
        const proof = otherProof(answer)
        if (proof) return proof
        const both = [expected, answer].map((update) => this.#meaning(update))
        return both[0] === both[1] ? both : both.map((meaning, i) => `${hex([expected, answer][i])}\n${meaning}`)
      },
      isExcused,
    )
  }

  #meaning(update) {
    const doc = load(silentDoc(), update)
    const first = summary(doc)
    return `${first}\n${summary(load(doc, ...this.one.everything))}`
  }

  #count(name, same) {
    this.tally[name] ??= [0, 0]
    this.tally[name][0]++
    if (same) this.tally[name][1]++
    return same
  }

  #compare(name, both, isExcused = () => false) {
    this.#checks.push(() => {
      if (isExcused()) return
      let pair
      try {
        pair = both()
      } catch (failure) {
        pair = ['an answer', String(failure.message)]
      }
      if (pair[0] !== pair[1]) this.#different.push({ check: name, expected: pair[0], got: pair[1] })
    })
  }

  /** What differs, the first one first. */
  result() {
    for (const check of this.#checks) check()
    return this.#different
  }
}

/** What of an update is said to be collected, clock by clock. */
function collected(update) {
  const clocks = new Set()
  for (const struct of Y.decodeUpdate(update).structs) {
    if (struct.constructor.name !== 'GC') continue
    for (let i = 0; i < struct.length; i++) clocks.add(`${struct.id.client} ${struct.id.clock + i}`)
  }
  return clocks
}

const reach = (update) => {
  const { from, to } = Y.parseUpdateMeta(update)
  return [from, to].map((clocks) => JSON.stringify([...clocks].sort(([a], [b]) => a - b))).join()
}

const sorted = (vector) => JSON.stringify([...Y.decodeStateVector(vector)].sort(([a], [b]) => a - b))

function summary(doc) {
  const texts = ROOTS.map(([name, kind]) => withoutPairs(read(doc, name, kind)))
  return [sorted(Y.encodeStateVector(doc)), hex(deleteSet(doc)), hasPending(doc) ? 'waits' : '', ...texts].join('\n')
}
