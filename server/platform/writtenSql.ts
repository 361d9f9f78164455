import type { Fragment, Sql } from './database.ts'

/** What was written and is not asked yet: all that the driver looks at in a part of a statement. */
class Piece {
  readonly strings: TemplateStringsArray
  readonly args: never[]
  /** Not the driver's own, which was made to be asked. */
  readonly isPiece = true
  /** Written by the driver when it meets it in another. */
  fragment = false
  constructor(strings: TemplateStringsArray, args: never[]) {
    this.strings = strings
    this.args = args
  }
}
/** Where each statement stands in our code: looked up once, when it is written for the first time, and read when it fails. */
const origins = new WeakMap<TemplateStringsArray, string>()
const ORIGIN_FRAMES = 2

type Tag = (strings: TemplateStringsArray, ...args: never[]) => Fragment

/**
 * `sql` as stores write with it. The driver makes a promise, with all that belongs to asking, of every piece that is written, and a
 * statement has a hundred pieces of which one is asked: they were half of what the server had to clear away after a search. Here a piece
 * is its text and its values, until somebody asks (`then` and its like). `pool` is whichever is current at that moment.
 */
export function writtenSql(pool: () => Sql): Sql {
  const first = pool()
  class OfThisDriver extends Piece {}
  const shape: object = Object.getPrototypeOf(first`select 1`) // the driver knows a piece by its class, which it does not export
  Object.setPrototypeOf(OfThisDriver.prototype, shape)
  for (const name of Object.getOwnPropertyNames(shape).filter(
    name => name !== 'constructor' && name !== 'origin',
  ))
    Object.defineProperty(OfThisDriver.prototype, name, {
      value(this: Piece, ...given: unknown[]) {
        const asked = askedOf(pool(), this)
        return Reflect.apply(Reflect.get(asked, name), asked, given)
      },
    })
  function write(_: unknown, __: unknown, given: Parameters<Tag>): unknown {
    const [strings, ...args] = given
    if (!Object.hasOwn(strings, 'raw')) return Reflect.apply(pool(), undefined, given) // names of columns, rows to insert
    if (!origins.has(strings)) origins.set(strings, framesBefore(write))
    return new OfThisDriver(strings, args)
  }
  const written: ProxyHandler<Sql> = {
    apply: write,
    get: (_, property) => Reflect.get(pool(), property),
  }
  return new Proxy(first, written)
}

/** The same to be asked, by this pool, now, however often: the driver asks each of its own once. Its own (`sql.unsafe`) stay as they are. */
export function askedOf<Query>(pool: Sql, query: Query): Query {
  const { isPiece, strings, args } = query as unknown as Piece
  if (!isPiece) return query
  return (pool as unknown as Tag)(strings, ...args) as unknown as Query
}

/** The same error, and first of all where the statement stands that it is about: the driver only knows who asked it. */
export function withOrigin(error: unknown, query: unknown): unknown {
  const origin = origins.get((query as Piece).strings)
  if (origin && error instanceof Error && !error.stack?.includes(origin)) {
    const { stack: before = '', message } = error
    const end = before.indexOf(message) + message.length // what it says may have lines of its own
    const stack = `${before.slice(0, end)}\n${origin}${before.slice(end)}`
    Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true }) // the driver leaves it read-only
  }
  return error
}

function framesBefore(here: (...given: never[]) => unknown): string {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = ORIGIN_FRAMES
  const at: { stack: string } = { stack: '' }
  Error.captureStackTrace(at, here)
  Error.stackTraceLimit = limit
  return at.stack.split('\n').slice(1).join('\n')
}
