// Builds and tests the web client from Maven, without writing into the source tree: web/ is copied to
// target/web-build and everything happens there. What has not changed since the last time is not done again.
//
//   node .mvn/web.mjs build   install, build into target/classes/web, unpack a browser for the tests
//   node .mvn/web.mjs test    lint, unit tests, browser tests (these start the packaged jar)
//   node .mvn/web.mjs proxy   browser tests behind nginx and HAProxy, which have to be installed
//   node .mvn/web.mjs media   browser tests of calls over coturn and Janus, which have to be installed
//
// Browser tests find what they need in AMTSRUNDE_CHROMIUM, AMTSRUNDE_JAR, AMTSRUNDE_JAVA and AMTSRUNDE_CONF; Java tests find the
// browser in the system property amtsrunde.chromium.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'

const base = dirname(dirname(fileURLToPath(import.meta.url)))
const source = join(base, 'web')
const target = join(base, 'target')
const work = join(target, 'web-build')
const classes = join(target, 'classes', 'web')
const browser = join(target, 'chromium')
const NOT_SOURCE = new Set(['node_modules', 'dist'])

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) fail(`Node 20.19 or newer is needed, this is ${process.version}`)

fs.mkdirSync(work, { recursive: true })
if (process.argv[2] === 'test') test(['check', 'test', 'test:browser'])
else if (process.argv[2] === 'media') test(['test:media'])
else if (process.argv[2] === 'proxy') test(['test:proxy'])
else build()

function build() {
  const install = digest(['package.json', 'package-lock.json'])
  const sources = digest(files(source))
  const installed = stamp('installed')
  const built = stamp('built')
  if (built.is(sources) && fs.existsSync(join(classes, 'index.html'))) console.log('web: up to date')
  else {
    copySources()
    if (!installed.is(install)) {
      installed.clear()
      installPackages()
      installed.set(install)
    }
    built.clear()
    npm('run', 'build')
    built.set(sources)
  }
  const chromium = chromiumPath()
  fs.writeFileSync(join(target, 'test.properties'), chromium ? `amtsrunde.chromium=${chromium}\n` : '')
}

function test(wanted) {
  const { scripts } = JSON.parse(fs.readFileSync(join(source, 'package.json'), 'utf8'))
  const given = fs.readFileSync(join(target, 'test.properties'), 'utf8').match(/chromium=(.*)/)
  if (given) process.env.AMTSRUNDE_CHROMIUM = given[1]
  process.env.AMTSRUNDE_JAR = join(target, 'amtsrunde.jar')
  process.env.AMTSRUNDE_CONF = join(base, 'conf')
  // Maven's exec plugin names the JDK of the toolchain here; Maven itself may run on an older one.
  const jdk = process.env.TOOLCHAIN_JAVA_HOME
  process.env.AMTSRUNDE_JAVA = jdk ? join(jdk, 'bin', 'java') : 'java'
  for (const script of wanted) {
    if (!scripts[script]) fail(`web/package.json has no script "${script}"`)
    npm('run', script)
  }
}

/** An installed Chromium, else the one that an npm package carries, unpacked once; undefined when there is neither. */
function chromiumPath() {
  if (fs.existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  const packed = join(work, 'node_modules', '@sparticuz', 'chromium')
  if (!fs.existsSync(packed)) return undefined
  const start = join(browser, 'start')
  const { version } = JSON.parse(fs.readFileSync(join(packed, 'package.json'), 'utf8'))
  const unpacked = stamp('chromium')
  if (unpacked.is(version) && fs.existsSync(start)) return start
  fs.rmSync(browser, { recursive: true, force: true })
  fs.mkdirSync(browser, { recursive: true })
  const unpack = (name, to, mode) =>
    fs.writeFileSync(to, brotliDecompressSync(fs.readFileSync(join(packed, 'bin', `${name}.br`))), { mode })
  const binary = join(browser, 'chromium')
  unpack('chromium', binary, 0o755)
  for (const name of ['al2023.tar', 'fonts.tar', 'swiftshader.tar']) {
    const archive = join(browser, name)
    unpack(name, archive)
    const { status } = spawnSync('tar', ['-x', '--no-same-owner', '-C', browser, '-f', archive], { stdio: 'inherit' })
    if (status !== 0) fail(`tar could not unpack ${archive}`)
    fs.rmSync(archive)
  }
  // The package's own settings look for fonts in a cloud function; without any font Chromium ends itself.
  fs.writeFileSync(
    join(browser, 'fonts.conf'),
    `<?xml version="1.0"?>\n<fontconfig><dir>${browser}/fonts</dir><dir>/usr/share/fonts</dir>` +
      `<cachedir>${browser}/cache</cachedir></fontconfig>\n`,
  )
  fs.writeFileSync(
    start,
    `#!/bin/sh\nLD_LIBRARY_PATH='${browser}/lib' FONTCONFIG_FILE='${browser}/fonts.conf' exec '${binary}' "$@"\n`,
    { mode: 0o755 },
  )
  unpacked.set(version)
  return start
}

/**
 * What `npm ci` does, but for one thing: a lock file written where some optional packages for other platforms could
 * not be seen lacks them, and `npm ci` then refuses. Everything else in the lock file must stay as it is.
 */
function installPackages() {
  fs.rmSync(join(work, 'node_modules'), { recursive: true, force: true })
  npm('install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund')
  const packages = (root) => JSON.parse(fs.readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const locked = packages(source)
  const now = packages(work)
  const identity = (entry) => `${entry?.version} ${entry?.integrity}`
  const changed = [
    ...Object.keys(locked).filter((name) => name && identity(locked[name]) !== identity(now[name])),
    ...Object.keys(now).filter((name) => !locked[name] && !now[name].optional),
  ]
  if (changed.length) fail(`package-lock.json does not fit package.json (${changed[0]}): run npm install in web/`)
}

function copySources() {
  for (const name of fs.readdirSync(work)) {
    if (name !== 'node_modules' && !name.startsWith('.stamp-')) fs.rmSync(join(work, name), { recursive: true })
  }
  for (const file of files(source)) {
    fs.mkdirSync(dirname(join(work, file)), { recursive: true })
    fs.copyFileSync(join(source, file), join(work, file))
  }
}

/** All files below `root` but installed and built ones, as sorted paths relative to web/. */
function files(root, prefix = '') {
  return fs
    .readdirSync(root, { withFileTypes: true })
    .filter((entry) => !NOT_SOURCE.has(entry.name))
    .flatMap((entry) => {
      const path = join(prefix, entry.name)
      return entry.isDirectory() ? files(join(root, entry.name), path) : [path]
    })
    .sort()
}

function digest(paths) {
  const hash = createHash('sha256').update(process.versions.node)
  for (const path of paths) hash.update(`\0${path}\0`).update(fs.readFileSync(join(source, path)))
  return hash.digest('hex')
}

/** A remembered digest: what was done for it need not be done again. */
function stamp(name) {
  const path = join(work, `.stamp-${name}`)
  return {
    is: (digest) => fs.existsSync(path) && fs.readFileSync(path, 'utf8') === digest,
    set: (digest) => fs.writeFileSync(path, digest),
    clear: () => fs.rmSync(path, { force: true }),
  }
}

function npm(...args) {
  console.log(`web: npm ${args.join(' ')}`)
  const env = { ...process.env, WEB_OUT: classes, CI: 'true' }
  const { status, error } = spawnSync('npm', args, { cwd: work, env, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) fail(`npm ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`)
}

function fail(sentence) {
  console.error(`web: ${sentence}`)
  process.exit(1)
}
