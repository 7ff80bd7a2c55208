import { defineConfig } from 'vitest/config'

// Real browsers against real nodes. Started by BrowserIT, which starts the nodes and names them in NODES.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/live/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    reporters: ['default'],
  },
})
