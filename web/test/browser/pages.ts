import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

/** The policy of the real server: what it forbids has to fail here too. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Serves the build as the real server does: files as they are, every other path is the page. */
export async function servePages(): Promise<{ origin: string; server: Server }> {
  const root = process.env.WEB_OUT ?? 'dist'
  if (!existsSync(join(root, 'index.html'))) throw new Error(`no build in ${root}: run "npm run build" first`)
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
    if (path.startsWith('/connection/') || path === '/emulation') {
      // Whoever is cut off here is cut off from the streams, too.
      response.writeHead(503).end()
      return
    }
    const wanted = join(root, path)
    const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(root, 'index.html')
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
    })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
