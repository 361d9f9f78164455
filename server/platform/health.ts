import type { RequestHandler } from 'express'
import { errorFields, type Logger } from './logger.ts'

/** Asks one part of the house; answers undefined when it is well, else why not, in words for the operator. */
export type HealthCheck = () => Promise<string | undefined> | string | undefined

/**
 * Ready, or every reason why not; and what is amiss elsewhere, which a process that went away, or did not come, would not mend. No
 * detail that would help a stranger: names of parts, never addresses or versions.
 */
export function healthAnswer(
  checks: readonly HealthCheck[],
  elsewhere: readonly HealthCheck[],
  log: Logger,
): RequestHandler {
  return async (_, response) => {
    const [reasons, troubles] = await Promise.all([allAsked(checks, log), allAsked(elsewhere, log)])
    const told = troubles.length > 0 ? { troubles } : {}
    response.setHeader('Cache-Control', 'no-store')
    if (reasons.length === 0) response.json({ ready: true, ...told })
    else response.status(503).json({ ready: false, reasons, ...told })
  }
}

async function allAsked(checks: readonly HealthCheck[], log: Logger): Promise<string[]> {
  const answers = await Promise.all(checks.map(check => asked(check, log)))
  return answers.filter(answer => answer !== undefined)
}

async function asked(check: HealthCheck, log: Logger): Promise<string | undefined> {
  try {
    return await check()
  } catch (error) {
    log.warn('health.not_asked', errorFields(error))
    return 'A part of the house could not be asked: see the log.'
  }
}
