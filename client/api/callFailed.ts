import type { ProblemCode } from '#shared/problem.ts'

/** Why a request did not do what it asked. `unreachable`: no answer came; `odd_reply`: one came that we cannot read. */
export type FailureCode = ProblemCode | 'unreachable' | 'odd_reply'

export class CallFailed extends Error {
  readonly code: FailureCode
  readonly fields: Readonly<Record<string, string>>

  constructor(code: FailureCode, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message)
    this.name = 'CallFailed'
    this.code = code
    this.fields = fields
  }
}

/** What to tell the person at the screen. A bug is not dressed up as a refusal: it is thrown on. */
export function inWords(error: unknown): string {
  if (error instanceof CallFailed) return error.message
  throw error
}
