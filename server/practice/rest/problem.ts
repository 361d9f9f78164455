import type { Resource } from '../core/resources.ts'
import { moreInfo } from '../core/resources.ts'

/** A REST request the carrier refuses: its own code, and the HTTP status that goes with it. */
export class RestProblem extends Error {
  readonly status: number
  readonly code: number
  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export function notFound(what: string): RestProblem {
  return new RestProblem(404, 20404, `The requested resource ${what} was not found`)
}

export function problemBody({ code, message, status }: RestProblem): Resource {
  return { code, message, more_info: moreInfo(code), status }
}
