import type { AccessAction } from '#server/audit/core/accessAction.ts'
import type { AccessLine, ReviewedLook } from '#shared/access.ts'
import { DOOR_KINDS, doorInLog, doorKinds } from '#shared/doors.ts'
import type { ListPurpose } from '#shared/lists.ts'
import { begunInLog, closedTo, endedInLog } from '#shared/lookingAfter.ts'
import { movedInLog } from '#shared/movedOutcome.ts'
import { WhyOpened } from '#shared/patients.ts'
import { KeptApart } from '#shared/record/sealed.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { Role, roles } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { whatInWords } from './whatInWords.ts'

/** A row of the access log as it is kept. */
export type LogRow = {
  id: number
  link: number
  at: Instant
  actorName: string
  actorRole: string
  organisation: string
  action: AccessAction
  what: readonly string[]
  why: unknown
  outcome: 'allowed' | 'refused'
  asked?: AccessLine['asked'] | null
}

/** What was done, and what was tried by somebody whom the house refused, in words to the person. */
const ACTS: Readonly<Record<AccessAction, { did: string; tried: string }>> = {
  opened: { did: 'opened your record', tried: 'asked for your record and was shown nothing of it' },
  suggested: {
    did: 'saw that a telephone number may be about you',
    tried: 'asked whose telephone number it is and was refused',
  },
  searched: {
    did: 'found you in a search',
    tried: 'looked for somebody with your details and was told only that a record may exist',
  },
  compared: {
    did: 'compared what was said of somebody with your record',
    tried: 'tried to compare something with your record and was refused',
  },
  changed: { did: 'wrote in your record', tried: 'tried to write in your record and was refused' },
  registered: { did: 'began your record', tried: 'tried to begin a record of you and was refused' },
  exported: {
    did: 'took a copy of part of your record',
    tried: 'tried to take a copy of part of your record and was refused',
  },
  claimed: {
    did: 'said that they look after you',
    tried: 'said that they look after you, and was not believed',
  },
  broke_glass: {
    did: 'opened your record in an emergency, without the usual reason',
    tried: 'tried to open your record in an emergency and was refused',
  },
  listed: {
    did: 'saw your name on the list of people they look after',
    tried: 'tried to see you on the list of people they look after and was refused',
  },
  reviewed: {
    did: 'checked who had looked at your record',
    tried: 'tried to check who had looked at your record and was refused',
  },
  read_log: { did: 'read this list', tried: 'tried to read this list and was refused' },
  summarised: {
    did: 'opened the one-page summary of your record',
    tried: 'tried to open the one-page summary of your record and was refused',
  },
  gave_code: {
    did: 'gave an ambulance crew a code that opens one page of your record for two hours',
    tried: 'tried to give an ambulance crew a code to your record and was refused',
  },
  revealed: {
    did: 'was shown your protected place',
    tried: 'tried to see where you are or how to get in, and was refused',
  },
  linked: {
    did: 'noted that you have two records',
    tried: 'tried to note that you have two records and was refused',
  },
  asked_for_list: {
    did: 'asked to take a list of people',
    tried: 'asked to take a list of people and was refused',
  },
  judged_list: {
    did: 'allowed a list of people to be taken',
    tried: 'did not allow a list of people to be taken',
  },
  gave_role: { did: 'gave somebody a role', tried: 'did not give somebody a role' },
  gave_link: {
    did: 'sent somebody close to you a link, to see who is coming and when',
    tried: 'tried to send somebody a link to see who is coming, and was refused',
  },
  watched: {
    did: 'opened the page that shows who is coming to you, and when',
    tried: 'tried to open the page that shows who is coming to you, and was refused',
  },
}

/** One look in plain words, for the person it is about to read or to have read to them. */
export function sayAccess(row: LogRow): AccessLine {
  const why = WhyOpened.safeParse(row.why).data
  const { did, tried } = ACTS[row.action]
  return {
    id: row.id,
    link: row.link,
    at: row.at,
    // a crew's name says who gave it the code, and a carer is of no organisation
    who: [
      row.actorName,
      ...(row.actorRole === 'crew' ? [] : [roleWords(row.actorRole)]),
      ...(row.actorRole === 'carer' ? [] : [row.organisation]),
    ].join(', '),
    did: row.outcome === 'refused' ? tried : `${didOf(row) ?? did}${during(why)}`,
    what: whatInWords(row.what, why),
    because: reasonOf(why),
    tone: row.outcome === 'refused' ? 'refused' : why?.kind === 'emergency' ? 'emergency' : 'usual',
    ...((isSealed(row) || isKeptApart(row)) && { isForThemAlone: true }),
    ...(row.action === 'changed' && row.outcome === 'allowed' && { isWritten: true }),
    ...(row.asked && { asked: row.asked }),
  }
}

/** The acts to which there is something to ask. Other acts are named as they are kept. */
const FOR_OFFICERS: Partial<Readonly<Record<string, string>>> = {
  opened: 'opened the record',
  summarised: 'opened the one-page summary',
  revealed: 'had a code or a protected place shown',
  exported: 'took a copy',
  changed: 'wrote in the record',
  claimed: 'said that they look after the person',
  broke_glass: 'broke the glass',
  read_log: 'read who had looked',
  searched: 'found the person in a search',
  gave_code: 'gave a crew a code',
  gave_link: 'sent a carer a link to see who is coming',
  watched: 'opened the page that shows who is coming',
}

/** Of an act that was not done, to an officer who must not take it for one that was. */
const REFUSED: Partial<Readonly<Record<string, string>>> = {
  opened: 'tried to open the record, and was refused',
  summarised: 'tried to open the one-page summary, and was refused',
  searched: 'searched, and was told only that a record may exist',
}

/** Acts that say themselves by what way. */
const ASKS: readonly string[] = ['claimed', 'broke_glass']

type OfficersRow = Pick<LogRow, 'id' | 'link' | 'at' | 'what' | 'why' | 'outcome'> & {
  action: string
  device: string | null
}

/** One look in plain words, for the privacy officer who judges it. */
export function sayToOfficer({
  id,
  link,
  at,
  action,
  what,
  why,
  outcome,
  device,
}: OfficersRow): ReviewedLook {
  const known = WhyOpened.safeParse(why).data
  const listed = what.includes(begunInLog) ? 'onto' : what.includes(endedInLog) ? 'off' : null
  const named = listed
    ? `took the person ${listed} the list of those they look after`
    : (FOR_OFFICERS[action] ?? action.replaceAll('_', ' '))
  const way = ASKS.includes(action) ? '' : inOfficersWords(known)
  return {
    id,
    link,
    at,
    did: outcome === 'refused' ? (REFUSED[action] ?? `${named}: refused`) : `${named}${way}`,
    what: listed
      ? []
      : whatInWords(what, known).map(words =>
          words.replace(/^Your (\w)/, (_, letter) => letter.toUpperCase()),
        ),
    device,
  }
}

function inOfficersWords(why: WhyOpened | undefined): string {
  switch (why?.kind) {
    case 'call':
      return ' in a call'
    case 'emergency':
      return why.callId ? ' in a call, without the checks' : ' by the broken glass'
    case 'caseload':
      return ' by the caseload'
    case 'claimed':
      return ' by a claim'
    case 'task':
      return ' for a task'
    case 'shift':
      return ' on the watch list'
    case 'code':
      return why.atLink ? ' by a link and its code' : ' by a code alone'
    case 'list':
      return ` in a list, for ${IN_A_LIST[why.purpose]}`
    default:
      return ''
  }
}

/** A reason of its own comes before the one for which the record is open at all. */
function reasonOf(why: WhyOpened | undefined): string | null {
  if (why && 'sealedBecause' in why && why.sealedBecause) return why.sealedBecause
  if (why && 'movedBecause' in why && why.movedBecause) return why.movedBecause
  return why && 'reason' in why ? why.reason : null
}

/** What was shown alone is said by its name. */
function didOf(row: LogRow): string | undefined {
  const { action, what } = row
  if (isSealed(row) && action !== 'revealed') return 'opened a part of your record that is kept apart'
  if (what.includes(movedInLog.off)) return 'took off your record what was said about somebody else'
  if (what.includes(movedInLog.back)) return 'put back onto your record what was said about you'
  if (what.includes(movedInLog.on)) return 'put onto your record what was said about you'
  if (what.includes(begunInLog)) return `wrote down that ${row.organisation} looks after you`
  if (what.includes(endedInLog)) return `wrote down that ${row.organisation} no longer looks after you`
  if (what.some(each => each.startsWith(closedTo)))
    return 'found no good reason why your record was open to somebody, and closed it to them'
  if (action === 'compared' && WhyOpened.safeParse(row.why).data?.kind === 'call')
    return 'compared what a caller said with your record'
  if (action === 'changed' && what.length > 0 && what.every(part => IS_SHARING.includes(part)))
    return 'wrote down with whom your record is shared'
  if (what.includes('watch'))
    return action === 'changed' ? 'asked the nurses to keep an eye on you' : 'saw who you may be'
  const kind = DOOR_KINDS.find(each => what.includes(doorInLog(each)))
  if (kind === undefined) return undefined
  if (action === 'revealed') return `was shown ${doorKinds[kind].yours}`
  return action === 'changed' ? `wrote down ${doorKinds[kind].yours}, or that it was tried` : undefined
}

/** Parts of the record that say who sees it. */
const IS_SHARING: readonly string[] = ['consentToShare', 'sharingRestrictions'] satisfies SectionName[]

/** Something was written in a part that is kept apart: that there is something is for nobody else's ears either (domain guide, S9). */
function isKeptApart({ what }: LogRow): boolean {
  return what.some(name => KeptApart.safeParse(name).success)
}

/** It was about a part that is kept apart, or a protected place. */
function isSealed({ why }: LogRow): boolean {
  return typeof why === 'object' && why !== null && 'sealedBecause' in why
}

/** What a list was taken away for, in the middle of a sentence. */
const IN_A_LIST: Readonly<Record<ListPurpose, string>> = {
  direct_care: 'your care',
  planning: 'planning of services',
  research: 'research',
}

function roleWords(role: string): string {
  const known = Role.safeParse(role)
  if (known.data === 'clinician') return 'doctor or nurse' // nobody at home says "clinician"
  return (known.success ? roles[known.data].text : role.replaceAll('_', ' ')).toLowerCase()
}

function during(why: WhyOpened | undefined): string {
  switch (why?.kind) {
    case 'call':
      return ' during a call'
    case 'code':
      return why.atLink ? ' by a link and its code' : ' by a code alone'
    case 'task':
      return ' for a visit or a task'
    case 'dispute':
      return ' to find out whether it is yours'
    case 'shift':
      return ', on the list of those on whom the line keeps an eye'
    case 'caseload':
      return why.askedNow ? ', after asking you' : ', because their organisation looks after you'
    case 'list':
      return `, in a list of people, for ${IN_A_LIST[why.purpose]}${why.allowedBy ? `; ${why.allowedBy} had allowed it` : ''}`
    default:
      return ''
  }
}
