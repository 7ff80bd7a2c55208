import { WebSocket } from 'ws'
import type { ServerNode } from './node'

const PASSWORD = 'amtsrunde-demo'

/** Somebody on the real-time connection without a browser: says what they are told to, and reads the answers. */
export class Extra {
  private id = 1
  private readonly waiting = new Map<number, (answer: Record<string, unknown>) => void>()

  private constructor(
    readonly personId: string,
    private readonly socket: WebSocket,
  ) {
    socket.on('message', (data) => {
      for (const line of String(data).split('\n')) {
        const answer = JSON.parse(line) as { id?: number }
        if (Object.keys(answer).length === 0) socket.send('{}')
        else if (answer.id) this.waiting.get(answer.id)?.(answer as Record<string, unknown>)
      }
    })
  }

  static async of(node: ServerNode, who: string): Promise<Extra> {
    const headers = { Origin: node.origin, 'Content-Type': 'application/json' }
    const body = JSON.stringify({ email: `${who}.example`, password: PASSWORD })
    const signedIn = await fetch(`${node.origin}/api/sign-in`, { method: 'POST', headers, body })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const { person } = (await signedIn.json()) as { person: { id: string } }
    const socket = new WebSocket(`${node.origin.replace('http', 'ws')}/connection/websocket`, {
      headers: { Cookie: cookie, Origin: node.origin },
    })
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    const extra = new Extra(person.id, socket)
    await extra.say({ connect: {} })
    return extra
  }

  async call<T>(method: string, data: Record<string, unknown>): Promise<T> {
    const answer = await this.say({ rpc: { method, data } })
    if (!answer.rpc) throw new Error(`${method} was refused: ${JSON.stringify(answer)}`)
    return (answer.rpc as { data: T }).data
  }

  private say(command: Record<string, unknown>): Promise<Record<string, unknown>> {
    const id = this.id++
    return new Promise((resolve) => {
      this.waiting.set(id, resolve)
      this.socket.send(JSON.stringify({ id, ...command }))
    })
  }

  close(): void {
    this.socket.close()
  }
}
