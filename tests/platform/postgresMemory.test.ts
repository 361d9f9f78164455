import { expect, test } from 'vitest'
import { sharedBuffers } from '#server/platform/postgresMemory.ts'

const GIGABYTE = 1024 ** 3

test.each([
  [0.25, '128MB'],
  [1, '256MB'],
  [2, '512MB'],
  [4, '1024MB'],
  [64, '1024MB'],
])('of %d GB the embedded PostgreSQL keeps what it has read in %s', (gigabytes, kept) => {
  expect(sharedBuffers(gigabytes * GIGABYTE)).toBe(kept)
})
