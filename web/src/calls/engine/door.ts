import type { CallMessage } from '../wire'

/** How the engine speaks with the server. */
export interface Door {
  /** Rejects with a `CallError`. */
  call<T>(method: string, params: unknown): Promise<T>
  connected(): boolean
  /** Both return how to stop hearing. */
  onMessage(listener: (message: CallMessage) => void): () => void
  onConnected(listener: () => void): () => void
}
