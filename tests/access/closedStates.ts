import { randomUUID } from 'node:crypto'
import { changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { wasAskedOf } from '#tests/dispatch/aTeamTask.ts'
import { aPastCall } from '#tests/outcomes/aPastCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { type About, aboutThem, aTaskAbout } from './aboutThem.ts'
import { CANARY } from './everyAsk.ts'
import { EVERYBODY, limit, type SharedHouse, share } from './sharedHouse.ts'

export const [SEALED, HIDDEN, NOTED] = ['Sealed-Canary', 'Hidden-Canary', 'Noted-Canary']
export const NEVER = new RegExp(`${SEALED}|${HIDDEN}|${NOTED}`)
/** Who looks after people of the line; of them the practice. */
export const WHO = ['mill', 'clerk', 'hospice', 'crew'] as const
export const PRACTICE = ['mill', 'clerk'] as const
type Who = (typeof WHO)[number]

export const SEALED_ITEM = randomUUID()
export const sealed = () =>
  anEntry('safeguarding', { concern: SEALED, about: 'adult' }, { itemId: SEALED_ITEM })

/** What lists know of somebody, in words that are theirs alone: the file of a whole caseload holds others. */
export type Somebody = { id: PatientId; birthDate: string; listed: RegExp; ill: string; callId: CallId }
const listed = new Map<string, RegExp>()
export const listedOf = (id: string): RegExp => listed.get(id) ?? NEVER
let days = 0

/** Somebody whose every part is a canary of its kind. */
export async function person(house: SharedHouse, entries: readonly EntryToWrite[]): Promise<PatientId> {
  return (await somebody(house, entries)).id
}

export async function somebody(house: SharedHouse, entries: readonly EntryToWrite[]): Promise<Somebody> {
  days += 1
  // Nobody else is born that day: a row of a list can mean them.
  const birthDate = new Date(Date.UTC(1948, 2, 9 + days)).toISOString().slice(0, 10)
  const identity = { name: { given: CANARY, family: CANARY }, birthDate }
  const [ill, home] = [`Ill-${randomUUID()}`, `Home-${randomUUID()}`]
  const own = [
    anEntry('whatMatters', { whatMatters: HIDDEN }),
    anEntry('notes', { text: NOTED }),
    anEntry('primaryDiagnosis', { text: ill }),
    anEntry('addresses', { kind: 'main', lines: [home] }),
    sealed(),
  ]
  const { db } = house.small.database
  const id = await aPatient(db, house.hub, { identity, entries: [...own, ...entries] })
  const past = { found: `${HIDDEN} was what she spoke of, ${NOTED}`, notes: SEALED }
  const callId = await aPastCall(db, house.hub, id, past)
  listed.set(id, new RegExp(`${ill}|${home}`))
  return { id, birthDate, listed: listedOf(id), ill, callId }
}

/** What lists say of them that their record does not. */
export const rowAbout = ({ birthDate }: Pick<Somebody, 'birthDate'>) => ({
  'First name': CANARY,
  'Family name': CANARY,
  'Birth date': birthDate,
  Address: '9 Else Street',
  'Main diagnosis': 'Asthma',
})

/** A way in that has a reason, until then; of this person's organisation and theirs alone. */
export async function related(
  house: SharedHouse,
  id: PatientId,
  kind: 'claimed' | 'break_glass',
  rest: { until?: string; endedAt?: string },
  { lineId, organisationId, staffId }: Actor = house.as('mill').actor,
) {
  const { db } = house.small.database
  await db.run(db.sql`
    insert into relationships (id, line_id, patient_id, organisation_id, staff_id, kind, because, until, ended_at)
    values (${randomUUID()}, ${lineId}, ${id}, ${organisationId}, ${staffId}, ${kind}, 'A reason that was one',
            ${rest.until ?? '2099-01-01T00:00:00.000Z'}, ${rest.endedAt ?? null})`)
}
export const onList = (house: SharedHouse, id: PatientId, ...whose: string[]) =>
  Promise.all(whose.map(who => onCaseload(house.small.database.db, house.as(who).actor, id)))
export const PAST = '2020-01-01T00:00:00.000Z'
/** Ways in that are over, each in its way. */
const OVER: ['claimed' | 'break_glass', { until?: string; endedAt?: string }][] = [
  ['claimed', { until: PAST }],
  ['break_glass', { until: PAST }],
  ['break_glass', { endedAt: PAST }],
]

export const ON_NO_LIST = 'is on nobody’s list'

export type Made = About & { patientId: PatientId; callId: string; otherCallId: string; taskId: string }

/**
 * Somebody who shares with everybody and is on these lists, and one of each thing that has an id and is about them, the lists of the
 * first who is named; so that what was found out then is there when the record closes.
 */
async function whileOpen(house: SharedHouse, by: string, ...lists: string[]): Promise<Made> {
  const one = await somebody(house, [{ ...EVERYBODY, itemId: AGREED }])
  await onList(house, one.id, ...lists)
  const about = await aboutThem(house, by, one.id, rowAbout(one))
  const taskId = await aTaskAbout(house.small.database.db, house.hub.lineId, one.id, one.callId)
  return { ...about, patientId: one.id, callId: one.callId, otherCallId: one.callId, taskId }
}
const AGREED = randomUUID()

/** A change of mind, once it is known what it closes. */
async function says(house: SharedHouse, { patientId }: Made, entry: EntryToWrite): Promise<void> {
  const { db } = house.small.database
  const way = { actor: house.hub, patientId, why: { kind: 'registration' as const } }
  const done = await changeRecord(
    { db },
    { ...way, relationship: db.sql`true`, entries: [entry], at: new Date().toISOString() },
  )
  if (done.kind !== 'saved') throw new Error(`nobody said so: ${JSON.stringify(done)}`)
}
const agreesTo = (body: Parameters<typeof share>[0]) => ({
  ...share(body),
  itemId: AGREED,
  change: 'changed' as const,
  expectedVersion: 1,
})
/** As if nobody had ever been asked. */
const agreesToNothing = () => {
  const { body: _, ...rest } = agreesTo({ scope: 'everyone_caring', value: 'given_by_person' })
  const { author: by, recordedAt: at } = rest
  return {
    ...rest,
    knownState: 'not_known' as const,
    change: 'retracted' as const,
    retracted: { at, by, because: 'Never asked' },
  }
}
const endRelationships = ({ patientId }: Made, house: SharedHouse) => {
  const { db } = house.small.database
  return db.run(db.sql`update relationships set ended_at = now() where patient_id = ${patientId}`)
}

/**
 * States in which nothing of the record may be seen by those it is closed to: who is of the practice, where nobody is named.
 * `isNobody`: not even that there is such a person. `seenBy`: who sees it all the same, so that the crawl is known to look. `byReading`:
 * asked by the routes that read it alone, where all of them are asked of another person in the same state.
 */
export const CLOSED: {
  state: string
  to?: readonly Who[]
  isNobody?: true
  hears?: true
  byReading?: true
  seenBy?: readonly Who[]
  make: (house: SharedHouse) => Promise<Made>
}[] = [
  { state: ON_NO_LIST, to: WHO, isNobody: true, make: house => whileOpen(house, 'mill') },
  {
    state: 'is on the list of a practice alone',
    to: ['hospice', 'crew'],
    isNobody: true,
    make: house => whileOpen(house, 'hospice', 'mill'),
  },
  {
    state: 'was on the list, claimed and opened, all of which is over',
    isNobody: true,
    make: async house => {
      const made = await whileOpen(house, 'mill', 'mill')
      await endRelationships(made, house)
      for (const over of OVER) await related(house, made.patientId, ...over)
      return made
    },
  },
  {
    state: 'was on the list, which was ended',
    isNobody: true,
    byReading: true,
    make: async house => {
      const made = await whileOpen(house, 'mill', 'mill')
      await endRelationships(made, house)
      return made
    },
  },
  // A task of a team opens a record to who has said yes to it, and to nobody before or after.
  ...(['offered', 'declined', 'done'] as const).flatMap(upTo =>
    (['mill', 'crew'] as const).map(who => ({
      state: `is whom a visit is about that was ${upTo === 'offered' ? 'offered to' : `${upTo} by`} the ${who} alone`,
      to: [who],
      isNobody: true as const,
      ...(upTo === 'offered' && { byReading: true as const }), // who says yes opens it
      make: async (house: SharedHouse) => {
        const made = await whileOpen(house, 'mill')
        await wasAskedOf(house.small.database.db, made.teamTaskId, house.as(who).actor, upTo)
        return made
      },
    })),
  ),
  ...OVER.map(([kind, rest]) => ({
    state: `was ${kind === 'claimed' ? 'claimed' : 'opened by a glass'}, which ${rest.until ? 'ran out' : 'was ended'}`,
    isNobody: true as const,
    byReading: true as const,
    make: async (house: SharedHouse) => {
      const made = await whileOpen(house, 'mill')
      await related(house, made.patientId, kind, rest)
      return made
    },
  })),
  ...(
    [
      ['has agreed to nothing', agreesToNothing()],
      ['has withdrawn', agreesTo({ scope: 'everyone_caring', value: 'withdrawn' })],
      [
        'has agreed for hospices alone',
        agreesTo({ scope: 'hospice', value: 'given_by_person' }),
        { to: ['mill', 'clerk', 'crew'], seenBy: ['hospice'] },
      ],
      [
        'keeps all of it from this practice',
        limit({ against: { kind: 'organisation', name: 'Mill Lane Surgery' }, rule: 'hide_all' }),
      ],
      [
        'keeps all of it from practices',
        limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all' }),
        { seenBy: ['hospice', 'crew'] },
      ],
      [
        'wants to be asked each time',
        limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'ask_each_time' }),
        // Once she has asked, she hears of it: whether she did is asked when the record is opened.
        { hears: true },
      ],
    ] as const
  ).map(([state, entry, rest = {}]) => ({
    state,
    ...rest,
    make: async (house: SharedHouse) => {
      const made = await whileOpen(house, 'mill', 'mill', 'hospice', 'crew')
      await says(house, made, entry)
      return made
    },
  })),
]
