import { isKnownTo, keptFrom } from '#server/access/knownTo.ts'
import { FACT_SECTIONS, identityFacts } from '#server/patients/core/identityFacts.ts'
import { mayAlreadyBe } from '#server/patients/mayAlreadyBe.ts'
import { type Looking, lookIntoRecord } from '#server/patients/openRecord.ts'
import { MOST_BESIDE, standSideBySide } from '#server/patients/standSideBySide.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import { dayInBritain } from '#shared/days.ts'
import type { OtherRecords } from '#shared/links.ts'
import type { PeopleDeps } from './peopleDeps.ts'

/**
 * Who may have a second record, asked by somebody who has one open. Everybody who is named is in the access log. Side by side
 * they stand for those who answer the line: to others a person may have shut a part of the record that stands there.
 */
export async function otherRecords(
  deps: PeopleDeps,
  looking: Looking & Pick<WayIn, 'actor' | 'only'>,
  requestId: string,
): Promise<({ kind: 'looked' } & OtherRecords) | Refused> {
  const { actor, patientId, why, relationship } = looking
  const { sql } = deps.db
  const opened = await lookIntoRecord(deps, {
    actor,
    patientId,
    why,
    relationship,
    requestId,
    only: FACT_SECTIONS.filter(section => looking.only?.includes(section) !== false),
    action: 'compared',
  })
  if (opened.kind === 'refused') return opened
  const isShown = isKnownTo(sql, actor)
  const kept = keptFrom(sql, actor)
  const { people, mayExist } = await mayAlreadyBe(deps, {
    actor,
    why,
    facts: identityFacts(opened.entries, dayInBritain(opened.asOf), opened.covered !== undefined),
    isShown,
    kept,
    except: patientId,
    requestId,
  })
  const isStood = people.length > 0 && actor.organisationKind === 'hub'
  const beside = isStood
    ? await standSideBySide(deps, {
        actor,
        why,
        patientIds: [patientId, ...people.slice(0, MOST_BESIDE - 1).map(one => one.patientId)],
        isShown: isShown(sql`p.id`),
        kept: kept(sql`p.id`),
        requestId,
      })
    : null
  return { kind: 'looked', people, beside, mayExist: mayExist !== null }
}
