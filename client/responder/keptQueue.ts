import { Queue } from '#shared/onThePhone.ts'
import { NOTHING_WAITS } from './core/queue.ts'
import { seal, unseal, wipe } from './sealed.ts'

type Change = (queue: Queue) => Queue

/**
 * The queue of this phone, kept sealed. The page may be open twice, as an installed page and in a tab: each change is made to what lies on
 * the phone, one after the other, so that no page writes over what was pressed on another.
 */
export function keptQueue(storing: <T>(act: () => Promise<T>) => Promise<T | undefined>) {
  /** Shown, and not on the disk yet; where the browser keeps nothing, for as long as the page is there. */
  const unwritten: Change[] = []
  const shown = (queue: Queue) => unwritten.reduce((all, change) => change(all), queue)

  return {
    /** What waits by now, whichever page it was pressed on; nothing is heard where the browser keeps nothing. */
    read: (hear: (queue: Queue) => void) => storing(() => alone(async () => hear(shown(await onDisk())))),
    /** Once this returns it outlives the page. */
    change: async (change: Change): Promise<void> => {
      unwritten.push(change)
      await storing(() =>
        alone(async () => {
          const queue = await onDisk()
          const count = unwritten.length
          await write(shown(queue))
          unwritten.splice(0, count)
        }),
      )
    },
  }
}

/** One page of this phone after the other. */
function alone<T>(act: () => Promise<T>): Promise<T> {
  return navigator.locks.request('goldthread-queue', act) as Promise<T> // what the act gives is given
}

async function onDisk(): Promise<Queue> {
  return Queue.safeParse(await unseal('queue')).data ?? NOTHING_WAITS
}

function write(queue: Queue): Promise<void> {
  const isEmpty = queue.waiting.length === 0 && queue.refused.length === 0
  return isEmpty ? wipe('queue') : seal('queue', queue)
}
