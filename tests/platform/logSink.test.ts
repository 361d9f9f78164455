import { Writable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { logSink } from '#server/platform/logSink.ts'

test('a log that cannot be written is complained of once, and says how many lines it lost when it can be again', async () => {
  const written: string[] = []
  const complaints: string[] = []
  let isFull = false
  const out = new Writable({
    write: (chunk: Buffer, _, done) => {
      if (!isFull) written.push(chunk.toString())
      done(isFull ? Object.assign(new Error('no space'), { code: 'ENOSPC' }) : null)
    },
    destroy(this: Writable & { _undestroy?: () => void }, error, done) {
      done(error)
      this._undestroy?.() // as Node does with a process's own output: the next line is tried again
    },
  })
  const say = logSink(
    out,
    text => complaints.push(text),
    count => `${count} lost`,
  )

  for (const [line, full] of [
    ['one', false],
    ['two', true],
    ['three', true],
    ['four', false],
    ['five', false],
  ] as const) {
    isFull = full
    say(line)
    await nextTurn()
  }

  expect(written).toEqual(['one', '\nfour', '2 lost', 'five'])
  expect(complaints).toEqual([expect.stringContaining('ENOSPC')])
})
