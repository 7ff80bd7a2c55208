// Makes a case that fails smaller, for those who must understand it.
import { makeCase } from './faults.mjs'
import { judge } from './judge.mjs'

/** For how long one case may be made smaller, in milliseconds: somebody waits for the verdict. */
const LONGEST = 15_000

/**
 * Fewer steps first, then fewer updates, as long as the same check fails.
 *
 * @returns a report with everything in it that is needed to see it again
 */
export async function shrink(seed, differences, peer) {
  const { check } = differences[0]
  const end = performance.now() + LONGEST
  const fails = async (one) => {
    if (performance.now() > end) return undefined
    const found = await judge(one, peer, {})
    return found.find((difference) => difference.check === check)
  }
  let one = makeCase(seed)
  let difference = differences[0]
  const keep = async (candidate) => {
    const failed = await fails(candidate)
    if (failed) {
      one = candidate
      difference = failed
    }
    return failed !== undefined
  }
  for (let step = Math.ceil(one.steps / 2); step > 0; ) {
    const shorter = one.steps > step && (await keep(makeCase(seed, one.steps - step)))
    if (!shorter) step = step === 1 ? 0 : Math.ceil(step / 2)
  }
  for (const part of ['everything', 'faulty']) {
    for (let size = Math.ceil(one[part].length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < one[part].length; ) {
        const list = one[part].toSpliced(at, size)
        if (!(await keep({ ...one, [part]: list }))) at += size
      }
    }
  }
  const hex = (updates) => updates.map((update) => Buffer.from(update).toString('hex'))
  return { seed, steps: one.steps, ...difference, faulty: hex(one.faulty), everything: hex(one.everything) }
}
