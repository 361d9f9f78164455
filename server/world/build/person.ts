import type { z } from 'zod'
import type { sections } from '#shared/record/sections.ts'
import type { Phone } from '#shared/record/who.ts'
import type { LocalDate } from '#shared/time.ts'
import type { Sitting, Writer, Writes } from './sitting.ts'

/** A GP practice with the doctor who is usually seen. */
export type Practice = { gp: Writer; body: z.input<typeof sections.gpPractice.schema> }

/** An invented person and all that was written about them, in the order of writing. */
export type Person = {
  /** Names the person in code and makes their id: 'ron-ashby'. */
  key: string
  line: LineKey
  given: string
  family: string
  preferred?: string
  title?: string
  born: LocalDate
  gender: z.input<typeof sections.identity.schema>['gender']
  pronouns?: string
  ethnicity: z.input<typeof sections.identity.schema>['ethnicity']
  religion?: z.input<typeof sections.identity.schema>['religion']
  /** No NHS number is on the record yet. */
  isUntraced?: boolean
  home: Home
  phones: Readonly<Record<string, Phone>>
  practice: Practice
  referred: { by: Writer; daysAgo: number; time: string; reason: string; consentRecorded?: boolean }
  /** The hub's first call: who made it, and where the person's own words depart from the usual. */
  welcome: { by: Writer; daysAfter: number; time: string; words: string; writes?: Writes } | null
  sittings: readonly Sitting[]
}

export type LineKey = 'wharnley' | 'marram'
/** The people of a street or a family, told from now. */
export type Home = { lines: readonly string[]; postcode: string; isCareHome?: boolean }
