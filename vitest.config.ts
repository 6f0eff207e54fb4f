// Two projects: rules and codecs without I/O, and everything that needs a database, a socket or a browser.
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By name: the story of a first visit must come before those that sign in with the password it chooses. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.sort((a, b) => a.moduleId.localeCompare(b.moduleId))
  }
}

/** They bring their own server, or know nothing of its version: a second run by address would show nothing new. */
const OWN_SERVER = [
  'src/platform/postgres/store.db.test.ts',
  'src/gateway/store-away.db.test.ts',
  'src/gateway/stream/stream.db.test.ts',
]

export default defineConfig({
  test: {
    sequence: { sequencer: ByName },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/house/**/*.test.ts', 'test/vectors/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'db',
          include: ['src/**/*.db.test.ts', 'test/**/*.db.test.ts'],
          exclude: process.env.TEST_DATABASE === 'server' ? OWN_SERVER : [],
          globalSetup: ['test/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/e2e/product.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
})
