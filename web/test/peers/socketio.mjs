// socket.io with its Redis streams adapter as its manual shows it, for measurements beside ours: what somebody posts goes to all readers,
// on every node. argv: the path of the store's unix socket; `recovery` where whoever was cut off gets what they missed.
import { createServer } from 'node:http'
import { createAdapter } from '@socket.io/redis-streams-adapter'
import { Redis } from 'ioredis'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, {
  transports: ['websocket'],
  adapter: createAdapter(new Redis(process.argv[2])),
  ...(process.argv[3] === 'recovery' && { connectionStateRecovery: {} }),
})
io.on('connection', (socket) => {
  // Whoever only posts reads nothing.
  if (socket.handshake.query.reads) socket.join('all')
  socket.on('post', (message, acknowledge) => {
    io.to('all').emit('message', message)
    acknowledge?.()
  })
})
http.listen(0, '127.0.0.1', () => console.log(`port ${http.address().port}`))
