import { defineConfig } from 'vitest/config'

/**
 * Five cameras and microphones of one machine keep two cores busy: with a neighbour their sound comes half a minute late. On the slow line
 * seconds are counted.
 */
const ALONE = ['breakouts', 'calls', 'recording', 'slow'].map((name) => `test/browser/${name}.test.ts`)

// The built pages in a real Chromium, against a server in memory. Needs `npm run build` first.
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        // Many of these tests wait for what people wait for: two files side by side leave a third of two cores idle.
        test: { name: 'pages', include: ['test/browser/**/*.test.ts'], exclude: ALONE, maxWorkers: 3 },
      },
      { extends: true, test: { name: 'alone', include: ALONE, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
})
