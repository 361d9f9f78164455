import { isDiallable } from '../core/withheld.ts'
import type { Callback } from '../leg.ts'
import type { World } from '../world.ts'
import { raiseAlert } from '../world.ts'
import { RestProblem } from './problem.ts'
import { methodOf, required, urlOf } from './request.ts'

const PROGRESS = new Set(['initiated', 'ringing', 'answered', 'completed'])

export function addressee(form: URLSearchParams, name: string): string {
  const to = required(form, name, 21201)
  if (!isDiallable(to) && !/^client:\w{1,121}$/.test(to))
    throw new RestProblem(400, 21211, `${name} is not a valid phone number`)
  return to
}

/** Only a number of ours may be shown to a telephone. */
export function callerIdOf(world: World, form: URLSearchParams): string {
  const from = required(form, 'From', 21213)
  if (from.startsWith('client:')) return from
  if (!isDiallable(from)) throw new RestProblem(400, 21212, 'From is not a valid caller ID')
  if (!world.numbers.has(from)) throw new RestProblem(400, 21210, 'From is not a number of this account')
  return from
}

/**
 * A callback and its events. Several events must be several parameters: one value with spaces is only a warning (21626),
 * and then nothing at all is told.
 */
export function callbackOf(
  world: World,
  form: URLSearchParams,
  name: string,
  otherwise: string[],
  known: ReadonlySet<string> = PROGRESS,
): Callback | undefined {
  const url = urlOf(form, name)
  if (url === undefined) return undefined
  const asked = form.getAll(`${name}Event`)
  const wrong = asked.some(event => !known.has(event))
  if (wrong) raiseAlert(world, 21626, { url, text: `${name}Event: ${asked.join(', ')}` })
  const events = asked.length === 0 ? otherwise : wrong ? [] : asked
  return { url, method: methodOf(form, `${name}Method`), events: new Set(events) }
}
