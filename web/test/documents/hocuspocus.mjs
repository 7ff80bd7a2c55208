// The server of Hocuspocus as its manual starts it, for measurements beside ours. Keeps everything in memory.
import { Server } from '@hocuspocus/server'

const server = new Server({ address: '127.0.0.1', port: 0, quiet: true })
await server.listen()
console.log(`port ${server.address.port}`)
