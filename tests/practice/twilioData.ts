import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'vitest'
import { z } from 'zod'

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

export function twilioData<T>(file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
}

/** What lies at the end of a path through a published document; undefined when the path ends before. */
export function dig(node: unknown, ...keys: string[]): unknown {
  return keys.reduce((at: unknown, key) => Object(at)[key], node)
}

const Words = z.array(z.string())
/** The table of what each callback carries. */
export const ParameterTable = z.object({
  groups: z.record(
    z.string(),
    z.object({
      always: Words.optional(),
      optional: Words.optional(),
      inbound_legacy_aliases: Words.optional(),
      adds_to: z.string().optional(),
      participant_events_add: Words.optional(),
      end_adds: Words.optional(),
      leave_adds: Words.optional(),
      announcement_adds: Words.optional(),
      started_adds: Words.optional(),
      content_adds: Words.optional(),
      values: z.record(z.string(), Words).optional(),
    }),
  ),
})
export const SdkWire = z.object({
  operations: z.array(
    z.object({
      requests: z.array(z.object({ method: z.string(), product: z.string(), path: z.string() })),
    }),
  ),
})
export const SignatureVectors = z.object({
  vectors: z.array(
    z.object({
      name: z.string(),
      signed_url: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      auth_token: z.string(),
      expect: z.string().optional(),
    }),
  ),
})
export const TwimlGrammar = z.object({
  voice: z.record(
    z.string(),
    z.object({ attributes: z.record(z.string(), z.unknown()), children: z.array(z.string()) }),
  ),
})
export const ErrorCodes = z.object({
  codes: z.array(z.object({ code: z.coerce.number(), level: z.string().nullish() })),
})
