import type { AccessLine } from '#shared/access.ts'
import { WhyOpened } from '#shared/patients.ts'
import { SectionName, sectionOf } from '#shared/record/sections.ts'
import { Role, roles } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'

/** A row of the access log as it is kept. */
export type LogRow = {
  at: Instant
  actorName: string
  actorRole: string
  organisation: string
  action: string
  what: readonly string[]
  why: unknown
  outcome: 'allowed' | 'refused'
}

const DID: Readonly<Record<string, string>> = {
  opened: 'opened your record',
  suggested: 'saw that a telephone number may be about you',
  searched: 'found you in a search',
  compared: 'held what a caller said against your record',
  changed: 'wrote in your record',
  registered: 'began your record',
  exported: 'took a copy of part of your record',
  claimed: 'said that they look after you',
  broke_glass: 'opened your record in an emergency, without the usual reason',
  listed: 'saw your name on the list of people they look after',
  reviewed: 'checked who had looked at your record',
  read_log: 'read this list',
  summarised: 'opened the one-page summary of your record',
  gave_code: 'gave an ambulance crew a code that opens one page of your record for two hours',
  revealed: 'was shown how to get into your home',
  linked: 'noted that you have two records',
}

const TRIED: Readonly<Record<string, string>> = {
  opened: 'tried to open your record and was refused',
  searched: 'looked for somebody with your details and was told only that a record may exist',
  compared: 'tried to compare something with your record and was refused',
  changed: 'tried to write in your record and was refused',
}

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
  voicemail: 'A message',
  'access log': 'Who has looked',
  'crew code': 'A code',
}

/** One look in plain words, for the person it is about to read or to have read to them. */
export function sayAccess(row: LogRow): AccessLine {
  const why = WhyOpened.safeParse(row.why).data
  const did = (row.outcome === 'refused' ? TRIED : DID)[row.action] ?? `did something we call “${row.action}”`
  return {
    at: row.at,
    who: [row.actorName, roleWords(row.actorRole), row.organisation].join(', '),
    did: `${did}${row.outcome === 'allowed' ? during(why) : ''}`,
    what: [...new Set(row.what.map(whatWords))],
    because: why && 'reason' in why ? why.reason : null,
    tone: row.outcome === 'refused' ? 'refused' : why?.kind === 'emergency' ? 'emergency' : 'usual',
  }
}

function roleWords(role: string): string {
  const known = Role.safeParse(role)
  return (known.success ? roles[known.data].text : role.replaceAll('_', ' ')).toLowerCase()
}

function during(why: WhyOpened | undefined): string {
  switch (why?.kind) {
    case 'call':
      return ' during a call'
    case 'code':
      return ', in your home'
    case 'task':
      return ' for a visit or a task'
    case 'caseload':
      return why.askedNow ? ', after asking you' : ', because their organisation looks after you'
    default:
      return ''
  }
}

function whatWords(name: string): string {
  const section = SectionName.safeParse(name)
  return section.success ? sectionOf(section.data).title : (WHAT[name] ?? name)
}
