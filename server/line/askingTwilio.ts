import { CarrierUnavailable } from '#server/platform/problems.ts'

/** Carrier codes that mean: that leg, room or text is no longer there. Source: twilio.com/docs/api/errors. */
const GONE: readonly number[] = [20404, 21220, 16022]
/** The carrier said no to the moment, or to who asks, and not to what was asked: it is tried again. */
const NOT_NOW: readonly number[] = [401, 403, 408, 409, 425, 429]

/** True when the leg or room was no longer there. */
export async function ignoringGone(command: () => Promise<unknown>): Promise<boolean> {
  try {
    await command()
    return false
  } catch (error) {
    if (isGoneError(error)) return true
    throw unavailable(error)
  }
}

/** The answer, or null where the carrier knows nothing of what was asked about. */
export async function asking<Answer>(question: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await question()
  } catch (error) {
    if (isGoneError(error)) return null
    throw unavailable(error)
  }
}

/** What the carrier made, or the code with which it will never make it. Rejects where it may have made it, or may yet. */
export async function making<Made>(
  make: () => Promise<Made>,
): Promise<{ kind: 'made'; made: Made } | { kind: 'refused'; code: number }> {
  try {
    return { kind: 'made', made: await make() }
  } catch (error) {
    const { status, code } = { status: numberIn(error, 'status'), code: numberIn(error, 'code') }
    const isFinal = status !== undefined && status >= 400 && status < 500 && !NOT_NOW.includes(status)
    if (isFinal && code !== undefined) return { kind: 'refused', code }
    throw unavailable(error)
  }
}

function isGoneError(error: unknown): boolean {
  const code = numberIn(error, 'code')
  return code !== undefined && GONE.includes(code)
}

function numberIn(error: unknown, name: 'status' | 'code'): number | undefined {
  const value = error instanceof Error ? Reflect.get(error, name) : undefined
  return typeof value === 'number' ? value : undefined
}

function unavailable(cause: unknown): CarrierUnavailable {
  return new CarrierUnavailable({ cause })
}
