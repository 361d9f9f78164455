import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

// There is a process for each house that a test starts: what one has compiled, the next need not.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compiled')

/** Those that start processes and browsers, kill them, or fill a whole machine: each file in a worker of its own. */
const APART = ['breaking', 'faults', 'journeys', 'platform'].map(folder => `tests/${folder}/**/*.test.ts`)
const alike = {
  root,
  pool: 'forks',
  testTimeout: 90_000,
  hookTimeout: 120_000,
  env: { TZ: process.env.TZ ?? 'Europe/London', NODE_ENV: 'test' },
} as const

export default defineConfig({
  root,
  test: {
    maxWorkers: 3, // on two cores: the journeys wait for carriers, callers and browsers a third of their time
    globalSetup: ['tests/support/globalSetup.ts'],
    projects: [
      { test: { ...alike, name: 'apart', include: APART } },
      // One after the other in the same workers: the loading of what they test would take as long as the tests. It also holds
      // the server to keeping nothing outside of what is handed to it.
      { test: { ...alike, name: 'house', include: ['tests/**/*.test.ts'], exclude: APART, isolate: false } },
    ],
  },
})
