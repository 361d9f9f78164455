import { z } from 'zod'
import { fieldSentences, plainSentence } from '#server/platform/fieldSentences.ts'
import { ConsentGuide, GuideLanguage, GuideStep } from '#shared/consentGuide.ts'
import { LetterWords, NAMING } from '#shared/letterWords.ts'
import { line, longText } from '#shared/text.ts'
import { LocalDate } from '#shared/time.ts'
import { isSamePerson } from './core/samePerson.ts'

const ONLY_LINE = 'Only {line} is filled in, with the name of the line: take other braces away.'
/** Words in which the name of the line is filled in. */
const spoken = (max: number) =>
  longText(max).refine(words => !/[{}]/.test(words.replaceAll('{line}', '')), ONLY_LINE)
const NOTHING_FILLED_IN = 'Nothing is filled in here: write it without braces.'
const unfilled = (text: z.ZodType<string>) => text.refine(words => !/[{}]/.test(words), NOTHING_FILLED_IN)

/** A guide as whoever is responsible on a line wrote and signed it. Its number comes from the house; all else must be there. */
const GuideFile = z.strictObject({
  ...ConsentGuide.omit({ version: true }).shape,
  language: GuideLanguage,
  approver: line(120),
  reviewOn: LocalDate,
  forTheNurse: unfilled(longText(1000)),
  steps: z
    .array(
      z.strictObject({
        ...GuideStep.shape,
        title: unfilled(line(80)),
        say: spoken(1000),
        ask: spoken(300).optional(),
      }),
    )
    .min(1, 'Write at least one step.')
    .max(12, 'Write twelve steps at most.'),
  teachBack: spoken(500),
  ifNo: spoken(1000),
  ifTakenBack: spoken(1000),
})
export type GuideFile = z.infer<typeof GuideFile>

type Read<Words> = { kind: 'read'; words: Words } | { kind: 'faulty'; faults: string[] }

/** What stands in a file, or every fault of it: whoever mends it has one list. */
export function readGuideFile(text: string, today: LocalDate): Read<GuideFile> {
  return readFile(text, GuideFile, raw => [...faultsOfTheWhole(raw), ...faultsOfSigning(raw, today)])
}

/** The words of a letter as whoever is responsible on a line wrote and signed them. Their number comes from the house; all else must be there. */
const LetterFile = z.strictObject({
  ...LetterWords.omit({ version: true }).shape,
  approver: line(120),
  reviewOn: LocalDate,
})
export type LetterFile = z.infer<typeof LetterFile>

export function readLetterFile(text: string, today: LocalDate): Read<LetterFile> {
  return readFile(text, LetterFile, raw => [...faultsOfFilling(raw), ...faultsOfSigning(raw, today)])
}

function readFile<Words>(
  text: string,
  schema: z.ZodType<Words>,
  faultsOf: (raw: unknown) => string[],
): Read<Words> {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return {
      kind: 'faulty',
      faults: ['The file is not JSON. Look for a comma or a quotation mark too many.'],
    }
  }
  const parsed = schema.safeParse(raw, { error: plainSentence })
  const sentences = parsed.success ? {} : fieldSentences(parsed.error, Number.POSITIVE_INFINITY)
  const faults = [
    ...Object.entries(sentences).map(([path, says]) => `${placeOf(path)}: ${says}`),
    ...faultsOf(raw),
  ]
  return parsed.success && faults.length === 0
    ? { kind: 'read', words: parsed.data }
    : { kind: 'faulty', faults }
}

const Loosely = z.looseObject({
  steps: z.array(z.looseObject({ key: z.unknown() }).catch({ key: undefined })).catch([]),
})

/** What no field shows by itself; asked of a file with other faults as well. */
function faultsOfTheWhole(raw: unknown): string[] {
  const read = Loosely.safeParse(raw)
  if (!read.success) return []
  const { steps } = read.data
  const keys = steps.map(({ key }) => key).filter(key => typeof key === 'string')
  const twice = [...new Set(keys.filter((key, place) => keys.indexOf(key) !== place))]
  return [
    ...twice.map(key => `steps: “${key.slice(0, 40)}” is the key of more than one. Give each step its own.`),
    ...(steps.length > 0 && !keys.includes('who')
      ? ['steps: One must have the key “who”: the names of those who could see it are shown with it.']
      : []),
  ]
}

const Loose = z.unknown().optional()
const Signed = z.looseObject({ author: Loose, approver: Loose, reviewOn: Loose })

/** Two people, as of a protocol (decision 034), and a day to come. */
function faultsOfSigning(raw: unknown, today: LocalDate): string[] {
  const read = Signed.safeParse(raw)
  if (!read.success) return []
  const { author, approver, reviewOn } = read.data
  const isOne = typeof author === 'string' && typeof approver === 'string' && isSamePerson(author, approver)
  const reviewed = LocalDate.safeParse(reviewOn)
  return [
    ...(isOne ? ['approver: Whoever wrote it does not approve it: a second person reads it and signs.'] : []),
    ...(reviewed.success && reviewed.data <= today
      ? ['reviewOn: Give a day to come: by then somebody looks at these words again.']
      : []),
  ]
}

const FILLED = /\{(?:line|number)\}/g

/** What is filled in, and where: a sentence that names organisations has their names. */
function faultsOfFilling(raw: unknown): string[] {
  const read = z.record(z.string(), z.unknown()).safeParse(raw)
  if (!read.success) return []
  return Object.entries(read.data).flatMap(([field, value]) => {
    const isNaming = (NAMING as readonly string[]).includes(field)
    const said = [value].flat().filter(words => typeof words === 'string')
    const isOdd = said.some(words =>
      /[{}]/.test((isNaming ? words.replaceAll('{names}', '') : words).replaceAll(FILLED, '')),
    )
    return [
      ...(isOdd
        ? [`${field}: Only {line} and {number} are filled in${isNaming ? ', and {names}' : ''}.`]
        : []),
      ...(isNaming && said.some(words => !words.includes('{names}'))
        ? [`${field}: Write {names} where the names of the organisations go.`]
        : []),
    ]
  })
}

/** 'steps.2.say' is 'step 3, say': people count from one. */
function placeOf(path: string): string {
  const [, place, rest] = /^steps\.(\d+)(?:\.(.+))?$/.exec(path) ?? []
  if (path === 'body') return 'the file'
  if (place === undefined) return path
  return `step ${Number(place) + 1}${rest ? `, ${rest}` : ''}`
}
