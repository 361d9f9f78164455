import { parentPort, workerData } from 'node:worker_threads'
import type { Page } from './core/page.ts'
import { drawPage } from './drawPage.ts'

// Draws one page and ends. Started by drawElsewhere.ts, which gives it what to draw.
const { page, at } = workerData as { page: Page; at: string } // from drawElsewhere.ts and nobody else
const pdf = await drawPage(page, at)
parentPort?.postMessage(pdf)
