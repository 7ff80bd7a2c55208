import type { Centrifuge } from 'centrifuge'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Ways } from './ways'

const MINUTE = 60_000

let heard: Record<string, (context: unknown) => void>
let ways: Ways
let idle: boolean
let probes: FakeSocket[]
let network: string[]

class FakeSocket {
  onclose: ((event: { code: number }) => void) | undefined
  constructor() {
    probes.push(this)
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  heard = {}
  idle = true
  probes = []
  network = []
  ways = new Ways('ws://amtsrunde.example/connection/websocket', () => idle)
  const on = (event: string, listener: (context: unknown) => void) => {
    heard[event] = listener
  }
  ways.watch({ on } as unknown as Centrifuge)
  for (const type of ['offline', 'online']) ways.network.addEventListener(type, () => network.push(type))
})
afterEach(() => {
  ways.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const transport = () => ways.offered.map((offered) => offered.transport).join()
const connected = () => heard.connected?.({})
const failed = () => heard.error?.({ type: 'transport', error: { code: 2 } })
const cut = (code = 1) => heard.connecting?.({ code })
const at = (wanted: string) => {
  while (transport() !== wanted) failed()
}

it('what has never worked is left at once, one after the other', () => {
  const seen = [transport()]
  for (let i = 0; i < 3; i++) {
    failed()
    seen.push(transport())
  }
  expect(seen).toEqual(['websocket', 'http_stream', 'sse', 'websocket'])
})

it('what has worked is left after four failures', () => {
  connected()
  vi.advanceTimersByTime(MINUTE)
  cut()
  for (let i = 0; i < 3; i++) failed()
  expect(transport()).toBe('websocket')
  failed()
  expect(transport()).toBe('http_stream')
})

it('a WebSocket that is cut again and again soon after it has opened is left', () => {
  for (let i = 0; i < 4; i++) {
    expect(transport()).toBe('websocket')
    connected()
    cut()
  }
  expect(transport()).toBe('http_stream')
})

it('what the server says, or that there is no network at all, is no failure of the transport', () => {
  heard.error?.({ type: 'connect', error: { code: 503 } })
  heard.error?.({ type: 'connectToken', error: { code: 1 } })
  connected()
  for (let i = 0; i < 9; i++) cut(3001)
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  for (let i = 0; i < 9; i++) failed()
  online.mockRestore()
  expect(transport()).toBe('websocket')
})

it('a stream looks whether a WebSocket gets through, and goes back when nobody waits for an answer', () => {
  at('http_stream')
  connected()
  vi.advanceTimersByTime(2 * MINUTE)
  expect(probes).toHaveLength(0)
  vi.advanceTimersByTime(2 * MINUTE)
  expect(probes).toHaveLength(1)
  probes[0]?.onclose?.({ code: 1006 })
  expect(transport(), 'it was cut').toBe('http_stream')
  document.dispatchEvent(new Event('visibilitychange'))
  idle = false
  probes[1]?.onclose?.({ code: 3502 })
  expect(transport(), 'somebody waits').toBe('http_stream')
  document.dispatchEvent(new Event('visibilitychange'))
  document.dispatchEvent(new Event('visibilitychange'))
  expect(probes, 'one at a time').toHaveLength(3)
  idle = true
  expect(network).toEqual([])
  probes[2]?.onclose?.({ code: 3502 })
  cut()
  expect(network).toEqual(['offline', 'online'])
  expect(transport()).toBe('websocket')
})

it('a WebSocket that does not last is looked for ever more rarely', () => {
  for (const minutes of [3, 6, 12]) {
    at('http_stream')
    connected()
    vi.advanceTimersByTime((minutes - 1) * MINUTE)
    expect(probes).toHaveLength(0)
    vi.advanceTimersByTime(MINUTE)
    probes.pop()?.onclose?.({ code: 3502 })
    expect(transport()).toBe('websocket')
    for (let i = 0; i < 4; i++) {
      connected()
      cut()
    }
    expect(transport()).toBe('http_stream')
  }
})

it('with another network a stream tries a WebSocket at once', () => {
  at('sse')
  connected()
  window.dispatchEvent(new Event('online'))
  expect(transport()).toBe('websocket')
  expect(network).toEqual(['offline', 'online'])
})

it('who has stopped looks no more', () => {
  at('sse')
  connected()
  ways.stop()
  vi.advanceTimersByTime(60 * MINUTE)
  window.dispatchEvent(new Event('online'))
  document.dispatchEvent(new Event('visibilitychange'))
  expect(probes).toHaveLength(0)
  expect(network).toEqual([])
})
