import { write } from '#server/patients/core/settleSharing.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import { Problem } from '#server/platform/problems.ts'
import type { ItemId } from '#shared/ids.ts'
import { knownEntries } from '#shared/record/entry.ts'
import type { EndLimit, NewLimit } from '#shared/sharing.ts'
import { changeSharing, type SharingDeps, type SharingWritten, type Working } from './changeSharing.ts'
import { noLimitOnAnswerer } from './core/answererNamed.ts'
import { askedToEnd, askedToLimit } from './core/askedOfSharing.ts'

type Limit = NewLimit

/** Keeps something back from one organisation, one member of staff, or everybody outside the line. */
export function limitSharing(deps: SharingDeps, way: WayIn, limit: Limit): Promise<SharingWritten | Refused> {
  const { commandId, rule, sections = [], inTheirWords, toldBy } = limit
  if (rule === 'hide_sections' && limit.against.kind !== 'section' && sections.length === 0)
    throw new Problem('bad_request', 'Choose what is kept back.', {
      fields: { sections: 'Choose at least one part.' },
    })
  const toWrite = (working: Working) => {
    const against = namedIn(working, limit.against)
    const body = {
      against,
      rule: limit.against.kind === 'section' ? 'hide_sections' : rule,
      ...(rule === 'hide_sections' && sections.length > 0 ? { sections } : {}),
      because: inTheirWords,
      ...(toldBy ? { toldBy } : {}),
      from: working.hearing.at,
    }
    return [write('sharingRestrictions', { itemId: commandId, version: 0, body }, working.hearing)]
  }
  return changeSharing(deps, way, { asked: askedToLimit(limit), toWrite, toldBy })
}

function namedIn({ organisations }: Working, against: Limit['against']) {
  switch (against.kind) {
    case 'organisation': {
      const found = organisations.find(({ organisationId }) => organisationId === against.organisationId)
      if (!found) throw new Problem('bad_request', 'That organisation is not of this line.')
      const { name, odsCode } = found
      // As of its nurses: whoever rings is answered by it.
      if (found.kind === 'hub') throw new Problem('bad_request', noLimitOnAnswerer(name))
      return { kind: 'organisation', name, ...(odsCode ? { odsCode } : {}) }
    }
    case 'person': {
      // Nurses of the line answer whoever rings: it would be a promise that the telephone does not keep.
      const others = organisations.filter(({ kind }) => kind !== 'hub')
      const found = others.flatMap(({ people }) => people).find(one => one.staffId === against.staffId)
      if (!found) throw new Problem('bad_request', 'Choose somebody who works outside this line.')
      return { kind: 'person', name: found.name, staffId: found.staffId }
    }
    case 'section':
      return against
    default:
      return against satisfies never
  }
}

/** A limit narrows nothing any more, from now on. What it was, and why it ended, stays to be read. */
export function endLimit(
  deps: SharingDeps,
  way: WayIn,
  ended: EndLimit & { itemId: ItemId },
): Promise<SharingWritten | Refused> {
  const { itemId, version, inTheirWords, toldBy } = ended
  const toWrite = ({ entries, hearing }: Working) => {
    const limit = knownEntries(entries, 'sharingRestrictions').find(entry => entry.itemId === itemId)
    if (!limit) throw new Problem('not_found', 'There is no such limit on this record any more.')
    const body = { ...limit.body, endedAt: hearing.at, endedBecause: inTheirWords }
    return [write('sharingRestrictions', { itemId, version, body }, hearing)]
  }
  return changeSharing(deps, way, { asked: askedToEnd(ended), toWrite, toldBy })
}
