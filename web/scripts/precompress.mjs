// Writes a .br and a .gz beside every text asset of the build, so that no server ever compresses one at run time.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const out = process.env.WEB_OUT ?? 'dist'
const text = /\.(html|js|css|svg|json|webmanifest|txt)$/

for (const entry of readdirSync(out, { recursive: true })) {
  const file = join(out, String(entry))
  if (!text.test(file) || !statSync(file).isFile()) continue
  const raw = readFileSync(file)
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(raw, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
    }),
  )
  writeFileSync(`${file}.gz`, gzipSync(raw, { level: 9 }))
}
