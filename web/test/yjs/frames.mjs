// What goes over the pipes between this process and the one that it examines. All numbers are big-endian.
//
//   frame  := u32 length, u8 kind, rest                 kind 1: a case or its answers, 2: the verdict as JSON
//   case   := u32 n, (u32 length, bytes)*n, u32 m, step*m
//   step   := u8 code, u8 document, u32 n, argument*n   documents are made when they are first named
//   argument := u32: one of the byte strings of the case, or with the highest bit the answer to an earlier step
//   answers := u32 m, (u8 status, u32 length, bytes)*m  status 0: fine, 1: it failed and says why
//
// Code 0 is kept free, and 12 and up are, for what changes documents over there.

export const CODES = {
  apply: 1, // of each update: one byte, whether it changed the document
  encode: 2,
  diff: 3, // the state vector of who asks
  stateVector: 4,
  deleteSet: 5,
  hasPending: 6,
  json: 7, // the name of the root and its kind; answers in UTF-16 (little-endian), for there may be halves of pairs in it
  mergeUpdates: 8, // from here on: without a document
  diffUpdate: 9, // the update and a state vector
  vectorOfUpdate: 10,
  parts: 11, // of about so many bytes; answers (u32 length, update)*
}

const CASE = 1
const VERDICT = 2
const ANSWER = 0x80000000

/** The steps of one case and, once they are answered, what was said. */
export class Script {
  #strings = []
  #known = new Map()
  #steps = []
  #answers = []

  /** Adds a step and returns the number of its answer. */
  add(code, document, ...words) {
    this.#steps.push([CODES[code], document, words.map((word) => this.#argument(word))])
    return this.#steps.length - 1
  }

  #argument(word) {
    if (typeof word === 'number') return (ANSWER | word) >>> 0
    if (!this.#known.has(word)) {
      this.#known.set(word, this.#strings.length)
      this.#strings.push(typeof word === 'string' ? Buffer.from(word) : word)
    }
    return this.#known.get(word)
  }

  encode() {
    const parts = [number(this.#strings.length)]
    for (const string of this.#strings) parts.push(number(string.length), string)
    parts.push(number(this.#steps.length))
    for (const [code, document, words] of this.#steps) {
      parts.push(Buffer.from([code, document]), number(words.length), ...words.map(number))
    }
    return Buffer.concat(parts)
  }

  take(answers) {
    let at = 4
    for (let left = answers.readUInt32BE(0); left > 0; left--) {
      const length = answers.readUInt32BE(at + 1)
      this.#answers.push({ failed: answers[at] !== 0, bytes: answers.subarray(at + 5, at + 5 + length) })
      at += 5 + length
    }
  }

  /** The answer to a step; throws what the other side said when it failed. */
  answer(step) {
    const answer = this.#answers[step]
    if (!answer || answer.failed) throw new Error(answer ? String(answer.bytes) : 'not answered')
    return answer.bytes
  }
}

function number(n) {
  const four = Buffer.allocUnsafe(4)
  four.writeUInt32BE(n)
  return four
}

/**
 * The other side. It answers one case after the other. Nobody waits for ever: writing to the pipe waits until it is read over
 * there, so at no time may there be more questions than the other side is ready to keep.
 */
export class Peer {
  #waiting = []
  #parts = []
  #size = 0

  constructor(input, output) {
    this.output = output
    input.on('data', (part) => this.#read(part))
    input.on('end', () => process.exit(3))
  }

  ask(script) {
    this.#write(CASE, script.encode())
    return new Promise((resolve) => this.#waiting.push(resolve)).then((answers) => script.take(answers))
  }

  /** Says the last word; fulfilled when it is out. */
  tell(verdict) {
    return new Promise((resolve) => this.#write(VERDICT, Buffer.from(JSON.stringify(verdict)), resolve))
  }

  #write(kind, body, written) {
    this.output.write(Buffer.concat([number(body.length + 1), Buffer.from([kind]), body]), written)
  }

  #read(part) {
    this.#parts.push(part)
    this.#size += part.length
    while (this.#size >= 4) {
      if (this.#parts[0].length < 4) this.#parts = [Buffer.concat(this.#parts)]
      const length = this.#parts[0].readUInt32BE(0)
      if (this.#size < 4 + length) return
      const all = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts)
      this.#size -= 4 + length
      this.#parts = this.#size ? [all.subarray(4 + length)] : []
      this.#waiting.shift()(all.subarray(5, 4 + length))
    }
  }
}
