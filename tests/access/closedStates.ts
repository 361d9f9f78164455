import { randomUUID } from 'node:crypto'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { aPastCall } from '#tests/outcomes/aPastCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
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

/** Somebody whose every part is a canary of its kind. */
export async function person(house: SharedHouse, entries: readonly EntryToWrite[]): Promise<PatientId> {
  const identity = { name: { given: CANARY, family: CANARY } }
  const own = [anEntry('whatMatters', { whatMatters: HIDDEN }), anEntry('notes', { text: NOTED }), sealed()]
  const { db } = house.small.database
  const id = await aPatient(db, house.hub, { identity, entries: [...own, ...entries] })
  await aPastCall(db, house.hub, id, { found: `${HIDDEN} was what she spoke of, ${NOTED}`, notes: SEALED })
  return id
}

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
  make: (house: SharedHouse) => Promise<PatientId>
}[] = [
  { state: ON_NO_LIST, to: WHO, isNobody: true, make: house => person(house, [EVERYBODY]) },
  {
    state: 'is on the list of a practice alone',
    to: ['hospice', 'crew'],
    isNobody: true,
    make: async house => {
      const id = await person(house, [EVERYBODY])
      await onList(house, id, 'mill')
      return id
    },
  },
  {
    state: 'was on the list, claimed and opened, all of which is over',
    isNobody: true,
    make: async house => {
      const id = await person(house, [EVERYBODY])
      await onList(house, id, 'mill')
      const { db } = house.small.database
      await db.run(db.sql`update relationships set ended_at = now() where patient_id = ${id}`)
      for (const over of OVER) await related(house, id, ...over)
      return id
    },
  },
  {
    state: 'was on the list, which was ended',
    isNobody: true,
    byReading: true,
    make: async house => {
      const id = await person(house, [EVERYBODY])
      await onList(house, id, 'mill')
      const { db } = house.small.database
      await db.run(db.sql`update relationships set ended_at = now() where patient_id = ${id}`)
      return id
    },
  },
  ...OVER.map(([kind, rest]) => ({
    state: `was ${kind === 'claimed' ? 'claimed' : 'opened by a glass'}, which ${rest.until ? 'ran out' : 'was ended'}`,
    isNobody: true as const,
    byReading: true as const,
    make: async (house: SharedHouse) => {
      const id = await person(house, [EVERYBODY])
      await related(house, id, kind, rest)
      return id
    },
  })),
  ...(
    [
      ['has agreed to nothing', []],
      ['has withdrawn', [share({ scope: 'everyone_caring', value: 'withdrawn' })]],
      [
        'has agreed for hospices alone',
        [share({ scope: 'hospice', value: 'given_by_person' })],
        { to: ['mill', 'clerk', 'crew'], seenBy: ['hospice'] },
      ],
      [
        'keeps all of it from this practice',
        [
          EVERYBODY,
          limit({ against: { kind: 'organisation', name: 'Mill Lane Surgery' }, rule: 'hide_all' }),
        ],
      ],
      [
        'keeps all of it from practices',
        [EVERYBODY, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'hide_all' })],
        { seenBy: ['hospice', 'crew'] },
      ],
      [
        'wants to be asked each time',
        [EVERYBODY, limit({ against: { kind: 'scope', scope: 'gp' }, rule: 'ask_each_time' })],
        // Once she has asked, she hears of it: whether she did is asked when the record is opened.
        { hears: true },
      ],
    ] as const
  ).map(([state, entries, rest = {}]) => ({
    state,
    ...rest,
    make: async (house: SharedHouse) => {
      const id = await person(house, entries)
      await onList(house, id, 'mill', 'hospice', 'crew')
      return id
    },
  })),
]
