import { ItemId, type PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { SharingView } from '#shared/sharing.ts'
import type { Actor } from '#shared/staff.ts'
import { confirmed, type HeldCall, talkingTo } from '#tests/breaking/heldCall.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { aNurse, type Nurse } from '#tests/support/aNurse.ts'
import { type Browser, signedIn } from '#tests/support/browser.ts'
import { aColleague, onCaseload } from '#tests/support/colleagues.ts'
import { type LineHouse, lineHouse } from '#tests/support/lineHouse.ts'

const EVERYBODY = { scope: 'everyone_caring', value: 'given_by_person' } as const
const SISTER = {
  name: 'Maureen Kitchen',
  relationship: 'Sister',
  roles: [],
  phones: [],
  mayBeTold: 'condition' as const,
}
export const said = {
  decider: 'person',
  by: 'Elsie Marsh',
  how: 'telephone',
  inTheirWords: 'I would rather not.',
} as const

export type ElsiesCall = HeldCall & { elsie: PatientId; epoch: number }

/** A line with a practice and a hospice that look after Elsie, who shares with everybody who gives care. */
export type SharingHouse = {
  house: LineHouse
  nurse: Nurse
  gp: Actor
  doctor: Browser
  hospiceNurse: Browser
  /** A call about an Elsie of its own, in the nurse's hand. */
  aCallAboutElsie: () => Promise<ElsiesCall>
  viewOf: (call: ElsiesCall) => Promise<SharingView>
  standing: (browser: Browser, id: string) => Promise<string>
  agreedIn: (call: ElsiesCall) => Promise<string[]>
}

export async function sharingHouse(): Promise<SharingHouse> {
  const house = await lineHouse()
  const { db } = house.database
  const { lineId } = house.north
  const add = (signInName: string, organisation: string, kind: Actor['organisationKind']) =>
    aColleague(db, lineId, { signInName, organisation, kind })
  const hub = await add('hub', 'Test Hospice', 'hub')
  const gp = await add('mill', 'Mill Lane Surgery', 'gp')
  const hospice = await add('brannoc', 'St Brannoc Hospice', 'hospice')
  await add('crew', 'Fell Ambulance', 'ambulance')
  const nurse = await aNurse(house.url, 'aroha1')
  let number = 600

  return {
    house,
    nurse,
    gp,
    doctor: await signedIn(house.url, 'mill'),
    hospiceNurse: await signedIn(house.url, 'brannoc'),
    aCallAboutElsie: async () => {
      const elsie = await aPatient(db, hub, {
        identity: { name: { given: 'Elsie', family: 'Marsh' } },
        entries: [
          anEntry('consentToRegister', { value: 'given_by_person' }),
          anEntry('consentToShare', EVERYBODY),
          anEntry('personalContacts', SISTER),
          anEntry('whatMatters', { whatMatters: 'A window that opens' }),
        ],
      })
      await onCaseload(db, gp, elsie)
      await onCaseload(db, hospice, elsie)
      number += 1
      const call = await talkingTo(house, nurse, `+447700900${number}`)
      await confirmed(nurse, call, elsie)
      return { ...call, elsie, epoch: 1 }
    },
    viewOf: async ({ params, epoch }) =>
      (await nurse.ask(routes.sharing, { params, query: { epoch } })).sharing,
    standing: async (browser, id) => {
      const { body } = await browser.get(`/api/people/${id}/record`)
      return (body.standing as { kind: string }).kind
    },
    agreedIn: async ({ params, epoch }) => {
      const { record } = await nurse.ask(routes.openRecord, { params, query: { epoch } })
      return record.agreed.flatMap(({ says }) => says)
    },
  }
}

/** For something that has no item yet. */
export const aNewItem = () => ItemId.parse(crypto.randomUUID())
