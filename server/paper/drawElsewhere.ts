import { Worker } from 'node:worker_threads'
import { Problem } from '#server/platform/problems.ts'
import type { Page } from './core/page.ts'

/** Two at a time, and a few who wait: a page takes a tenth of a second of one processor. */
const AT_ONCE = 2
const MOST_WAITING = 8
const LIMITS = { maxOldGenerationSizeMb: 192 }
const PATIENCE_MS = 12_000

export type DrawElsewhere = (page: Page, at: string) => Promise<Uint8Array>

/** Draws pages on threads of their own: no caller waits while a page is drawn. */
export function drawsElsewhere(): DrawElsewhere {
  let drawing = 0
  const waiting: (() => void)[] = []
  return async (page, at) => {
    if (drawing >= AT_ONCE) {
      if (waiting.length >= MOST_WAITING)
        throw new Problem('too_many', 'Many pages are being made just now. Press again in a moment.')
      await new Promise<void>(resolve => waiting.push(resolve))
    } else drawing += 1
    try {
      return await drawOn(
        new Worker(new URL('./pageWorker.ts', import.meta.url), {
          workerData: { page, at },
          resourceLimits: LIMITS,
        }),
      )
    } finally {
      const next = waiting.shift()
      if (next) next()
      else drawing -= 1
    }
  }
}

function drawOn(worker: Worker): Promise<Uint8Array> {
  return new Promise<Uint8Array>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error('a page took too long to draw'))
      void worker.terminate()
    }, PATIENCE_MS)
    worker.once('message', (pdf: Uint8Array) => resolve(pdf))
    worker.once('error', reject)
    worker.once('exit', code => {
      clearTimeout(late)
      reject(new Error(`a page was not drawn: the thread ended with ${code}`))
    })
  })
}
