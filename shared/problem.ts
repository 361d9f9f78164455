import { z } from 'zod'

/** What can be wrong with a request, as codes a client may branch on; the text says what to do. */
export const PROBLEM_STATUS = {
  bad_request: 400,
  not_signed_in: 401,
  wrong_sign_in: 401,
  not_allowed: 403,
  /** Before this is handed out, she who asks types her password again (`provePassword`), and then asks once more. */
  password_again: 403,
  not_found: 404,
  conflict: 409,
  /** The same command was carried out already, with other answers: what is typed now is not saved. */
  saved_otherwise: 409,
  stale: 409,
  too_large: 413,
  wrong_content_type: 415,
  too_many: 429,
  broken: 500,
  carrier_unavailable: 502,
  database_unavailable: 503,
} as const

export const ProblemCode = z.enum(Object.keys(PROBLEM_STATUS) as [keyof typeof PROBLEM_STATUS]) // keys of a const object
export type ProblemCode = keyof typeof PROBLEM_STATUS

/** Every refusal over HTTP has this shape. `fields` names what to mend, by path, in words for the person at the screen. */
export const ProblemReply = z.object({
  code: ProblemCode,
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  requestId: z.string().optional(),
})
export type ProblemReply = z.infer<typeof ProblemReply>
