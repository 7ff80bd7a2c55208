import { defineConfig } from 'vitest/config'

// The built pages in a real Chromium, against a server in memory. Needs `npm run build` first.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // Many of these tests wait for what people wait for; two files side by side fill two cores.
    maxWorkers: 2,
  },
})
