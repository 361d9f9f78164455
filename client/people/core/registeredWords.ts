import type { ConsentValue } from '#shared/record/consent.ts'
import type { Me } from '#shared/staff.ts'

type Said = {
  /** What was said about sharing, and what follows from it. */
  says: string
  /** Whether whoever registered may open the record now: nothing is offered that would be refused. */
  opens: boolean
}

const ONLY_LINE = 'Until they agree only the line sees it'

const OF_SHARING: Readonly<Record<ConsentValue, Said>> = {
  given_by_person: { says: 'They agreed that it may be shared.', opens: true },
  given_by_attorney_or_deputy: { says: 'It was agreed for them that it may be shared.', opens: true },
  best_interests_decision: { says: 'It was decided for them that it may be shared.', opens: true },
  declined: { says: 'They said no to sharing it: only the line sees it.', opens: false },
  withdrawn: { says: 'They took their agreement to share it back: only the line sees it.', opens: false },
  not_yet_asked: { says: `Nobody has asked them yet whether it may be shared. ${ONLY_LINE}.`, opens: false },
  lacks_capacity_pending: {
    says: `They cannot decide at present whether it may be shared. ${ONLY_LINE}, or it is decided for them.`,
    opens: false,
  },
}

/** Once somebody is registered: whether the form said that the record may be shared. The line itself sees it as soon as it is begun. */
export function registeredWords(share: ConsentValue | '', organisationKind: Me['organisationKind']): Said {
  const { says, opens } = OF_SHARING[share || 'not_yet_asked']
  return { says, opens: opens || organisationKind === 'hub' }
}
