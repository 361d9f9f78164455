import { isWholeNumber, phoneInAnySpelling } from '#server/platform/phoneSpelling.ts'
import { Problem } from '#server/platform/problems.ts'
import { OrganisationOfLine, organisationsOf } from '#server/staff/organisationStore.ts'
import type { RegisteringOffer, Registration } from '#shared/registering.ts'
import type { Actor } from '#shared/staff.ts'
import { type Ready, wanting } from './core/registrationEntries.ts'
import type { PeopleDeps } from './peopleDeps.ts'

async function organisations({ db }: PeopleDeps, actor: Actor): Promise<OrganisationOfLine[]> {
  const [row] = await db.run(
    db.sql<{ all: unknown }[]>`select ${organisationsOf(db.sql, actor.lineId)} as all`,
  )
  return OrganisationOfLine.array().parse(row?.all)
}

/** Where a referral may come from. */
export async function registeringOffer(deps: PeopleDeps, actor: Actor): Promise<RegisteringOffer> {
  const all = await organisations(deps, actor)
  return {
    organisations: all
      .filter(({ kind }) => kind !== 'hub')
      .map(({ organisationId, name, kind }) => ({ organisationId, name, isGp: kind === 'gp' })),
    own: actor.organisationKind === 'hub' ? null : actor.organisationId,
  }
}

/** The form made ready to be written, or the sentence for each field that stops it. */
export async function readRegistration(deps: PeopleDeps, actor: Actor, person: Registration): Promise<Ready> {
  const phone = readPhone(person.phone)
  const carerPhone = readPhone(person.carer?.phone)
  const all = await organisations(deps, actor)
  const from = person.referral?.organisationId
  const referrer = all.find(({ organisationId }) => organisationId === from)
  const practice = all.find(({ kind, name }) => kind === 'gp' && name === person.gpPractice)
  const fields = {
    ...wanting(person),
    ...(phone === null ? { phone: NO_PHONE } : {}),
    ...(carerPhone === null ? { 'carer.phone': NO_PHONE } : {}),
    ...(from && !referrer ? { 'referral.organisationId': 'Choose who refers from the list.' } : {}),
  }
  if (Object.keys(fields).length > 0)
    throw new Problem('bad_request', 'Some of this cannot be kept as it is.', { fields })
  return {
    person,
    ...(phone ? { phone } : {}),
    ...(carerPhone ? { carerPhone } : {}),
    ...(referrer ? { referredBy: referrer.name } : {}),
    ...(practice?.odsCode ? { practiceCode: practice.odsCode } : {}),
  }
}

const NO_PHONE = 'That is no whole telephone number: check its digits.'

/** Null where something was written that is no number. */
function readPhone(text: string | undefined) {
  if (text === undefined) return undefined
  const number = phoneInAnySpelling(text)
  return number && isWholeNumber(number) ? number : null
}
