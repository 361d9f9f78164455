import type { PracticeLine, PracticeLineOptions } from './lineOptions.ts'

/** Starts a telephone line of our own: signed webhooks, TwiML, queues, conferences, REST and handsets over real HTTP. */
export async function startPracticeLine(options: PracticeLineOptions): Promise<PracticeLine> {
  throw new Error(`the practice line is being built (${options.numbers.length} numbers)`)
}
