import type { AgreedPhrase, CarerLanguage, VisitStep, WhatComes } from '#shared/carers.ts'

/** How it stands, as a carer is told. */
export type NowWords =
  | 'asking'
  | 'asking_next'
  | 'nobody_yet'
  | 'asking_again'
  | 'accepted'
  | 'on_the_way'
  | 'asking_where'
  | 'there'
  | 'at_door'
  | 'waiting'
  | 'done'
  | 'not_coming'
  | 'settled'

/** What is wrong with the time: later than the target of its urgency, or than they thought themselves. */
export type LateWords = 'promised' | 'thought'

/** Everything that a carer's page says, in one language. `{at}` is a time of day, `{n}` a number. */
export type Words = {
  /** Whether somebody who speaks it has read it. Until then English stands beneath each line. */
  isRead: boolean
  isRightToLeft: boolean
  agreed: Readonly<Record<AgreedPhrase, string>>
  what: Readonly<Record<WhatComes, string>>
  steps: Readonly<Record<VisitStep, string>>
  now: Readonly<Record<NowWords, string>>
  late: Readonly<Record<LateWords, string>>
  page: Readonly<
    Record<
      | 'title'
      | 'titleOver'
      | 'agreed'
      | 'askedMany'
      | 'promised'
      | 'thoughtFor'
      | 'noTime'
      | 'ring'
      | 'worse'
      | 'worseOver'
      | 'heard'
      | 'offline'
      | 'another'
      | 'closes',
      string
    >
  >
}
export type AllWords = Readonly<Record<CarerLanguage, Words>>
