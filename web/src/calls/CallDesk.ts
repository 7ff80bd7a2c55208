import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallEngine } from './engine/CallEngine'

/** The one call that a page takes part in; it goes on while the person looks at something else. */
export class CallDesk {
  readonly store: StoreApi<{ engine: CallEngine | null }> = createStore(() => ({ engine: null }))

  get engine(): CallEngine | null {
    return this.store.getState().engine
  }

  /** Takes part in this one and in no other. */
  take(engine: CallEngine): void {
    if (this.engine !== engine) void this.engine?.leave()
    this.store.setState({ engine })
  }

  /** Forgets a call that is over. */
  drop(engine: CallEngine): void {
    if (this.engine === engine) this.store.setState({ engine: null })
  }

  end(): void {
    this.engine?.end('left')
    this.store.setState({ engine: null })
  }
}
