import type { AccessAction } from '#server/audit/core/accessAction.ts'
import type { SeenBy } from '#shared/disputes.ts'
import { Role, roles } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'

type Seen = {
  actorName: string
  actorRole: string
  organisation: string
  actions: readonly AccessAction[]
  firstAt: Instant
  lastAt: Instant
  times: number
  isSince: boolean
}

/** What each look is to somebody who must be told that it may have been the wrong person's. */
const DID: Readonly<Record<AccessAction, string>> = {
  opened: 'opened the record',
  suggested: 'was told that a number may be theirs',
  searched: 'found them in a search',
  compared: 'held it against what a caller said, or against another record',
  changed: 'wrote in it',
  registered: 'began it',
  exported: 'took a copy',
  claimed: 'said that they look after them',
  broke_glass: 'opened it in an emergency',
  listed: 'saw the name on a list',
  reviewed: 'saw the name in a review',
  read_log: 'read who has looked',
  summarised: 'opened or printed the one page',
  gave_code: 'gave a crew a code to it',
  revealed: 'was shown how to get in',
  linked: 'linked it to another record',
  asked_for_list: 'asked to take a list',
  judged_list: 'judged whether a list may be taken',
  gave_role: 'gave somebody a role',
  gave_link: 'sent a carer a link to see who is coming',
  watched: 'saw on a page who is coming',
}

/** One person's looks as a line for the list of those who are to be told. */
export function saySeen({ actorName, actorRole, organisation, actions, ...times }: Seen): SeenBy {
  const role = Role.safeParse(actorRole)
  const roleWords = role.success ? roles[role.data].text.toLowerCase() : actorRole.replaceAll('_', ' ')
  return {
    who: [actorName, roleWords, organisation].join(', '),
    did: actions.map(action => DID[action]),
    ...times,
  }
}
