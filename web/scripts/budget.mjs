// Fails when the first load (page, style sheets, scripts of the entry and all it imports statically, two fonts)
// is larger on the wire than allowed. Text counts as brotli, fonts as they are. Unit: kB of 1,000 bytes.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const LIMIT = 222
const out = process.env.WEB_OUT ?? 'dist'
const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8'))

const first = new Set()
function visit(key) {
  const chunk = manifest[key]
  if (!chunk || first.has(chunk.file)) return
  first.add(chunk.file)
  for (const css of chunk.css ?? []) first.add(css)
  for (const next of chunk.imports ?? []) visit(next)
}
for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key)

const fonts = readdirSync(join(out, 'assets')).filter((file) => file.endsWith('.woff2'))
const parts = [
  ['index.html', statSync(join(out, 'index.html.br')).size],
  ...[...first].map((file) => [file, statSync(join(out, `${file}.br`)).size]),
  ...fonts.map((file) => [file, statSync(join(out, 'assets', file)).size]),
]
const total = parts.reduce((sum, [, size]) => sum + size, 0) / 1000
for (const [file, size] of parts) console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${file}`)
console.log(`${total.toFixed(1).padStart(7)} kB  first load, ${LIMIT} kB allowed`)
if (fonts.length > 2) throw new Error(`two fonts are allowed, found ${fonts.join(', ')}`)
if (total > LIMIT) throw new Error(`first load is ${total.toFixed(1)} kB, ${LIMIT} kB are allowed`)
