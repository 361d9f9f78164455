import { showMoment } from '#shared/days.ts'
import { DOOR_KINDS, doorInLog, doorKinds } from '#shared/doors.ts'
import { begunInLog, closedTo, endedInLog } from '#shared/lookingAfter.ts'
import { movedWhat } from '#shared/movedOutcome.ts'
import type { WhyOpened } from '#shared/patients.ts'
import { SectionName, sectionOf } from '#shared/record/sections.ts'
import { plainParts } from './plainParts.ts'

/** Names of what was shown that are no section of the record. */
const WHAT: Readonly<Record<string, string>> = {
  name: 'Your name',
  age: 'Your age',
  birthDate: 'Your birth date',
  birthMonth: 'The month of your birth',
  initials: 'Your initials',
  belongsTo: 'Whose number it is',
  marks: 'What matched',
  differences: 'What tells you from somebody alike',
  'past calls': 'Your last calls',
  'past team tasks': 'What teams were asked for you',
  'who may see it': 'With whom your record is shared',
  ...movedWhat,
  'another call': 'That somebody else was on the telephone about you',
  'another nurse’s notes': 'What another nurse was writing about you',
  'message in words': 'The words of a message',
  'message as sound': 'A message, to listen to',
  'access log': 'Who has looked',
  'second record': 'That you have a second record',
  'identity disputed': 'That this may not be your record',
  'identity settled': 'Whose record it is',
  'crew code': 'A code',
  'visit link': 'Who is coming to you, and when',
  caseload: 'That they look after you',
  teamTask: 'What a community team is asked to do for you',
  ringRound: 'That you are to be rung before surgeries shut, and why',
  watch: 'That the nurses of the line keep an eye on you, and why',
  beforeGoing: 'Roughly where you are, and what who comes must beware of',
  missedDistrict: 'Roughly where you are, because whoever came to you had not been heard of',
  visitPlace: 'Where you are, because whoever came to you had not been heard of',
  [begunInLog]: 'That they look after you',
  [endedInLog]: 'That they no longer look after you',
  ...Object.fromEntries(DOOR_KINDS.map(kind => [doorInLog(kind), doorKinds[kind].text])),
}

/** Of sections that are not whole in a list that is not for care: what it holds of them (server/lists/core/exportColumns.ts). */
const WITHOUT_NAMES: Partial<Readonly<Record<string, readonly string[]>>> = {
  identity: ['NHS number', 'Year of birth', 'Gender'],
  addresses: ['Postcode district'],
  gpPractice: ['GP practice code'],
}

/** Each thing once, and the parts of the record always in one order: two looks can be held side by side. */
export function whatInWords(what: readonly string[], why: WhyOpened | undefined): string[] {
  const placeOf = (name: string) => {
    const at = (SectionName.options as readonly string[]).indexOf(name)
    return at === -1 ? SectionName.options.length : at
  }
  const inWords = (name: string) =>
    (why?.kind === 'list' && why.purpose !== 'direct_care' && WITHOUT_NAMES[name]) || [whatWords(name)]
  return [...new Set(what.toSorted((one, other) => placeOf(one) - placeOf(other)).flatMap(inWords))]
}

function whatWords(name: string): string {
  const [, section] = /^history of (\w+)$/.exec(name) ?? []
  const [, then] = /^record as of (\S+)$/.exec(name) ?? []
  if (section) return `${whatWords(section)}: what it said before`
  if (then) return `Your record as it was on ${showMoment(then)}`
  if (name.startsWith(closedTo)) return `Closed to ${name.slice(closedTo.length)}`
  const known = SectionName.safeParse(name)
  if (!known.success) return WHAT[name] ?? name
  return plainParts[known.data] ?? sectionOf(known.data).title
}
