import { z } from 'zod'
import { fieldSentences, plainSentence } from '#server/platform/fieldSentences.ts'
import { ConsentGuide, GuideLanguage, GuideStep } from '#shared/consentGuide.ts'
import { line, longText } from '#shared/text.ts'
import { LocalDate } from '#shared/time.ts'

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

type Read = { kind: 'read'; guide: GuideFile } | { kind: 'faulty'; faults: string[] }

/** What stands in a file, or every fault of it: whoever mends it has one list. */
export function readGuideFile(text: string, today: LocalDate): Read {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return {
      kind: 'faulty',
      faults: ['The file is not JSON. Look for a comma or a quotation mark too many.'],
    }
  }
  const parsed = GuideFile.safeParse(raw, { error: plainSentence })
  const sentences = parsed.success ? {} : fieldSentences(parsed.error, Number.POSITIVE_INFINITY)
  const faults = [
    ...Object.entries(sentences).map(([path, says]) => `${placeOf(path)}: ${says}`),
    ...faultsOfTheWhole(raw, today),
  ]
  return parsed.success && faults.length === 0
    ? { kind: 'read', guide: parsed.data }
    : { kind: 'faulty', faults }
}

const Loosely = z.looseObject({
  reviewOn: z.unknown(),
  steps: z.array(z.looseObject({ key: z.unknown() }).catch({ key: undefined })).catch([]),
})

/** What no field shows by itself; asked of a file with other faults as well. */
function faultsOfTheWhole(raw: unknown, today: LocalDate): string[] {
  const read = Loosely.safeParse(raw)
  if (!read.success) return []
  const { steps, reviewOn } = read.data
  const keys = steps.map(({ key }) => key).filter(key => typeof key === 'string')
  const twice = [...new Set(keys.filter((key, place) => keys.indexOf(key) !== place))]
  const reviewed = LocalDate.safeParse(reviewOn)
  return [
    ...twice.map(key => `steps: “${key.slice(0, 40)}” is the key of more than one. Give each step its own.`),
    ...(steps.length > 0 && !keys.includes('who')
      ? ['steps: One must have the key “who”: the names of those who could see it are shown with it.']
      : []),
    ...(reviewed.success && reviewed.data <= today
      ? ['reviewOn: Give a day to come: by then somebody looks at these words again.']
      : []),
  ]
}

/** 'steps.2.say' is 'step 3, say': people count from one. */
function placeOf(path: string): string {
  const [, place, rest] = /^steps\.(\d+)(?:\.(.+))?$/.exec(path) ?? []
  if (path === 'body') return 'the file'
  if (place === undefined) return path
  return `step ${Number(place) + 1}${rest ? `, ${rest}` : ''}`
}
