import { totalmem } from 'node:os'
import { constrainedMemory } from 'node:process'

const MEGABYTE = 1024 * 1024
const LEAST_MB = 128
/** As much as is looked into to find one of a million people; what is more the system keeps as well. */
const MOST_MB = 1024

/**
 * `shared_buffers` of the embedded server: a quarter of the memory, as PostgreSQL advises. It takes of that only what there is to keep. A
 * page that is not there is fetched from the system: a search by two keys, which looks at some thousand people, takes a fifth longer with
 * a quarter of a gigabyte.
 */
export function sharedBuffers(bytes = memoryHere()): string {
  return `${Math.max(LEAST_MB, Math.min(MOST_MB, Math.floor(bytes / MEGABYTE / 4)))}MB`
}

/** What the machine has, or what its container may take of it. */
function memoryHere(): number {
  const limit = constrainedMemory()
  return limit > 0 ? Math.min(totalmem(), limit) : totalmem()
}
