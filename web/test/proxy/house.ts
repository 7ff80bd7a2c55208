import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The files that this product comes with. */
const CONF = join(import.meta.dirname, '..', '..', '..', '..', 'conf')

/** A proxy of the system's package as a process of its own, in front of one server. */
export class House {
  private constructor(
    private readonly folder: string,
    readonly origin: string,
    private readonly process: ChildProcess,
  ) {}

  /** As `conf/nginx.conf` has it. */
  static nginx(target: string, port: number): Promise<House> {
    return House.nginxOf(placed(shipped('nginx.conf'), target, port), port)
  }

  /** As one sets it up who has never heard of this product, but for the time after which it cuts. */
  static bareNginx(target: string, port: number): Promise<House> {
    const rule = `location / { proxy_pass ${target}; proxy_set_header Host $http_host; proxy_read_timeout 30s; }`
    return House.nginxOf(`server { listen 127.0.0.1:${port}; ${rule} }`, port)
  }

  private static nginxOf(server: string, port: number): Promise<House> {
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`)
    const http = `http { access_log off; ${paths.join(' ')} ${server} }`
    const whole = `daemon off; pid pid; error_log stderr; events { } ${http}`
    return House.start('nginx', (folder) => ['-p', folder, '-c', 'file'], whole, port)
  }

  /** As `conf/haproxy.cfg` has it. */
  static haproxy(target: string, port: number): Promise<House> {
    return House.haproxyOf(placed(shipped('haproxy.cfg'), target, port), port)
  }

  /** The same, with short patience and a rule against WebSockets. */
  static strictHaproxy(target: string, port: number): Promise<House> {
    const strict = placed(shipped('haproxy.cfg'), target, port)
      .replace(/timeout (client|server) 40s/g, 'timeout $1 30s')
      .replace('frontend people', 'frontend people\n  http-request deny if { hdr(Upgrade) -i websocket }')
    return House.haproxyOf(strict, port)
  }

  private static haproxyOf(file: string, port: number): Promise<House> {
    return House.start('haproxy', (folder) => ['-f', join(folder, 'file')], file, port)
  }

  private static async start(
    program: string,
    words: (folder: string) => string[],
    file: string,
    port: number,
  ): Promise<House> {
    const folder = mkdtempSync(join(tmpdir(), 'amtsrunde-proxy-'))
    writeFileSync(join(folder, 'file'), file)
    const child = spawn(program, words(folder), { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    await new Promise<void>((resolve, reject) => {
      child.once('error', () => reject(new Error(`${program} is not installed: apt-get install ${program}`)))
      child.once('exit', () => reject(new Error(`${program} has ended: ${said}`)))
      const look = async () => ((await answers(port)) ? resolve() : setTimeout(look, 50))
      look()
    })
    child.removeAllListeners('exit')
    return new House(folder, `http://127.0.0.1:${port}`, child)
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    await ended
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function shipped(name: string): string {
  return readFileSync(join(CONF, name), 'utf8')
}

/** With one server instead of three, on loopback. */
function placed(file: string, target: string, port: number): string {
  return (
    file
      .replace('node-a:8080', new URL(target).host)
      .replace(/^.*node-[bc]:8080.*$/gm, '')
      // Each needs two open files, and a test has not so many.
      .replace('maxconn 20000', 'maxconn 100')
      .replace('listen 8080', `listen 127.0.0.1:${port}`)
      .replace('bind :8080', `bind 127.0.0.1:${port}`)
  )
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1')
    probe.once('error', () => resolve(false))
    probe.once('connect', () => {
      probe.destroy()
      resolve(true)
    })
  })
}
