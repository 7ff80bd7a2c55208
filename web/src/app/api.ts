/** A refusal of the HTTP door (RFC 9457). `status` 0 means that the server was not reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly retryAfter?: number,
  ) {
    super(type)
  }
}

const DEADLINE_MS = 15_000

/** Asks `/api`. Rejects with a `Problem`, never with anything else. */
export async function api<T = void>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api${path}`, {
      method,
      signal: AbortSignal.timeout(DEADLINE_MS),
      // The server takes nothing else from a page, whatever it has for a body.
      headers: method === 'GET' ? {} : { 'Content-Type': 'application/json' },
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
    })
  } catch {
    throw new Problem(0, 'unreachable')
  }
  if (response.status === 204) return undefined as T
  const answer = await response.json().catch(() => null)
  if (response.ok && answer !== null) return answer as T
  throw new Problem(response.status, answer?.type ?? '', answer?.retryAfter)
}
