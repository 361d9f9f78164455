import { z } from 'zod'
import { line, longText } from './text.ts'
import { LocalDate } from './time.ts'

const tags = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/** 'pl' is Polish; undefined for what is no tag of a language that has a name. */
export function languageName(tag: string): string | undefined {
  try {
    return tags.of(tag)
  } catch {
    return undefined // no tag at all
  }
}

/** What browsers and readers-aloud call a language by: 'en', 'pl', 'pa-Arab'. */
export const GuideLanguage = z
  .string()
  .refine(
    tag => languageName(tag) !== undefined,
    'Give the tag of a language, such as “en”, “pl” or “pa-Arab”.',
  )

/** Every line has one in it: nurses read it, with an interpreter where there is none in the language of the person. */
export const NURSES_LANGUAGE = 'en'

/** Versions are counted over all languages of a line: one number names the very words. */
const GuideVersion = z.int().min(1)

/** One thing to say, in words that a child of eleven understands (domain guide 5.3.1); `ask` is what to listen for. */
export const GuideStep = z.strictObject({
  key: z.string().regex(/^[a-z_]{2,40}$/),
  title: line(80),
  say: longText(1000),
  ask: longText(300).optional(),
})
export type GuideStep = z.infer<typeof GuideStep>

/**
 * How a nurse talks about sharing: content, not code. Whoever is responsible on a line writes their own version of it and signs
 * it; until then the starter set is shown and says that nobody has. `{line}` in
 * what is said stands for the line's name, whoever reads it out.
 */
export const ConsentGuide = z.strictObject({
  version: GuideVersion,
  /** What was put in before it was written here is in English. */
  language: GuideLanguage.default(NURSES_LANGUAGE),
  author: line(120),
  /** Null: nobody has approved it for this line. */
  approver: line(120).nullable(),
  reviewOn: LocalDate.nullable(),
  /** Said before the steps, for the nurse alone. */
  forTheNurse: longText(1000),
  steps: z
    .array(GuideStep)
    .min(1)
    .max(12)
    .refine(steps => new Set(steps.map(({ key }) => key)).size === steps.length, 'Name each step once.'),
  /** In their own words: what the person is asked to say back. */
  teachBack: longText(500),
  /** What is said to a no, and to taking back. No persuasion. */
  ifNo: longText(1000),
  /** What follows, when somebody takes everything back: read out to them. */
  ifTakenBack: longText(1000),
})
export type ConsentGuide = z.infer<typeof ConsentGuide>
