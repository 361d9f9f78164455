import { parentPort } from 'node:worker_threads'
import type { Page } from './core/page.ts'
import { drawPage } from './drawPage.ts'

// Draws one page after the other, as they come. Started by drawElsewhere.ts, and by nobody else; what a page throws ends it.
parentPort?.on('message', async ({ page, at }: { page: Page; at: string }) => {
  parentPort?.postMessage(await drawPage(page, at))
})
