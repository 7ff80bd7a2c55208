import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const START_MS = 60_000
/** It ends before what the second compiler does for it would pay: half the time of the processor until it is ready. */
const SHORT_LIVED = ['-XX:TieredStopAtLevel=1']
const BEFORE = 'before:'

/** The packaged server with its demo content, on free ports and with a data folder of its own. */
export class ServerNode {
  private process: ChildProcess | null = null
  private constructor(
    private readonly data: string,
    private readonly port: number,
    private readonly metricsPort: number,
    private readonly settings: Record<string, string>,
  ) {}

  /** @param settings more of them, by the names of their variables */
  static async start(settings: Record<string, string> = {}): Promise<ServerNode> {
    const data = mkdtempSync(join(tmpdir(), 'amtsrunde-node-'))
    const node = new ServerNode(data, await freePort(), await freePort(), settings)
    await node.resume()
    return node
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Ends the process without a chance to tidy up; what it had acknowledged must still be there. */
  async kill(): Promise<void> {
    const process = this.process
    if (!process) return
    const ended = new Promise((resolve) => process.once('exit', resolve))
    process.kill('SIGKILL')
    await ended
    this.process = null
  }

  async resume(): Promise<void> {
    const jar = process.env.AMTSRUNDE_JAR
    if (!jar) throw new Error('AMTSRUNDE_JAR has to name the packaged server; "mvn verify" does that')
    // The server takes every variable of its name for a setting and refuses what it does not know.
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AMTSRUNDE_'))
    const child = spawn(process.env.AMTSRUNDE_JAVA ?? 'java', [...SHORT_LIVED, '-jar', jar], {
      env: {
        ...Object.fromEntries(inherited),
        AMTSRUNDE_DEMO: 'true',
        AMTSRUNDE_DATA_DIR: this.data,
        AMTSRUNDE_HTTP_PORT: String(this.port),
        AMTSRUNDE_METRICS_PORT: String(this.metricsPort),
        AMTSRUNDE_PUBLICURL: this.origin,
        ...this.settings,
      },
    })
    this.process = child
    await new Promise<void>((resolve, reject) => {
      let output = ''
      const fail = () => reject(new Error(`the server did not start:\n${output}`))
      const timer = setTimeout(fail, START_MS)
      child.once('exit', fail)
      const listen = (chunk: Buffer) => {
        output += chunk
        if (!output.includes('Amtsrunde is running')) return
        clearTimeout(timer)
        child.off('exit', fail)
        resolve()
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
    })
  }

  /**
   * Runs something and takes from the store what was written meanwhile, as a replica does that has not heard of it yet and
   * takes the place of its primary.
   */
  async forgetting(work: () => Promise<void>): Promise<void> {
    await this.script(
      `for _, key in ipairs(redis.call('KEYS', '*')) do redis.call('COPY', key, '${BEFORE}' .. key) end`,
    )
    await work()
    await this.script(`
      for _, key in ipairs(redis.call('KEYS', '*')) do
        if key:sub(1, ${BEFORE.length}) ~= '${BEFORE}' then redis.call('DEL', key) end
      end
      for _, key in ipairs(redis.call('KEYS', '${BEFORE}*')) do redis.call('RENAME', key, key:sub(${BEFORE.length + 1})) end`)
  }

  private script(lua: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const store = connect(join(this.data, 'redis.sock'))
      const words = ['EVAL', lua, '0']
      store.write(`*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`)
      store.once('data', (answer) => {
        store.destroy()
        if (answer.toString().startsWith('-')) reject(new Error(answer.toString()))
        else resolve()
      })
      store.once('error', reject)
    })
  }

  async close(): Promise<void> {
    const process = this.process
    if (process) {
      const ended = new Promise((resolve) => process.once('exit', resolve))
      process.kill('SIGTERM')
      await ended
    }
    rmSync(this.data, { recursive: true, force: true })
  }
}

const FIRST_PORT = 10_000
const PORTS = 10_000
let next = Math.floor(Math.random() * PORTS)

/** A free port below those that the system hands out by itself, so that no connection takes it before the node does. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORTS; tries++) {
    const port = FIRST_PORT + (next++ % PORTS)
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
