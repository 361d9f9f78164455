import { stale } from '#server/calls/settleIdentity.ts'
import { authorOf, changeRecord } from '#server/patients/changeRecord.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { tellBoard } from '#server/platform/tellBoard.ts'
import type { CallId, CommandId } from '#shared/ids.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import { parseBody } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { aboutPatient, type RecordDeps } from './aboutPatient.ts'

export type Withdrawn = {
  commandId: CommandId
  epoch: number
  inTheirWords: string
  consequencesExplained: boolean
  capacityNoted?: string | undefined
}

const TRIES = 3

/**
 * "I want my notes off your system": every agreement to share is withdrawn, in one statement, in the words in which it was said.
 * Nobody is asked to agree, and no reason is needed (domain guide 5.3.8). The line itself keeps the record and still answers.
 * Pages that have it open elsewhere are told by the feed and find it closed.
 */
export async function withdrawForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  withdrawal: Withdrawn,
  requestId: string,
): Promise<{ withdrawn: number }> {
  const wanted = { action: 'changed' as const, requestId }
  const { call, patientId, looking } = await aboutPatient(deps, actor, callId, withdrawal.epoch, wanted)
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const opened = await openRecord(deps, { ...looking, only: ['consentToShare'], requestId })
    if (opened.kind === 'refused') throw stale()
    const at = deps.clock()
    const by = call.identity.caller?.name
    const entries = withdrawals(opened.entries, withdrawal, { at, by, callId, author: authorOf(actor) })
    if (entries.length === 0) return { withdrawn: 0 } // said twice, or by the same command sent twice
    const changed = await changeRecord(deps, { ...looking, entries, at, requestId })
    if (changed.kind === 'refused') throw stale()
    if (changed.kind === 'stale') continue
    await tellBoard(deps.db, actor.lineId, [{ kind: 'record', patientId }])
    deps.wakeFeed(actor.lineId)
    return { withdrawn: entries.length }
  }
  throw new Problem(
    'conflict',
    'Somebody else is changing what may be shared at this moment. Look again, then repeat what you did.',
  )
}

type Said = { at: Instant; by: string | undefined; callId: CallId; author: EntryToWrite['author'] }

/** Every agreement that stands is withdrawn, and everybody who gives care is told no, also where nothing had been agreed yet. */
function withdrawals(entries: readonly Entry[], withdrawal: Withdrawn, said: Said): EntryToWrite[] {
  const { at, by, callId, author } = said
  const { commandId, inTheirWords, consequencesExplained, capacityNoted } = withdrawal
  const evidence = {
    at,
    how: 'telephone',
    inTheirWords,
    consequencesExplained,
    ...(capacityNoted ? { capacityNoted } : {}),
  }
  const items = knownEntries(entries, 'consentToShare')
  const isToEverybody = items.some(({ body }) => body.scope === 'everyone_caring' && !body.organisation)
  const write = (itemId: string, expectedVersion: number, body: object): EntryToWrite => {
    const whole = { ...body, value: 'withdrawn', from: at, ...(by ? { by } : {}), evidence }
    const parsed = parseBody('consentToShare', whole)
    if (!parsed.success) throw new Problem('bad_request', 'Some of this cannot be kept as it is.')
    return {
      section: 'consentToShare',
      itemId,
      expectedVersion,
      change: expectedVersion === 0 ? 'added' : 'changed',
      knownState: 'known',
      body: parsed.data,
      author,
      source: { kind: 'call', callId },
      recordedAt: at,
    }
  }
  return [
    ...items
      .filter(({ body }) => body.value !== 'withdrawn')
      .map(({ itemId, version, body: { scope, organisation } }) =>
        write(itemId, version, { scope, ...(organisation ? { organisation } : {}) }),
      ),
    ...(isToEverybody ? [] : [write(commandId, 0, { scope: 'everyone_caring' })]),
  ]
}
