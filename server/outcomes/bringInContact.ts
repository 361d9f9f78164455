import { bringIn } from '#server/calls/bringIn.ts'
import { callDetail } from '#server/calls/callDetail.ts'
import type { CallDeps } from '#server/calls/changeCall.ts'
import { callOfLine } from '#server/calls/commandCall.ts'
import { mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { refusesCarersElsewhere } from '#server/patients/sharingStore.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { CallId } from '#shared/ids.ts'
import { ItemId } from '#shared/ids.ts'
import type { BringInContact, ContactsToRing } from '#shared/parties.ts'
import { type E164, mayBeRung, showPhoneNumber } from '#shared/phoneNumber.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import { hasDiedElsewhere } from '#shared/record/marks.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { phoneUses } from '#shared/record/who.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, type RecordDeps, refusal } from './aboutPatient.ts'

export type BringInContactDeps = RecordDeps & CallDeps

/** What is read of the record for it. */
const SECTIONS = [
  'personalContacts',
  'consentToTellCarers',
  'death',
  'identity',
] as const satisfies SectionName[]

/** Somebody of the record is rung into the call by being chosen: their number is read by the server, and typed by nobody. */
export function bringInContactRoutes(people: PeopleRouter, deps: BringInContactDeps): void {
  serve(people, routes.contactsToRing, 'call:handle', async ({ actor, params, requestId }) => {
    const { identityEpoch } = await callOfLine(deps, actor, params.callId)
    const { contacts } = await contactsFor(deps, actor, params.callId, identityEpoch, requestId)
    return { epoch: identityEpoch, contacts }
  })

  serve(people, routes.bringInContact, 'call:handle', async ({ actor, params, body, requestId }) => {
    const { entries, contacts } = await contactsFor(deps, actor, params.callId, body.epoch, requestId)
    const { commandId, holdFirst } = body
    const { number, who } = chosen(entries, contacts, body)
    const asked = {
      commandId,
      kind: 'family' as const,
      to: { by: 'number' as const, number },
      who,
      holdFirst,
    }
    return callDetail(deps.db, await bringIn(deps, actor, params.callId, asked))
  })
}

async function contactsFor(
  deps: BringInContactDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  requestId: string,
): Promise<{ entries: readonly Entry[]; contacts: ContactsToRing['contacts'] }> {
  const { looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const opened = await openRecord(deps, { ...looking, only: readable(looking), ...beside(deps) })
  if (opened.kind === 'refused') throw refusal(opened.because)
  const { entries } = opened
  const elsewhere = {
    hasDied: hasDiedElsewhere(opened.marks),
    hasRefused: opened.beside === true,
    at: deps.clock(),
  }
  const contacts = knownEntries(entries, 'personalContacts').flatMap(({ itemId, version, body }) => {
    const phones = body.phones.flatMap(({ number, use }, phone) =>
      mayBeRung(number)
        ? [{ phone, says: `${showPhoneNumber(number)} (${phoneUses[use].text.toLowerCase()})` }]
        : [],
    )
    if (body.isChild === true || phones.length === 0) return []
    const { because } = mayBeTold(entries, { kind: 'contact', itemId }, elsewhere)
    const { name, relationship } = body
    return [{ itemId: ItemId.parse(itemId), version, name, relationship, phones, may: because }]
  })
  return { entries, contacts: contacts.toSorted((one, other) => one.name.localeCompare(other.name)) }
}

function readable({ only }: WayIn): SectionName[] {
  return SECTIONS.filter(name => only?.includes(name) !== false)
}

function beside({ db }: BringInContactDeps) {
  return { beside: { what: [], value: refusesCarersElsewhere(db.sql) } }
}

function chosen(
  entries: readonly Entry[],
  contacts: ContactsToRing['contacts'],
  { itemId, version, phone }: BringInContact,
): { number: E164; who: string } {
  const isOffered = contacts.some(
    one => one.itemId === itemId && one.phones.some(known => known.phone === phone),
  )
  const entry = knownEntries(entries, 'personalContacts').find(one => one.itemId === itemId)
  const number = entry?.body.phones[phone]?.number
  if (!isOffered || !entry || !number)
    throw new Problem('not_found', 'They are not among the contacts on the record who may be rung.')
  if (entry.version !== version)
    throw new Problem('conflict', 'Their entry was changed meanwhile. Look at it again, then ring them.')
  return { number, who: `${entry.body.name}, ${entry.body.relationship}`.slice(0, 60) }
}
