import { logSink } from './logSink.ts'

/**
 * What a log line may carry: ids, counts, codes and times. A name, a number, a note, a header or a body has no field here,
 * so writing one is a type error.
 */
export type LogFields = {
  requestId?: string
  lineId?: string
  callId?: string
  taskId?: string
  patientId?: string
  staffId?: string
  sessionId?: string
  commandId?: string
  /** The carrier's own names of things: 'CA…', 'CF…', 'RE…', 'SM…'. */
  carrierSid?: string
  /** A promise's kind and its natural key (ids and words of ours). */
  kind?: string
  key?: string
  method?: string
  /** A route as written in the table, never the address that was asked for. */
  route?: string
  action?: string
  status?: number
  code?: string
  reason?: string
  /** Name of an error's class and where it was thrown; never its message, which may quote a value. */
  error?: string
  at?: string
  ms?: number
  count?: number
  attempts?: number
  seq?: number
  port?: number
  version?: string
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

/** One JSON line per thing that happened; `what` begins with a noun and a verb: 'call.offered'. */
export type Logger = Record<LogLevel, (what: string, fields?: LogFields) => void>

type Sink = (line: string) => void

export function createLogger(level: LogLevel, sink: Sink = toStdout()): Logger {
  const least = LEVELS.indexOf(level)
  const write =
    (of: LogLevel) =>
    (what: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(of) >= least) sink(lineOf(of, what, fields))
    }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

/** JSON escapes newlines and control characters: a line is one line whatever a field holds. */
function lineOf(level: LogLevel, what: string, fields: LogFields): string {
  return `${JSON.stringify({ time: new Date().toISOString(), level, what, ...fields })}\n`
}

function toStdout(): Sink {
  process.stderr.on('error', () => undefined) // the last place there is
  return logSink(
    process.stdout,
    text => void process.stderr.write(text),
    count => lineOf('error', 'log.was_lost', { count }),
  )
}

/** Its stack without what it says, which may look like a place: a message quotes what somebody typed. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message)
  return at < 0 ? '' : stack.slice(at + message.length)
}

/** What may be said of an error: its class, its code and where it came from. Database messages quote the values. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const frames = framesOf(error)
    .split('\n')
    .filter(line => /^\s+at .*(server|shared)\/.*:\d+:\d+\)?$/.test(line) && !line.includes('node_modules'))
    .slice(0, 3)
    .map(line => line.replace(/^\s+at /, '').replace(/\(?(file:\/\/)?\/.*?\/(server|shared)\//, '($2/'))
  return {
    error: error.name,
    ...(code ? { code } : {}),
    ...(frames.length > 0 ? { at: frames.join(' < ') } : {}),
  }
}
