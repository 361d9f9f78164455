import type { WhyOpened } from '#shared/patients.ts'

/**
 * Whether a privacy officer must look at this showing: it was not in a call whose caller was identified, not for an accepted task,
 * and not by an organisation that looks after the person. Returns why, in words, or undefined. Source: reliability guide T-07.
 */
export function oddReveal(why: WhyOpened): string | undefined {
  switch (why.kind) {
    case 'call':
    case 'task':
    case 'caseload':
      return undefined
    case 'claimed':
      return `They said that they look after the person: ${why.reason}`
    case 'emergency':
      return why.callId === undefined
        ? `The glass was broken: ${why.reason}`
        : `The call’s identity checks were skipped: ${why.reason}`
    default:
      return 'There was no call, no task and no caseload.'
  }
}
