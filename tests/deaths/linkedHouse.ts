import type { PatientId } from '#shared/ids.ts'
import type { LinkAct } from '#shared/links.ts'
import { routes } from '#shared/routes.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { type PeopleHouse, peopleHouse } from '#tests/people/peopleHouse.ts'
import { aCommand, type Nurse } from '#tests/support/aNurse.ts'
import { OWN, report, SON } from './deathHouse.ts'

export const because = 'Same NHS number, and the wife says so'

/** Somebody's own number, and that of a son who may be told everything. */
export const theirs = () => [
  anEntry('phones', { number: OWN, use: 'home' }),
  anEntry('personalContacts', {
    name: 'Sam Ellis',
    relationship: 'son',
    roles: ['carer'],
    phones: [{ number: SON, use: 'mobile' }],
    mayBeTold: 'all',
  }),
]

/** A line on which two records of a person are linked and parted, and deaths are told of. */
export type LinkedHouse = PeopleHouse & ReturnType<typeof linking>

export async function linkedHouse(): Promise<LinkedHouse> {
  const people = await peopleHouse()
  return { ...people, ...linking(people) }
}

function linking(people: PeopleHouse) {
  const { aroha, lead, office, db } = people
  const one = () => people.aPerson({ entries: theirs() })
  const propose = (keptId: PatientId, otherId: PatientId) =>
    aroha.ask(routes.proposeLink, { body: { commandId: aCommand(), keptId, otherId, because } })
  const linkOf = async (keptId: PatientId, otherId?: PatientId) => {
    const { links } = await lead.ask(routes.links)
    const found = links.find(
      ({ kept, other }) => kept.patientId === keptId && (!otherId || other.patientId === otherId),
    )
    if (!found) throw new Error('no such link in the list')
    return found
  }
  const decide = async (nurse: Nurse, keptId: PatientId, act: LinkAct, otherId?: PatientId) => {
    const { linkId, version } = await linkOf(keptId, otherId)
    return nurse.ask(routes.decideLink, { params: { linkId }, body: { version, act, because } })
  }
  const tasksOf = (patientId: PatientId) =>
    db.run(db.sql<{ id: string; kind: string; state: string; mayBeContacted: boolean }[]>`
      select id, kind, state, may_be_contacted(patient_id) from tasks where patient_id = ${patientId} order by due_at, kind`)
  const statesOf = (isOf: (kind: string) => boolean) => async (patientId: PatientId) =>
    (await tasksOf(patientId)).filter(({ kind }) => isOf(kind)).map(({ state }) => state)
  return {
    propose,
    linkOf,
    decide,
    tasksOf,
    one,
    two: async () => [await one(), await one()] as const,
    /** Told of in a call that is over afterwards. */
    dies: async (patientId: PatientId): Promise<string> => {
      const talk = await people.talkingAbout(aroha, patientId)
      const { deathId } = await report(aroha, talk)
      await people.endAndClose(aroha, talk)
      return deathId
    },
    takeBack: (deathId: string) =>
      aroha.ask(routes.undoDeath, { params: { deathId }, body: { commandId: aCommand() } }),
    link: async (kept: PatientId, other: PatientId) => {
      await propose(kept, other)
      return decide(lead, kept, 'confirm', other)
    },
    part: async (kept: PatientId, other?: PatientId) => {
      await decide(lead, kept, 'ask_parting', other)
      return decide(office, kept, 'confirm', other)
    },
    callBacks: statesOf(kind => kind === 'call_back_promised'),
    bereavement: statesOf(kind => kind.startsWith('bereavement')),
    onBoard: async (patientId: PatientId) =>
      (await aroha.board()).tasks.filter(
        task => task.patientId === patientId && task.kind === 'call_back_promised',
      ),
  }
}
