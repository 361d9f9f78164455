import { parseArgs } from 'node:util'
import { z } from 'zod'
import { fieldSentences, plainSentence } from '#server/platform/fieldSentences.ts'
import { Because, By } from './restores.ts'

const Verify = z.strictObject({
  verb: z.literal('verify'),
  anchors: z.array(z.string().min(1, 'Name a folder.')).optional(),
  key: z
    .array(z.string().regex(/^[\w-]{43}$/, 'Give the 43 letters and digits of anchor-key.pub.'))
    .optional(),
  json: z.boolean().default(false),
})
const Restored = z.strictObject({ verb: z.literal('restored'), by: By, because: Because })
const AuditCommand = z.discriminatedUnion('verb', [
  Verify,
  z.strictObject({ verb: z.literal('anchor') }),
  Restored,
])
export type AuditCommand = z.infer<typeof AuditCommand>
export type VerifyCommand = z.infer<typeof Verify>
export type RestoredCommand = z.infer<typeof Restored>

/** What was asked for at the terminal, or a sentence for each thing that is not as it should be. */
export function readAuditArguments(
  args: string[],
): { kind: 'help' } | { kind: 'wrong'; because: string } | { kind: 'command'; command: AuditCommand } {
  const read = optionsOf(args)
  if (read.kind === 'wrong') return read
  const { help, ...options } = read.values
  if (help) return { kind: 'help' }
  const [verb, ...rest] = read.positionals
  if (verb !== 'verify' && verb !== 'anchor' && verb !== 'restored')
    return { kind: 'wrong', because: 'Say what to do, one of: verify, anchor, restored.' }
  if (rest.length > 0)
    return { kind: 'wrong', because: `'${rest[0]}' belongs to nothing: put what has spaces between quotes.` }
  const parsed = AuditCommand.safeParse({ verb, ...options }, { error: plainSentence })
  if (parsed.success) return { kind: 'command', command: parsed.data }
  const because = Object.entries(fieldSentences(parsed.error)).map(
    ([path, is]) => `--${path.split('.')[0]}: ${is}`,
  )
  return { kind: 'wrong', because: because.join('\n') }
}

function optionsOf(args: string[]) {
  const texts = { type: 'string', multiple: true } as const
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        anchors: texts,
        key: texts,
        by: { type: 'string' },
        because: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return { kind: 'read' as const, values, positionals }
  } catch (error) {
    return { kind: 'wrong' as const, because: error instanceof Error ? error.message : String(error) }
  }
}
