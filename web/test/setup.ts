import 'fake-indexeddb/auto'
import { cleanup } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

afterEach(() => {
  cleanup()
  // Files share one world.
  vi.unstubAllGlobals()
  localStorage.clear()
  sessionStorage.clear()
})
