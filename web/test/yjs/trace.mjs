// One author writes a long text, key by key.
import { readFileSync } from 'node:fs'
import { Dice } from './dice.mjs'

// As many as in the public B4 trace of crdt-benchmarks: 259,778 edits, 104,852 characters in the end.
const INSERTS = 182_315
const DELETES = 77_463

const LETTERS = 'eeeeeeeennnnniiiirrrssstttaaadddhhuullggccmoobbwfkzvpü     ,.\n'

/**
 * Edits of the public form [position, how many to delete, text?], each of one character. The shape is that of a real author:
 * words come in runs, what was just typed is taken back, the caret stays near and now and then goes far, and some passages go
 * as a whole.
 */
export function makeTrace(seed) {
  const dice = new Dice(seed)
  const edits = []
  let inserts = INSERTS
  let deletes = DELETES
  let length = 0
  let caret = 0
  const type = () => {
    for (let n = Math.min(inserts, run(dice, 20)); n > 0; n--, inserts--, length++) {
      edits.push([caret++, 0, LETTERS[dice.below(LETTERS.length)]])
    }
  }
  const takeBack = (most) => {
    for (let n = Math.min(deletes, caret, most); n > 0; n--, deletes--, length--) edits.push([--caret, 1])
  }
  while (inserts + deletes > 0) {
    if (inserts && (!deletes || !length || dice.chance(0.52))) type()
    // Towards the end whatever must still go.
    else takeBack(inserts ? run(dice, dice.chance(0.03) ? 150 : 5) : deletes)
    if (dice.chance(0.42)) caret = jump(dice, caret, length)
    if (!caret && !inserts) caret = length
  }
  return edits
}

/** A length with this mean, often short. */
function run(dice, mean) {
  let n = 1
  while (dice.chance(1 - 1 / mean)) n++
  return n
}

function jump(dice, caret, length) {
  if (dice.chance(0.3)) return length
  if (dice.chance(0.1)) return dice.below(length + 1)
  return Math.max(0, Math.min(length, caret + dice.between(-300, 300)))
}

/** A trace from a file: a list of edits, or an object with such a list under `edits`. */
export function readTrace(file) {
  const json = JSON.parse(readFileSync(file, 'utf8'))
  const edits = Array.isArray(json) ? json : json.edits
  const odd = edits.find(([at, deleted]) => !Number.isInteger(at) || !Number.isInteger(deleted))
  if (odd) throw new Error(`no edit: ${JSON.stringify(odd)}`)
  return edits
}
