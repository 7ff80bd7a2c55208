import { defineConfig } from 'vitest/config'

// Calls over the servers that a house of its own runs beside ours: `mvn -Pmedia verify`.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/media/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 1,
  },
})
