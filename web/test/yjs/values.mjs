// Everything that a Yjs type can hold, with a liking for what is difficult to write down.
import * as Y from 'yjs'

const PIECES = [
  'a',
  'b',
  ' ',
  'Rat',
  'Sitzung ',
  'ß',
  'äöü',
  '\n',
  '€',
  '中',
  '😀',
  '🏛️',
  '👩‍👧',
  '\u0000',
  '\ufeff',
  '\ufffd',
  '"\\',
]
const NUMBERS = [
  0,
  1,
  -1,
  63,
  64,
  -64,
  127,
  128,
  8191,
  8192,
  1e6,
  2 ** 31 - 1,
  -(2 ** 31 - 1),
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  2 ** 53,
  1e21,
  1e300,
  0.5,
  0.1,
  -0.1,
  1 / 3,
  16777217,
  -0,
  5e-324,
  NaN,
  Infinity,
  -Infinity,
]
const KEYS = ['a', 'b', 'titel', 'ü', '😀', '', '0', '10', 'a b']
const BIGINTS = [0n, 1n, -1n, 2n ** 62n, -(2n ** 63n), 2n ** 63n - 1n]

export const string = (dice, most = 6) =>
  Array.from({ length: dice.between(1, most) }, () => dice.pick(PIECES)).join('')

export const key = (dice) => dice.pick(KEYS)

export const bytes = (dice) => Uint8Array.from({ length: dice.below(6) }, () => dice.below(256))

/** What a list takes beside others without a struct of its own. */
export const plain = (dice, depth = 0) =>
  dice.weighed([
    [6, () => dice.pick(NUMBERS)],
    [4, () => string(dice)],
    [1, () => dice.chance(0.5)],
    [1, () => null],
    [depth < 3 ? 2 : 0, () => Array.from({ length: dice.below(4) }, () => inner(dice, depth + 1))],
    [
      depth < 3 ? 2 : 0,
      () => Object.fromEntries(Array.from({ length: dice.below(4) }, () => [key(dice), inner(dice, depth + 1)])),
    ],
  ])()

/** Within arrays and objects, and as the value of a map, there may also be what a list refuses. */
export const inner = (dice, depth = 0) =>
  dice.weighed([
    [8, () => plain(dice, depth)],
    [1, () => undefined],
    [1, () => dice.pick(BIGINTS)],
    [1, () => bytes(dice)],
  ])()

const json = (dice) => dice.pick([null, true, 'x', 'ü😀', 7, -1.5, [1, 'a'], { a: 1 }, { b: [null, { c: 'd' }] }])

/** Formats with their ends; keys as the editors of the ProseMirror family write overlapping marks. */
export const formats = (dice) => {
  const all = {}
  for (let n = dice.chance(0.2) ? 2 : 1; n > 0; n--) {
    const name = dice.pick(['bold', 'italic', 'link', 'comment--Zm9vYmFy', 'comment--YmFyZm9v'])
    if (dice.chance(0.35)) all[name] = null
    else if (name === 'link')
      all[name] = { href: dice.pick(['https://rat.example/1', 'https://rat.example/2']), title: null }
    else if (name.startsWith('comment')) all[name] = { id: dice.below(3) }
    else all[name] = dice.chance(0.8) ? true : json(dice)
  }
  return all
}

export const embed = (dice) =>
  dice.chance(0.7)
    ? { image: `https://rat.example/${dice.below(9)}.png`, alt: string(dice) }
    : (json(dice) ?? { n: null })

export const subdocument = (dice) =>
  new Y.Doc({
    guid: `doc-${dice.below(1e9)}`,
    ...(dice.chance(0.3) ? { autoLoad: true } : {}),
    ...(dice.chance(0.3) ? { gc: false } : {}),
    ...(dice.chance(0.3) ? { meta: { titel: string(dice) } } : {}),
  })

/** What an old Yjs wrote into lists and a new one must still read. */
export const legacy = (dice) =>
  new Y.ContentJSON(Array.from({ length: dice.between(1, 3) }, () => (dice.chance(0.2) ? undefined : json(dice))))

/** A type that is not empty. */
export const type = (dice, depth = 0) =>
  dice.weighed([
    [3, () => new Y.Text(string(dice))],
    [3, () => Y.Array.from([plain(dice), plain(dice)])],
    [3, () => filled(new Y.Map(), dice, depth)],
    [1, () => element(dice)],
    [1, () => new Y.XmlText(string(dice))],
    [1, () => new Y.XmlFragment()],
  ])()

function filled(map, dice, depth) {
  for (let n = dice.below(3); n > 0; n--) {
    map.set(key(dice), depth < 2 && dice.chance(0.3) ? type(dice, depth + 1) : inner(dice))
  }
  return map
}

/** A node as the binding of ProseMirror makes it. */
export const element = (dice, depth = 0) => {
  const made = new Y.XmlElement(dice.pick(['paragraph', 'heading', 'bulletList', 'listItem', 'TableCell']))
  if (dice.chance(0.4)) made.setAttribute('level', dice.pick([1, 2, '3', null]))
  if (dice.chance(0.2)) made.setAttribute('attrs', plain(dice))
  const children = []
  for (let n = dice.below(3); n > 0; n--) {
    children.push(depth < 2 && dice.chance(0.3) ? element(dice, depth + 1) : xmlText(dice))
  }
  if (dice.chance(0.1)) children.push(filled(new Y.XmlHook('map'), dice, 2))
  made.insert(0, children)
  return made
}

export const xmlText = (dice) => {
  const text = new Y.XmlText()
  text.applyDelta(
    Array.from({ length: dice.between(1, 3) }, () => ({
      insert: string(dice),
      ...(dice.chance(0.5) ? { attributes: formats(dice) } : {}),
    })),
  )
  return text
}
