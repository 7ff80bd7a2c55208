import { defineConfig } from 'vitest/config'

// The pages behind proxies of the system's packages: `mvn -Pproxy verify`.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/proxy/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 1,
  },
})
