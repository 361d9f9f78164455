import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'vitest'

/**
 * The carrier's published material lies beside the project, never in it. Where it is absent, the tests that need it say so
 * in their title and check nothing.
 */
const folder = process.env.TWILIO_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data/twilio')
const hasTwilioData = existsSync(path.join(folder, 'openapi'))
/** A test that reads the published material; where that is absent it passes under a title that says it did not run. */
export function published(title: string, check: () => void | Promise<void>): void {
  if (hasTwilioData) test(title, check)
  else test(`NOT RUN, the carrier's published data is not beside the project: ${title}`, () => {})
}

// The shape is whatever was published: each test reads out of it what it names.
// biome-ignore lint/suspicious/noExplicitAny: JSON of others, read in place
export function twilioData(file: string): any {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
}
