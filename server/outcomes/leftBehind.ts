import { followSharing } from '#server/access/sharingByForm.ts'
import { isRetractable } from '#server/patients/core/entryToWrite.ts'
import { sayEntry } from '#server/patients/core/say/sayEntry.ts'
import { confirmItems, retractItem } from '#server/patients/correctItems.ts'
import { isFromCall } from '#server/patients/fromCallStore.ts'
import { NO_REASON, openRecord } from '#server/patients/openRecord.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import type { Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { dayInBritain } from '#shared/days.ts'
import { doorKinds } from '#shared/doors.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import { type LeftWritten, movedInLog, type SettleLeft } from '#shared/movedOutcome.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import { KeptApart } from '#shared/record/sealed.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { Corrected } from '#shared/recordActs.ts'
import type { Actor } from '#shared/staff.ts'
import type { RecordDeps } from './aboutPatient.ts'
import { moverOf } from './core/moving.ts'
import { isToMove } from './movedStore.ts'
import { onRecord, savedByMover } from './moveOutcome.ts'
import { hasLeft, type Left, readLeft } from './readLeft.ts'
import { refuseNames } from './refuseNames.ts'

/**
 * What a call wrote on a record that it left is shown, item by item, to whoever may move the call, and to them alone: there is no call
 * about that person any more by which it could be put right. A look, in the log of each of those records; nothing else of them is shown.
 */
export async function showLeft(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  requestId: string,
): Promise<LeftWritten> {
  const { call, saved } = await savedByMover(deps, actor, callId, requestId)
  onRecord(call, saved)
  const left = await readLeft(deps.db, actor.lineId, callId)
  const persons = [...new Set([...left.items, ...left.codes].map(({ patientId }) => patientId))]
  const records = await Promise.all(
    persons.map(patientId => showOne(deps, wayTo(deps, actor, callId, patientId, requestId), left)),
  )
  return { records }
}

async function showOne(deps: RecordDeps, way: WayIn, left: Left): Promise<LeftWritten['records'][number]> {
  const { patientId } = way
  const ofThem = left.items.filter(item => item.patientId === patientId)
  // What is kept apart is opened by its own door only.
  const shown = ofThem.filter(({ section }) => !KeptApart.safeParse(section).success)
  const opened = await openRecord(deps, {
    ...way,
    only: [...new Set(['identity' as const, ...shown.map(({ section }) => section)])],
    beside: { what: [movedInLog.left], value: deps.db.sql`'null'::json` },
  })
  if (opened.kind === 'refused') throw nothingLeft()
  const today = dayInBritain(deps.clock())
  const items = shown.flatMap(({ section, itemId, change }) => {
    const entry = opened.entries.find(one => one.section === section && one.itemId === itemId)
    if (!entry) return []
    const { title } = sectionOf(section)
    const says = sayEntry(entry, today)?.headline ?? title
    const item = { section, itemId, version: entry.version }
    return [{ item, title, says, wasThere: change === 'changed', mayStrike: isRetractable(section) }]
  })
  return {
    patientId,
    name: nameIn(opened.entries),
    items,
    notShown: ofThem.length - items.length,
    codes: left.codes.flatMap(code => (code.patientId === patientId ? [doorKinds[code.kind].text] : [])),
  }
}

/** Says of one such item that it was written about somebody else, or that it is right of this person as well. */
export async function settleLeft(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  { commandId, patientId, item, act }: SettleLeft,
  requestId: string,
): Promise<Corrected> {
  const { call, saved } = await savedByMover(deps, actor, callId, requestId)
  onRecord(call, saved)
  if (KeptApart.safeParse(item.section).success) throw nothingLeft()
  if (act.kind === 'strike')
    await refuseNames(
      deps,
      { actor, action: 'changed', requestId },
      {
        callId,
        persons: [],
        because: act.because,
        says: name => `Leave the name “${name}” out of the reason: it stays on a record that the call left.`,
      },
    )
  const wroteIt = isFromCall(deps.db.sql, { ...item, patientId }, callId)
  const way = wayTo(deps, actor, callId, patientId, requestId, wroteIt)
  const done =
    act.kind === 'strike'
      ? await retractItem(deps, way, { commandId, item, because: act.because }, followSharing(deps))
      : await confirmItems(deps, way, { commandId, items: [item] })
  if (done.kind !== 'refused') return done
  throw done.because === NO_REASON ? nothingLeft() : new Problem('conflict', done.because)
}

function wayTo(
  { db: { sql }, clock }: RecordDeps,
  actor: Actor,
  callId: CallId,
  patientId: PatientId,
  requestId: string,
  also: Fragment = sql`true`,
): WayIn {
  const { lineId } = actor
  return {
    actor,
    patientId,
    why: { kind: 'call', callId },
    relationship: sql`(
      ${isToMove(sql, lineId, callId, moverOf(actor, clock()))} and ${hasLeft(sql, lineId, callId, patientId)} and ${also}
    )`,
    requestId,
    key: `left ${callId}`,
    source: { kind: 'console' },
  }
}

function nameIn(entries: readonly Entry[]): string | null {
  const [identity] = knownEntries(entries, 'identity')
  const own = known(identity?.body.name)
  return [own?.given, own?.family].filter(Boolean).join(' ') || null
}

function nothingLeft(): Problem {
  return new Problem('conflict', 'Nothing that this call wrote there is still as it wrote it. Look again.')
}
