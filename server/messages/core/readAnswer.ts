import { type Said, TaskCode } from '#shared/messages.ts'

/** Single words that the carrier acts on by itself, and answers. Never commands of ours. Source: telephony guide 5, S22. */
const STOPS: readonly string[] = [
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
]
const STARTS: readonly string[] = ['START', 'YES', 'UNSTOP']
const HELPS: readonly string[] = ['HELP', 'INFO']
export const CARRIER_WORDS: readonly string[] = [...STOPS, ...STARTS, ...HELPS]

/** A word, perhaps the word "task", perhaps the code: nothing else. `A` and `D` stand for the words only with a code. */
const COMMAND = /^(?:(ACCEPT|ACCEPTED)|(DECLINE|DECLINED))(?:TASK)?([0-9][0-9A-Z]{2,3})?$/
/** `NOT SAFE` is none of them, and nothing else that says more. */
const SAFE = /^(?:SAFE|IMSAFE|IAMSAFE)(?:TASK)?([0-9][0-9A-Z]{2,3})?$/
/** `NOT OUT` is none of them either. The code stands at the end, or between. */
const OUT =
  /^(?:(?:OUT|IMOUT|IAMOUT|(?:SAFE|IMSAFE|IAMSAFE)(?:AND)?OUT)(?:TASK)?([0-9][0-9A-Z]{2,3})?|SAFE([0-9][0-9A-Z]{2,3})(?:AND)?OUT)$/
const SHORT = /^([AD])([0-9][0-9A-Z]{2,3})$/

/**
 * What a text says, by its letters and digits alone: `accept4f7`, `A 4F7`, `Accept: 4F7.` are one. What says more, or asks (`ACCEPT 4F7?`),
 * or says two things, is for a person to read: nobody is taken to have accepted what they may not have.
 */
export function readAnswer(body: string): Said {
  const text = body.normalize('NFKC').toUpperCase().trim()
  if (STOPS.includes(text)) return { kind: 'stop' }
  if (STARTS.includes(text)) return { kind: 'start' }
  if (HELPS.includes(text)) return { kind: 'help' }
  const bare = text.replace(/[\s.,;:!'"“”‘’()*#_–-]+/gu, '')
  const [, accept, , wholeCode] = COMMAND.exec(bare) ?? []
  if (COMMAND.test(bare)) return command(accept !== undefined ? 'accept' : 'decline', wholeCode)
  const out = OUT.exec(bare)
  if (out) return command('safe', out[1] ?? out[2], { isOut: true })
  if (SAFE.test(bare)) return command('safe', SAFE.exec(bare)?.[1])
  const [, letter, code] = SHORT.exec(bare) ?? []
  return letter === undefined
    ? { kind: 'not_understood' }
    : command(letter === 'A' ? 'accept' : 'decline', code)
}

function command(
  kind: 'accept' | 'decline' | 'safe',
  code: string | undefined,
  more: { isOut?: true } = {},
): Said {
  if (code === undefined) return { kind, code: null, ...more }
  const known = TaskCode.safeParse(code).data
  return known ? { kind, code: known, ...more } : { kind: 'not_understood' }
}

/** What a key says of a ring: 1 accepts, 2 declines, another says nothing. */
export function readKey(digits: string): Said | null {
  if (digits === '1') return { kind: 'accept', code: null }
  if (digits === '2') return { kind: 'decline', code: null }
  return null
}
