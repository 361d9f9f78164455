import { readHabits } from '#server/audit/walkStore.ts'
import { readCallTraces } from '#server/calls/callTraceStore.ts'
import { readTaskTraces } from '#server/dispatch/taskTraceStore.ts'
import { streetKey } from '#server/patients/core/addressMatch.ts'
import { nameWords } from '#server/patients/core/nameWords.ts'
import { type PersonLikeness, readPersonLikenesses, readWritten } from '#server/patients/likenessStore.ts'
import type { Database } from '#server/platform/database.ts'
import { isLike, type Likeness, readLikenesses } from '#server/staff/likenessStore.ts'
import type { LineId } from '#shared/ids.ts'
import type { Stage } from './core/flags.ts'
import { namesOf } from './core/likeness.ts'
import type { Facts } from './core/look.ts'
import type { AskedLook } from './toLook.ts'

/** What the rules ask about these looks; looks of people or staff who are not there are left out. */
export async function readFacts(
  db: Database,
  stage: Stage,
  lineId: LineId,
  looks: readonly AskedLook[],
  peopleAround: (look: AskedLook) => number,
): Promise<{ look: AskedLook; facts: Facts; staffName: string }[]> {
  if (looks.length === 0) return []
  const [staff, people] = await Promise.all([
    readLikenesses(db, [...new Set(looks.map(({ staffId }) => staffId))]),
    readPersonLikenesses(db, lineId, [...new Set(looks.map(({ patientId }) => patientId))]),
  ])
  const staffOf = new Map(staff.map(one => [one.staffId, one]))
  const personOf = new Map(people.map(one => [one.patientId, one]))
  const asked = looks.flatMap(look => {
    const [one, person] = [staffOf.get(look.staffId), personOf.get(look.patientId)]
    return one && person ? [{ look, one, person }] : []
  })
  const moments = asked.map(({ look, one, person }) => ({
    at: look.at,
    staffId: look.staffId,
    records: person.records,
    organisation: look.organisation,
    callId: look.callId,
    phoneNumber: one.phoneNumber,
    deathKnownAt: person.deathKnownAt,
  }))
  const calls = await readCallTraces(db, lineId, moments)
  // What came around a look is asked when a day has passed, and not before.
  const [tasks, written, habits] =
    stage === 'at_once'
      ? [[], [], []]
      : await Promise.all([
          readTaskTraces(db, lineId, moments),
          readWritten(db, lineId, moments),
          readHabits(db, lineId, moments),
        ])
  return asked.map(({ look, one, person }, i) => ({
    look,
    staffName: one.name,
    facts: {
      ...between(one, person),
      hasCallOrTask: calls[i]?.wasAbout === true || tasks[i] === true,
      isWritten: written[i] ?? false,
      wasRung: calls[i]?.wasRung ?? false,
      rangHerself: calls[i]?.wasOwn ?? false,
      peopleAround: peopleAround(look),
      earlierDays: habits[i]?.earlierDays ?? 0,
      caredBefore: habits[i]?.caredBefore ?? false,
    },
  }))
}

type Between = Pick<Facts, 'staff' | 'person' | 'isSameBirthDate' | 'isSameStreet'>

function between(one: Likeness, person: PersonLikeness): Between {
  const { words } = namesOf(person.name ?? '')
  const streets = person.addresses.flatMap(({ lines, postcode }) =>
    lines.flatMap(line => streetKey(line, postcode) ?? []),
  )
  return {
    staff: namesOf(one.name),
    person: {
      words,
      family: nameWords(person.familyName ?? ''),
      deathKnownAt: person.deathKnownAt,
      professionals: person.professionals.map(name => namesOf(name).words),
    },
    isSameBirthDate: person.birthDate === null ? null : isLike(one.salt, one.birthHash, person.birthDate),
    isSameStreet: streets.some(street => isLike(one.salt, one.streetHash, street) === true),
  }
}
