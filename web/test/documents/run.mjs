// One scenario of documents with foreign clients; says what it found in one line of JSON.
//
//   node run.mjs <scenario> <ports, with commas> [document]
import * as scenarios from './scenarios.mjs'

const [name, ports, ...words] = process.argv.slice(2)
const play = new Map(Object.entries(scenarios)).get(name)
const found = await play(ports.split(',').map(Number), ...words)
console.log(JSON.stringify(found))
process.exit(0)
