import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // A world of its own for each file takes seven times as long as all of the tests.
    isolate: false,
    setupFiles: ['test/setup.ts'],
  },
})
