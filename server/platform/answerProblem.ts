import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { ProblemCode } from '#shared/problem.ts'
import { errorFields, type Logger } from './logger.ts'
import { Problem, toReply } from './problems.ts'

type Known = { code: ProblemCode; message: string }

const NOTHING_THERE: Known = { code: 'not_found', message: 'There is nothing at this address.' }
const BY_STATUS: Readonly<Record<number, Known>> = {
  403: NOTHING_THERE,
  404: NOTHING_THERE,
  413: { code: 'too_large', message: 'That is too much at once. Shorten it and send it again.' },
  415: { code: 'wrong_content_type', message: 'Send the body as plain application/json, not compressed.' },
}

const UNREADABLE: Known = { code: 'bad_request', message: 'The request cannot be read.' }

/** The one place where what went wrong becomes an HTTP answer. A bug is told as a bug, without its details. */
export function answerProblem(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const requestId = String(response.locals.requestId ?? '')
    const problem = asProblem(error)
    if (problem.status >= 500)
      log.error('http.failed', { requestId, code: problem.code, ...errorFields(problem.cause ?? error) })
    else
      log.info('http.refused', {
        requestId,
        method: request.method,
        code: problem.code,
        status: problem.status,
      })
    if (response.headersSent) return next(error)
    response.status(problem.status).json(toReply(problem, requestId))
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const status = statusOf(error)
  const known = BY_STATUS[status] ?? (status < 500 ? UNREADABLE : undefined)
  if (known) return new Problem(known.code, known.message, { cause: error })
  return new Problem(
    'broken',
    'Something is broken on our side. Look whether it was saved before you repeat it.',
    {
      cause: error,
    },
  )
}

/** Errors of express and its body readers carry the status of the sender's mistake. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
}

export const noSuchRoute: RequestHandler = () => {
  throw new Problem(NOTHING_THERE.code, NOTHING_THERE.message)
}
