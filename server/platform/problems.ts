import { PROBLEM_STATUS, type ProblemCode, type ProblemReply } from '#shared/problem.ts'

type Details = { fields?: Record<string, string>; cause?: unknown }

/** Something a person can do something about. Its message is shown to them, so it never holds personal data. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly fields: Record<string, string> | undefined

  constructor(code: ProblemCode, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'Problem'
    this.code = code
    this.fields = details.fields
  }

  get status(): number {
    return PROBLEM_STATUS[this.code]
  }
}

/** No answer in time: a statement that was sent may yet be carried out, and a command that comes again is done once. */
export class DatabaseUnavailable extends Problem {
  constructor(details: Details = {}) {
    super(
      'database_unavailable',
      'The record cannot be reached at the moment. This may not be saved: try again in a moment.',
      details,
    )
    this.name = 'DatabaseUnavailable'
  }
}

export class CarrierUnavailable extends Problem {
  constructor(details: Details = {}) {
    super(
      'carrier_unavailable',
      'The telephone service did not answer. Try again, or use the telephone beside you.',
      details,
    )
    this.name = 'CarrierUnavailable'
  }
}

/** Why the house does not open, in a sentence for the person at the terminal. */
export class StartRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartRefused'
  }
}

export function toReply(problem: Problem, requestId: string): ProblemReply {
  return {
    code: problem.code,
    message: problem.message,
    ...(problem.fields ? { fields: problem.fields } : {}),
    requestId,
  }
}
