import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../browser/node'

const SECRET = 'only for this test'
const MEDIA_PORTS = 400
const START_MS = 20_000

/** A Janus of the system's package, on loopback, as conf/janus sets it up but for the addresses. */
export class Janus {
  private process: ChildProcess | undefined

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** @param conf the folder with the sample that operators copy */
  static async start(conf: string): Promise<Janus> {
    const folder = mkdtempSync(join(tmpdir(), 'amtsrunde-janus-'))
    const port = await freePort()
    const from = await freePort()
    const set = (text: string) =>
      text
        .replace('"/etc/janus"', `"${folder}"`)
        .replace('"SECRET"', `"${SECRET}"`)
        .replace('20000-40000', `${from}-${from + MEDIA_PORTS}`)
        .replace('nat_1_1_mapping = "PUBLIC-ADDRESS"', 'ice_enforce_list = "lo,127.0.0.1"')
        .replace('ws_port = 8188', `ws_port = ${port}`)
    for (const file of ['janus.jcfg', 'janus.transport.websockets.jcfg']) {
      writeFileSync(join(folder, file), set(readFileSync(join(conf, file), 'utf8')))
    }
    copyFileSync(join(conf, 'janus.plugin.videoroom.jcfg'), join(folder, 'janus.plugin.videoroom.jcfg'))
    const janus = new Janus(folder, port)
    await janus.resume()
    return janus
  }

  async resume(): Promise<void> {
    const child = spawn('janus', ['-F', this.folder, '-o', '-d', '4'])
    this.process = child
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const late = setTimeout(() => reject(new Error(`Janus does not begin: ${said}`)), START_MS)
      const listen = (chunk: Buffer) => {
        said += chunk
        if (!said.includes('WebSockets thread started')) return
        clearTimeout(late)
        resolve()
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('error', () => reject(new Error('Janus is not installed: apt-get install janus')))
      child.once('exit', () => reject(new Error(`Janus has ended: ${said}`)))
    })
  }

  /** What the server is told of it. */
  get settings(): Record<string, string> {
    return { AMTSRUNDE_CALLS_MEDIA_URL: `ws://127.0.0.1:${this.port}`, AMTSRUNDE_CALLS_MEDIA_SECRET: SECRET }
  }

  /** Ends it without a chance to tidy up. */
  async kill(): Promise<void> {
    const child = this.process
    if (!child) return
    this.process = undefined
    child.removeAllListeners('exit')
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
