import type { z } from 'zod'
import type { sections } from '#shared/record/sections.ts'
import type { Phone } from '#shared/record/who.ts'
import type { LocalDate } from '#shared/time.ts'
import type { Sitting, Writer, Writes } from './sitting.ts'

type IdentityBody = z.input<typeof sections.identity.schema>
export type LineKey = 'wharnley' | 'marram'
/** A GP practice with the doctor who is usually seen. */
export type Practice = { gp: Writer; body: z.input<typeof sections.gpPractice.schema> }

/** An invented person and all that was written about them, in the order of writing. */
export type Person = {
  /** Names the person in code and makes their id: 'ron-ashby'. */
  key: string
  line: LineKey
  who: { given: string; family: string; preferred?: string; title?: string; born: LocalDate }
  gender: IdentityBody['gender']
  ethnicity: IdentityBody['ethnicity']
  religion?: IdentityBody['religion']
  pronouns?: string
  /** No NHS number is on the record yet. */
  isUntraced?: boolean
  home: Home
  phones: Readonly<Record<string, Phone>>
  practice: Practice
  referred: Referred
  /** The line's own first call; null where there has been none. */
  welcome: Welcome | null
  sittings: readonly Sitting[]
}

export type Home = { lines: readonly string[]; postcode: string; isCareHome?: boolean }
type Referred = { by: Writer; daysAgo: number; time: string; reason: string }
type Welcome = { by: Writer; daysAfter: number; time: string; words: string; writes: Writes }

export function referred(by: Writer, daysAgo: number, time: string, reason: string): Referred {
  return { by, daysAgo, time, reason }
}

/** `words` are what the person said when asked whether to be on the register; `writes` are where they said otherwise than most. */
export function welcomed(
  by: Writer,
  daysAfter: number,
  time: string,
  words: string,
  writes: Writes = {},
): Welcome {
  return { by, daysAfter, time, words, writes }
}
