import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

// There is a process for each house that a test starts: what one has compiled, the next need not.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compiled')

export default defineConfig({
  root,
  test: {
    maxWorkers: 3, // on two cores: carriers, callers and browsers are waited for a third of the time
    globalSetup: ['tests/support/globalSetup.ts'],
    setupFiles: ['tests/support/sayWhatWindowsShow.ts'],
    pool: 'forks',
    // One after the other in the same workers: the loading of what they test would take as long as the tests. It also holds the
    // server to keeping nothing outside of what is handed to it.
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } }, // how long something broken may hang; nothing here measures time
    env: { TZ: process.env.TZ ?? 'Europe/London', NODE_ENV: 'test' },
    include: ['tests/**/*.test.ts'],
  },
})
