import type { Writable } from 'node:stream'

/**
 * Writes lines to a stream that may fail at any time: the disk of the log is full, whoever collected it is gone. That costs lines, and
 * must not cost a caller their call: Node ends a process whose output fails unheard. `complain` says so where there is another place,
 * once; when lines go out again, the log itself says how many are missing.
 */
export function logSink(
  out: Writable,
  complain: (text: string) => void,
  wasLost: (count: number) => string,
): (line: string) => void {
  let lost = 0
  out.on('error', () => undefined) // each write hears of its own, below
  const write = (line: string) =>
    // Of the last line that failed a part may be there.
    out.write(lost > 0 ? `\n${line}` : line, error => {
      if (error) {
        if (lost === 0)
          complain(`The log cannot be written (${codeOf(error)}). Calls go on; lines are lost.\n`)
        lost += 1
      } else if (lost > 0) {
        const count = lost
        lost = 0
        write(wasLost(count))
      }
    })
  return line => void write(line)
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
