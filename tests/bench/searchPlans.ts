import { appendAccess } from '#server/audit/auditStore.ts'
import { soughtStreet } from '#server/patients/core/addressMatch.ts'
import { askedName } from '#server/patients/core/askedName.ts'
import { soughtName } from '#server/patients/core/likeWords.ts'
import { nearDates } from '#server/patients/core/nearDates.ts'
import { wordsLike } from '#server/patients/nameWordStore.ts'
import { peopleByNumber } from '#server/patients/patientStore.ts'
import { peopleLike } from '#server/patients/searchStore.ts'
import type { Sql } from '#server/platform/database.ts'
import { PatientQuery } from '#shared/patients.ts'
import { benchActor } from './benchActor.ts'
import { type Plan, planOf } from './planOf.ts'
import type { Setting } from './setting.ts'

/** How PostgreSQL finds people by that: the server's own statements, explained on the large line, one after the other. */
export async function searchPlans(setting: Setting, query: Record<string, string>): Promise<Plan[]> {
  const { db, databaseUrl } = setting
  const { lineId, logged } = looking(setting)
  const { name, birthDate, nhsNumber, postcode, street, phone } = PatientQuery.parse(query)
  const asked = askedName(name ?? '')
  const words = (sql: Sql) => wordsLike(sql, lineId, asked)
  const keys = {
    name: asked.length > 0 ? soughtName(asked, await db.run(words(db.sql))) : undefined,
    birthDate: birthDate ? { date: birthDate, near: nearDates(birthDate) } : undefined,
    nhsNumber,
    postcode,
    street: street === undefined ? undefined : soughtStreet(street),
    phone,
  }
  const people = (sql: Sql) => peopleLike(sql, { lineId }, keys, logged(sql))
  return [...(asked.length > 0 ? [await planOf(databaseUrl, words)] : []), await planOf(databaseUrl, people)]
}

/** The same for a caller's number. */
export async function callerPlan(setting: Setting, number: string): Promise<Plan> {
  const { lineId, logged } = looking(setting)
  return planOf(setting.databaseUrl, sql => peopleByNumber(sql, lineId, number, logged(sql)))
}

function looking(setting: Setting) {
  const actor = benchActor(setting)
  const logged = (sql: Sql) => appendAccess(sql, { actor, action: 'searched', why: { kind: 'search' } })
  return { lineId: actor.lineId, logged }
}
