// The original as examiner: makes random cases, asks the process at the other end of standard input and output, and says at
// the end what was different. See frames.mjs for what is written there.
//
//   node cases.mjs <first seed> <how many>
import { makeCase } from './faults.mjs'
import { Peer } from './frames.mjs'
import { judge } from './judge.mjs'
import { shrink } from './shrink.mjs'

/** While one case is answered, others are made. The other side keeps as many questions as this, and no more. */
const AT_ONCE = 4

/** After so many that fail there is enough to think about. */
const MOST_FAILURES = 5

/**
 * The share of equal bytes below which something is wrong, although every single case was found to mean the same. While
 * something waits, and where what is collected meets what is not, ours decides by itself; elsewhere there is one right way.
 */
const LEAST_EQUAL = 0.9999
const LEAST_EQUAL_WHERE_OURS_DECIDES = 0.99
const OURS_DECIDES = /^(faulty|merge|said|waiting)/
const ENOUGH_TO_TELL = 500

/** In few cases one odd one, which is encoded several times, is a large share and tells nothing yet. */
const ODD = 4

const first = Number(process.argv[2])
const count = Number(process.argv[3])
const peer = new Peer(process.stdin, process.stdout)
const verdict = { first, cases: 0, updates: 0, bytes: {}, failures: [] }
const failed = []
let next = first

async function work() {
  while (next < first + count && failed.length < MOST_FAILURES) {
    const seed = next++
    const one = makeCase(seed)
    const differences = await judge(one, peer, verdict.bytes)
    verdict.cases++
    verdict.updates += one.faulty.length + one.everything.length
    if (differences.length) failed.push([seed, differences])
    if (verdict.cases % 1000 === 0) console.error(`${verdict.cases} cases, ${failed.length} failed`)
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work))
for (const [seed, differences] of failed) {
  const report = await shrink(seed, differences, peer)
  verdict.failures.push({ ...report, all: differences.map(({ check }) => check) })
}
for (const [check, [all, equal]] of Object.entries(verdict.bytes)) {
  const least = OURS_DECIDES.test(check) ? LEAST_EQUAL_WHERE_OURS_DECIDES : LEAST_EQUAL
  if (all > ENOUGH_TO_TELL && equal + ODD < all * least) {
    verdict.failures.push({ check, expected: 'nearly always the same bytes', got: `${equal} of ${all}` })
  }
}
await peer.tell(verdict)
process.exit(0)
