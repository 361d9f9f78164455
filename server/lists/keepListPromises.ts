import type { PromiseHandlers } from '#server/platform/ticker.ts'
import { READ_LIST, WRITE_LIST } from './bringList.ts'
import { keepReading } from './keepReading.ts'
import { keepWriting, type WriteDeps } from './keepWriting.ts'

/** Lists are read and written in the background, by whichever process takes the promise. */
export function listKeepers(deps: WriteDeps): PromiseHandlers {
  return {
    [READ_LIST]: promise => keepReading(deps, promise),
    [WRITE_LIST]: promise => keepWriting(deps, promise),
  }
}
