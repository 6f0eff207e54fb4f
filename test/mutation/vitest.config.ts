// The tests that judge the standards engine when it is broken on purpose: `npm run mutation`.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: process.cwd(),
  test: {
    include: ['src/domain/standards/**/*.test.ts', 'test/vectors/**/*.test.ts'],
    exclude: ['test/vectors/hj212.test.ts', 'test/vectors/real-files.test.ts'],
    testTimeout: 60_000,
    isolate: false,
    fileParallelism: false,
  },
})
