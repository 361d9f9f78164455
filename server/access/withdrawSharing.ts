import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { write } from '#server/patients/core/settleSharing.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import type { Withdrawal } from '#shared/access.ts'
import { dayInBritain } from '#shared/days.ts'
import { knownEntries } from '#shared/record/entry.ts'
import { changeSharing, type SharingDeps, type Working } from './changeSharing.ts'
import { askedToWithdraw } from './core/askedOfSharing.ts'

/** `how` left out: as it is heard in a call. */
type Withdrawn = Withdrawal

/**
 * "I want my notes off your system": every agreement to share is withdrawn, in one statement, in the words in which it was said.
 * Nobody is asked to agree, and no reason is needed (domain guide 5.3.8). The line itself keeps the record and still answers.
 * Pages that have it open elsewhere are told by the feed and find it closed.
 */
export async function withdrawSharing(
  deps: SharingDeps,
  way: WayIn,
  withdrawal: Withdrawn,
): Promise<{ kind: 'withdrawn'; withdrawn: number } | Refused> {
  const toWrite = (working: Working) => [
    ...withdrawals(working, withdrawal),
    ...(withdrawal.offRegister ? offRegister(working, withdrawal) : []),
    ...toldNothing(working, withdrawal.tellNothing ?? []),
  ]
  const { toldBy } = withdrawal
  const changing = { asked: askedToWithdraw(withdrawal), toWrite, isWhateverElse: true, toldBy } as const
  const done = await changeSharing(deps, way, changing)
  if (done.kind === 'refused') return done
  return { kind: 'withdrawn', withdrawn: 'written' in done ? (done.written ?? 0) : 0 }
}

/** Every agreement that stands is withdrawn, and everybody who gives care is told no, also where nothing had been agreed yet. */
function withdrawals({ entries, hearing }: Working, withdrawal: Withdrawn): EntryToWrite[] {
  const { at } = hearing
  const by = withdrawal.toldBy
  const { commandId } = withdrawal
  const evidence = evidenceOf(at, withdrawal)
  const items = knownEntries(entries, 'consentToShare')
  const isToEverybody = items.some(({ body }) => body.scope === 'everyone_caring' && !body.organisation)
  const take = (itemId: string, version: number, body: object) =>
    write(
      'consentToShare',
      { itemId, version, body: { ...body, value: 'withdrawn', from: at, ...(by ? { by } : {}), evidence } },
      hearing,
    )
  return [
    ...items
      .filter(({ body }) => body.value !== 'withdrawn')
      .map(({ itemId, version, body: { scope, organisation } }) =>
        take(itemId, version, { scope, ...(organisation ? { organisation } : {}) }),
      ),
    ...(isToEverybody ? [] : [take(commandId, 0, { scope: 'everyone_caring' })]),
  ]
}

function evidenceOf(
  at: string,
  { how = 'telephone', inTheirWords, consequencesExplained, capacityNoted, toldBy }: Withdrawn,
) {
  return {
    at,
    how,
    inTheirWords,
    consequencesExplained,
    ...(capacityNoted ? { capacityNoted } : {}),
    ...(toldBy ? { toldBy } : {}),
  }
}

/** The number stays in use and so does what keeps them safe; the rest is shown to nobody without a reason. */
function offRegister({ entries, hearing }: Working, withdrawal: Withdrawn): EntryToWrite[] {
  const by = withdrawal.toldBy
  const { at, patientId } = hearing
  const [status] = knownEntries(entries, 'registerStatus')
  const agreed = entries.find(({ section }) => section === 'consentToRegister')
  const evidence = evidenceOf(at, withdrawal)
  const off = { value: 'withdrawn', from: at, ...(by ? { by } : {}), evidence }
  return [
    write('consentToRegister', { itemId: patientId, version: agreed?.version ?? 0, body: off }, hearing),
    // Of somebody whose death is on the record the register says that, and not less; what they wanted stands in their agreement.
    ...(status && status.body.status !== 'withdrawn' && status.body.status !== 'deceased'
      ? [
          write(
            'registerStatus',
            {
              itemId: patientId,
              version: status.version,
              body: { ...status.body, status: 'withdrawn', since: dayInBritain(at) },
            },
            hearing,
          ),
        ]
      : []),
  ]
}

function toldNothing({ entries, hearing }: Working, items: readonly string[]): EntryToWrite[] {
  return knownEntries(entries, 'personalContacts')
    .filter(({ itemId, body }) => items.includes(itemId) && body.mayBeTold !== 'nothing')
    .map(({ itemId, version, body }) =>
      write(
        'personalContacts',
        { itemId, version, body: { ...body, mayBeTold: 'nothing', mayBeToldBasis: 'withdrawn' } },
        hearing,
      ),
    )
}
