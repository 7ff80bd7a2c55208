// A broadcaster as the manual of `ws` shows it, for measurements beside ours: each line that comes to /write goes to everybody on /read,
// and from /write?acks back to its writer.
import { WebSocketServer } from 'ws'

const readers = new Set()
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
server.on('connection', (socket, request) => {
  if (request.url === '/read') {
    readers.add(socket)
    socket.on('close', () => readers.delete(socket))
    return
  }
  socket.on('message', (text) => {
    for (const line of text.toString().split('\n')) {
      for (const reader of readers) reader.send(line)
      if (request.url === '/write?acks') socket.send(line)
    }
  })
})
server.on('listening', () => console.log(`port ${server.address().port}`))
