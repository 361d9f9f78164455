import { parseArgs } from 'node:util'
import { z } from 'zod'
import { fieldSentences, plainSentence } from '#server/platform/fieldSentences.ts'
import { isWholeNumber, phoneInAnySpelling } from '#server/platform/phoneSpelling.ts'
import { OrganisationKind } from '#shared/organisations.ts'
import { LineServiceKey } from '#shared/parties.ts'
import { mayBeRung } from '#shared/phoneNumber.ts'
import { Postcode } from '#shared/record/who.ts'
import { Role } from '#shared/staff.ts'
import { line } from '#shared/text.ts'
import { LocalDate } from '#shared/time.ts'

const telephone = z.string().transform((text, context) => {
  const number = phoneInAnySpelling(text)
  if (number && isWholeNumber(number)) return number
  context.addIssue(
    `'${text}' is not a whole telephone number. Write it like 01632 960001 or +44 1632 960001.`,
  )
  return z.NEVER
})
/** The carrier rings at most ten phones at once. */
const telephones = z
  .array(z.string())
  .default([])
  .transform(texts => texts.flatMap(text => text.split(',')).filter(text => text.trim() !== ''))
  .pipe(z.array(telephone).max(10, 'Name ten phones at most.'))
  .transform(numbers => [...new Set(numbers)])
const signInName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._@-]{2,119}$/,
    'Use 3 to 120 letters, digits, dots, dashes or @, beginning with a letter or digit.',
  )

const AddLine = z
  .strictObject({
    verb: z.literal('add-line'),
    name: line(120),
    number: telephone,
    'on-call': telephones,
  })
  .refine(given => !given['on-call'].includes(given.number), {
    path: ['on-call'],
    message: 'The line cannot be its own on-call phone: a caller would be rung in a circle.',
  })
const AddNurse = z.strictObject({
  verb: z.literal('add-nurse'),
  line: telephone,
  name: line(120),
  'sign-in': signInName,
  organisation: line(120),
  role: z.enum(['coordinator', 'shift_lead']).default('coordinator'),
  phone: telephone.optional(),
})

const AddOrganisation = z.strictObject({
  verb: z.literal('add-organisation'),
  line: telephone,
  name: line(120),
  kind: OrganisationKind.exclude(['hub']),
  ods: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{3,12}$/, 'An ODS code has 3 to 12 letters and digits.')
    .optional(),
})
const AddColleague = z.strictObject({
  verb: z.literal('add-colleague'),
  line: telephone,
  name: line(120),
  'sign-in': signInName,
  organisation: line(120),
  role: z.enum(['clinician', 'paramedic', 'administrator', 'privacy_officer']),
})
const Change = z
  .strictObject({
    verb: z.literal('change'),
    'sign-in': signInName,
    role: Role.optional(),
    organisation: line(120).optional(),
    line: telephone.optional(),
  })
  .refine(given => given.role ?? given.organisation ?? given.line, {
    path: ['role'],
    message: 'Say what changes: --role, --organisation, or --line with --organisation.',
  })
  .refine(given => given.line === undefined || given.organisation !== undefined, {
    path: ['organisation'],
    message: 'Name her organisation on the other line.',
  })
const Likeness = z
  .strictObject({
    verb: z.literal('likeness'),
    'sign-in': signInName,
    born: LocalDate.optional(),
    street: line(120).optional(),
    postcode: Postcode.optional(),
  })
  .refine(given => (given.street === undefined) === (given.postcode === undefined), {
    path: ['street'],
    message: 'Give the street with its postcode: there is a Church Lane in every town.',
  })
const Service = z
  .strictObject({
    verb: z.literal('service'),
    line: telephone,
    service: LineServiceKey,
    name: line(80).optional(),
    number: telephone
      .refine(mayBeRung, 'A nurse may ring a British mobile, landline or freephone number from a call.')
      .optional(),
  })
  .refine(given => (given.name === undefined) === (given.number === undefined), {
    path: ['name'],
    message: 'Give the name with its number, or neither: then the line has no such service any more.',
  })
const account = <Verb extends string>(verb: Verb) =>
  z.strictObject({ verb: z.literal(verb), 'sign-in': signInName })

const StaffCommand = z.discriminatedUnion('verb', [
  AddLine,
  AddNurse,
  AddOrganisation,
  AddColleague,
  Change,
  Likeness,
  Service,
  account('new-password'),
  account('disable'),
  account('enable'),
  z.strictObject({ verb: z.literal('list') }),
])
export type StaffCommand = z.infer<typeof StaffCommand>
export type NewLine = z.infer<typeof AddLine>
export type NewNurse = z.infer<typeof AddNurse>
export type NewOrganisation = z.infer<typeof AddOrganisation>
export type NewColleague = z.infer<typeof AddColleague>
export type RightsChange = z.infer<typeof Change>
export type NewLikeness = z.infer<typeof Likeness>
export type NewService = z.infer<typeof Service>

const VERBS: ReadonlySet<string> = new Set(StaffCommand.options.flatMap(one => [...one.shape.verb.values]))

/** What was asked for at the terminal, or a sentence for each thing that is not as it should be. */
export function readStaffArguments(
  args: string[],
): { kind: 'help' } | { kind: 'wrong'; because: string } | { kind: 'command'; command: StaffCommand } {
  const read = optionsOf(args)
  if (read.kind === 'wrong') return read
  const { help, ...options } = read.values
  if (help) return { kind: 'help' }
  const [verb, ...rest] = read.positionals
  if (verb === undefined || !VERBS.has(verb))
    return { kind: 'wrong', because: `Say what to do, one of: ${[...VERBS].join(', ')}.` }
  if (rest.length > 0)
    return { kind: 'wrong', because: `'${rest[0]}' belongs to nothing: put what has spaces between quotes.` }
  const parsed = StaffCommand.safeParse({ verb, ...options }, { error: plainSentence })
  if (parsed.success) return { kind: 'command', command: parsed.data }
  const because = Object.entries(fieldSentences(parsed.error)).map(
    ([path, is]) => `--${optionIn(path)}: ${is}`,
  )
  return { kind: 'wrong', because: because.join('\n') }
}

function optionsOf(args: string[]) {
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: text,
        number: text,
        'on-call': { type: 'string', multiple: true },
        line: text,
        'sign-in': text,
        organisation: text,
        kind: text,
        ods: text,
        role: text,
        service: text,
        phone: text,
        born: text,
        street: text,
        postcode: text,
        help: { type: 'boolean', short: 'h' },
      },
    })
    return { kind: 'read' as const, values, positionals }
  } catch (error) {
    return { kind: 'wrong' as const, because: error instanceof Error ? error.message : String(error) }
  }
}

/** 'on-call.1', the second of several, is of the option 'on-call'. */
function optionIn(path: string): string {
  return path.split('.')[0] ?? path
}
