import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../browser/node'

const SECRET = 'only for this test'
const RELAYED = 100

/** A coturn of the system's package, on loopback, as conf/coturn.conf sets it up but for the addresses. */
export class Relay {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<Relay> {
    const folder = mkdtempSync(join(tmpdir(), 'amtsrunde-relay-'))
    const port = await freePort()
    const from = await freePort()
    const child = spawn('turnserver', [
      ...['-n', '--log-file=stdout', '--simple-log', '--no-tls', '--no-dtls', '--no-cli', '--fingerprint'],
      ...[`--listening-port=${port}`, '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', '--allow-loopback-peers'],
      ...[`--min-port=${from}`, `--max-port=${from + RELAYED}`, '--realm=amtsrunde.example'],
      ...['--use-auth-secret', `--static-auth-secret=${SECRET}`, `--pidfile=${join(folder, 'pid')}`],
      ...[`--userdb=${join(folder, 'users')}`],
    ])
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const listen = (chunk: Buffer) => {
        said += chunk
        if (/Total General servers|Total relay threads/.test(said)) resolve()
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('error', () => reject(new Error('coturn is not installed: apt-get install coturn')))
      child.once('exit', () => reject(new Error(`coturn has ended: ${said}`)))
    })
    return new Relay(folder, port, child)
  }

  /** What the server is told of it. */
  get settings(): Record<string, string> {
    const urls = ['udp', 'tcp'].map((transport) => `turn:127.0.0.1:${this.port}?transport=${transport}`)
    return { AMTSRUNDE_CALLS_TURN_URLS: urls.join(','), AMTSRUNDE_CALLS_TURN_SECRET: SECRET }
  }

  /** A right that was real, and is over. */
  static expired(): { username: string; credential: string } {
    const username = `${Math.floor(Date.now() / 1000) - 60}:somebody`
    return { username, credential: createHmac('sha1', SECRET).update(username).digest('base64') }
  }

  async close(): Promise<void> {
    this.process.removeAllListeners('exit')
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    await ended
    rmSync(this.folder, { recursive: true, force: true })
  }
}
