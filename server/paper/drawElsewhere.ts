import { Worker } from 'node:worker_threads'
import { Problem } from '#server/platform/problems.ts'
import type { Page } from './core/page.ts'

/** Two at a time, and a few who wait: a page takes a tenth of a second of one processor. */
const AT_ONCE = 2
const MOST_WAITING = 8
const LIMITS = { maxOldGenerationSizeMb: 192 }
const PATIENCE_MS = 12_000
/** A thread that has drawn is kept this long for the next page: to begin one, with its library and fonts, costs as much as five pages. */
const KEPT_MS = 30_000

export type DrawElsewhere = (page: Page, at: string) => Promise<Uint8Array>

type Thread = { draw: DrawElsewhere; end: () => void; isLost: () => boolean }

/** Draws pages on threads of their own: no caller waits while a page is drawn. */
export function drawsElsewhere(): DrawElsewhere {
  let drawing = 0
  const waiting: (() => void)[] = []
  const resting: { thread: Thread; until: NodeJS.Timeout }[] = []

  const take = (): Thread => {
    const rested = resting.pop()
    if (!rested) return startThread()
    clearTimeout(rested.until)
    return rested.thread
  }
  const rest = (thread: Thread) => {
    const until = setTimeout(() => {
      const place = resting.findIndex(one => one.thread === thread)
      if (place !== -1) resting.splice(place, 1)
      thread.end()
    }, KEPT_MS).unref()
    resting.push({ thread, until })
  }

  return async (page, at) => {
    if (drawing >= AT_ONCE) {
      if (waiting.length >= MOST_WAITING)
        throw new Problem('too_many', 'Many pages are being made just now. Press again in a moment.')
      await new Promise<void>(resolve => waiting.push(resolve))
    } else drawing += 1
    try {
      let thread = take()
      while (thread.isLost()) thread = take()
      const pdf = await thread.draw(page, at)
      rest(thread)
      return pdf
    } finally {
      const next = waiting.shift()
      if (next) next()
      else drawing -= 1
    }
  }
}

/** One thread, and one page at a time on it. What goes wrong with a page ends its thread: nothing of it is met by the next. */
function startThread(): Thread {
  const worker = new Worker(new URL('./pageWorker.ts', import.meta.url), { resourceLimits: LIMITS })
  let isLost = false
  worker.once('exit', () => {
    isLost = true
  })
  worker.on('error', () => {
    isLost = true // whoever waits for the page hears of it below; between two pages nobody does
  })
  worker.unref() // a house that closes does not wait for a thread that rests
  return {
    isLost: () => isLost,
    end: () => void worker.terminate(),
    draw: (page, at) =>
      new Promise<Uint8Array>((resolve, reject) => {
        const finish = (settle: () => void) => {
          worker.off('message', drawn).off('error', failed).off('exit', ended)
          clearTimeout(late)
          worker.unref()
          settle()
        }
        const drawn = (pdf: Uint8Array) => finish(() => resolve(pdf))
        const failed = (error: Error) => finish(() => reject(error))
        const ended = (code: number) =>
          failed(new Error(`a page was not drawn: the thread ended with ${code}`))
        const late = setTimeout(() => {
          void worker.terminate()
          failed(new Error('a page took too long to draw'))
        }, PATIENCE_MS)
        worker.once('message', drawn).once('error', failed).once('exit', ended)
        worker.ref()
        worker.postMessage({ page, at })
      }),
  }
}
