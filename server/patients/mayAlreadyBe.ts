import { appendAccess, type Looker } from '#server/audit/auditStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import { type LineId, PatientId } from '#shared/ids.ts'
import type { LookAlike, WhyOpened } from '#shared/patients.ts'
import type { IdentifyingFacts } from '#shared/sideBySide.ts'
import { askedName } from './core/askedName.ts'
import { nearlyNamed, soughtName } from './core/likeWords.ts'
import { type Comparable, lookAlikes } from './core/lookAlikes.ts'
import { nameWords } from './core/nameWords.ts'
import { nearDates } from './core/nearDates.ts'
import type { Kept } from './keptKeysStore.ts'
import { type Hints, peopleAlike } from './lookAlikeStore.ts'
import { wordsLike } from './nameWordStore.ts'

export type MayBe = {
  /** Who may already be this person, the most alike first, each with what is the same and what differs. */
  people: LookAlike[]
  /** Whether one of them has this very NHS number: then it is the same person, or the number is wrong. */
  sameNumber: PatientId[]
  /** Somebody the asker may not see, who can hardly be anybody else. Of them nothing is told. */
  mayExist: PatientId | null
  /** Whether somebody, shown or not, has this very NHS number: then nobody can answer that it is somebody else. */
  isNumberTaken: boolean
}

/** Stands for who is not on the record yet. */
const NOBODY = PatientId.parse('00000000-0000-4000-8000-000000000000')

/**
 * Says who may already be the person of whom these facts are known: before somebody is registered, for a row that is brought in
 * from a list. Everybody who is named is in the access log. `isShown` is asked of each person: whom this actor may be told of.
 */
export async function mayAlreadyBe(
  { db }: { db: Database },
  asked: {
    actor: Looker
    why: WhyOpened
    facts: IdentifyingFacts
    isShown: (person: Fragment) => Fragment
    /** What of each person this actor is not shown: nobody is found or compared by it. */
    kept?: Kept
    /** Of whom else it is told that a record may exist: whoever can be nobody else, or also one of nearly this name. */
    hints?: Hints
    /** One who is on the records already: never their own look-alike, nor is what is linked with them. */
    except?: PatientId
    requestId?: string
  },
): Promise<MayBe> {
  const { actor, why, facts, isShown, kept, hints = 'whole', except, requestId } = asked
  const { name, birthDate, nhsNumber, postcode, phones = [] } = facts
  const whole = [name?.given, name?.family].filter(Boolean).join(' ')
  const keys = {
    nameWords: nameWords(whole),
    nearly: await nearlyNamedOnLine(db, actor.lineId, whole, name?.family),
    birthDate: birthDate ?? null,
    nearDates: birthDate ? nearDates(birthDate).map(({ date }) => date) : [],
    nhsNumber: nhsNumber ?? null,
    postcode: postcode ?? null,
    phones,
  }
  const accessLogged = appendAccess(db.sql, {
    actor,
    action: 'compared',
    why,
    ...(requestId ? { requestId } : {}),
  })
  const rows = await db.run(
    peopleAlike(db.sql, { lineId: actor.lineId, keys, isShown, kept, hints, except, accessLogged }),
  )
  const person: Comparable = {
    patientId: NOBODY,
    name: whole || null,
    givenName: name?.given ?? null,
    familyName: name?.family ?? null,
    birthDate: keys.birthDate,
    nhsNumber: keys.nhsNumber,
    postcodes: postcode ? [postcode] : [],
    phones,
  }
  const shown = rows.filter(row => row.isShown)
  const hidden = rows.filter(row => !row.isShown)
  const hasNumber = (row: Comparable) => nhsNumber !== undefined && row.nhsNumber === nhsNumber
  return {
    people: lookAlikes(person, shown),
    sameNumber: shown.filter(hasNumber).map(row => row.patientId),
    mayExist: (hidden.find(hasNumber) ?? likest(person, hidden))?.patientId ?? null,
    isNumberTaken: rows.some(hasNumber),
  }
}

/** Of several only one is asked about: first who has every name that is known, before one who is nearly so named. */
function likest(person: Comparable, people: readonly Comparable[]) {
  const named = people.filter(({ isNamedLike }) => !isNamedLike)
  return lookAlikes(person, named)[0] ?? lookAlikes(person, people)[0] ?? people[0]
}

async function nearlyNamedOnLine(
  db: Database,
  lineId: LineId,
  whole: string,
  family: string | undefined,
): Promise<string[][][]> {
  const asked = askedName(whole)
  if (asked.length < 2) return []
  const found = await db.run(wordsLike(db.sql, lineId, asked))
  return nearlyNamed(asked, soughtName(asked, found), nameWords(family ?? ''))
}
