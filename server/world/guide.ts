import type { E164 } from '#shared/phoneNumber.ts'
import { londonNumber, marramNumber, mobileNumber, wharnleyNumber } from './build/numbers.ts'
import { LINE_KEYS, LINES } from './lines.ts'
import { teams } from './professionals.ts'
import { PRACTICE_PASSWORD } from './signIns.ts'

/** Somebody to play on a handset. `number` null: the caller hides it. */
export type SuggestedPerson = {
  name: string
  number: E164 | null
  /** The line to ring. */
  line: string
  about: string
  note: string
}

/** What a newcomer needs to know of the invented world. */
export type WorldGuide = {
  lines: {
    key: string
    name: string
    number: E164
    nurses: { signInName: string; name: string; role: string }[]
    teams: { name: string; role: string }[]
  }[]
  password: string
  suggestedCallers: SuggestedPerson[]
}

const wharnley = LINES.wharnley.number
const marram = LINES.marram.number

export const worldGuide: WorldGuide = {
  lines: LINE_KEYS.map(key => ({
    key,
    name: LINES[key].name,
    number: LINES[key].number,
    nurses: LINES[key].nurses.map(({ signInName, name, role }) => ({ signInName, name, role })),
    teams: Object.values(teams[key]).map(({ name, role }) => ({ name, role })),
  })),
  password: PRACTICE_PASSWORD,
  suggestedCallers: [
    {
      name: 'Angela Ashby',
      number: mobileNumber(112),
      line: wharnley,
      about: 'Her husband Ron Ashby, born 14-Mar-1955, WZ3 7QP',
      note: 'Ten past two at night. “He can’t settle. I’ve given the liquid twice.”',
    },
  ],
}
void [londonNumber, marramNumber, wharnleyNumber, marram]
