import { talkingSince } from '#server/calls/core/call.ts'
import { owedBy } from '#server/calls/core/owed.ts'
import type { StoredIdentity } from '#server/calls/storedCall.ts'
import { OutcomeDraft } from '#shared/outcomes.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import { sectionOf } from '#shared/record/sections.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { LINES, staffIdOf } from '../lines.ts'
import type { BuiltPerson } from './buildPerson.ts'
import type { Calendar } from './calendar.ts'
import { answeredCall, missedCall } from './callEvents.ts'
import { type BuiltCall, callOf, moment, nurseOf, ringOf, taskOf } from './callRows.ts'
import type { CallSpec, ClinicalCall, MissedCall, NonClinicalCall } from './pastCall.ts'
import { whoRang } from './whoRang.ts'

type Building = { t: Calendar; key: string; people: ReadonlyMap<string, BuiltPerson> }

/** The desks of a hub are alike. */
const AT_A_DESK = 'Edge on Windows'
const NOBODY: StoredIdentity = { checked: [], skippedBecause: null, caller: null, provisional: false }

/** What one call left behind in every table it touched. */
export function buildCall(building: Building, spec: CallSpec): BuiltCall {
  if (spec.kind === 'clinical') return clinical(building, spec)
  return spec.kind === 'non_clinical' ? nonClinical(building, spec) : missed(building, spec)
}

function clinical({ t, key, people }: Building, spec: ClinicalCall): BuiltCall {
  const about = people.get(spec.about)
  if (!about) throw new Error(`${key}: nobody is called ${spec.about}`)
  const { line } = about.person
  const { caller, number } = whoRang(about, spec.caller)
  const nurse = nurseOf(line, spec.nurse)
  const ring = ringOf(key, line, moment(t, spec.when), spec.isWithheld ? null : number, spec.nurse)
  const { told, endedAt } = answeredCall(ring, nurse, spec.minutes)
  const checked = spec.checked ?? ['name', 'birth_date']
  const dueAt = spec.callBackAfter === undefined ? null : plusSeconds(endedAt, spec.callBackAfter * 60)
  const call = callOf(key, line, spec, told, {
    patientId: about.patientId,
    identity: { checked, skippedBecause: spec.skippedBecause ?? null, caller, provisional: false },
  })
  const outcome = OutcomeDraft.parse({
    reason: spec.reason,
    found: spec.found,
    advice: spec.advice,
    disposition: spec.disposition,
    whereAfter: spec.after,
    next: spec.next,
    callBack: dueAt ? { needed: true, dueAt } : { needed: false },
  })
  const notes = spec.notes ?? ''
  const by = {
    staff_id: nurse.staffId,
    staff_name: nurse.name,
    staff_role: nurse.role,
    organisation: nurse.organisation,
  }
  return {
    ...call,
    notes: notes
      ? [
          {
            call_id: call.row.id,
            text: notes,
            revision: 1 + Math.ceil(notes.length / 40),
            staff_id: nurse.staffId,
            saved_at: endedAt,
          },
        ]
      : [],
    outcomes: [
      {
        call_id: call.row.id,
        kind: 'clinical',
        patient_id: about.patientId,
        body: outcome,
        notes,
        ...by,
        at: endedAt,
      },
    ],
    looks: [
      {
        call_id: call.row.id,
        at: talkingSince(call.row.facts),
        actor_id: nurse.staffId,
        actor_name: nurse.name,
        actor_role: nurse.role,
        organisation: nurse.organisation,
        action: 'opened',
        patient_id: about.patientId,
        what: [...new Set(about.entries.map(entry => entry.section))].filter(
          name => !sectionOf(name).isSealed,
        ),
        why: { kind: 'call', callId: call.row.id },
        device: AT_A_DESK,
      },
    ],
    tasks: dueAt
      ? [promised(t, call, about.patientId, number, { raisedAt: endedAt, dueAt, nurse: nurse.staffId })]
      : [],
  }
}

/** A call-back that fell due was made; one that lies ahead is owed. */
function promised(
  t: Calendar,
  call: BuiltCall,
  patientId: string,
  number: E164 | null,
  { raisedAt, dueAt, nurse }: { raisedAt: Instant; dueAt: Instant; nurse: string },
) {
  const doneAt = plusSeconds(dueAt, 95)
  const isDone = doneAt < t.now
  return {
    ...taskOf(call, 'call_back_promised', 'outcome', raisedAt, dueAt),
    patient_id: patientId,
    from_number: number,
    ...(isDone
      ? {
          version: 3,
          state: 'done',
          tries: 1,
          result: 'reached',
          result_note: 'Rang as promised.',
          done_at: doneAt,
          done_by: nurse,
        }
      : {}),
  }
}

function nonClinical({ t, key }: Building, spec: NonClinicalCall): BuiltCall {
  const nurse = nurseOf(spec.line, spec.nurse)
  const ring = ringOf(key, spec.line, moment(t, spec.when), spec.from, spec.nurse)
  const { told, endedAt } = answeredCall(ring, nurse, spec.minutes)
  const call = callOf(key, spec.line, spec, told, { patientId: null, identity: NOBODY })
  const by = {
    staff_id: nurse.staffId,
    staff_name: nurse.name,
    staff_role: nurse.role,
    organisation: nurse.organisation,
  }
  const body = { call: spec.what, note: spec.note }
  return {
    ...call,
    outcomes: [
      { call_id: call.row.id, kind: 'non_clinical', patient_id: null, body, notes: '', ...by, at: endedAt },
    ],
  }
}

function missed({ t, key, people }: Building, spec: MissedCall): BuiltCall {
  const at = moment(t, spec.when)
  const ring = ringOf(key, spec.line, at, spec.from, LINES[spec.line].nurses[0]?.signInName ?? '')
  const call = callOf(key, spec.line, spec, missedCall(ring, spec.how, spec.seconds), {
    patientId: null,
    identity: NOBODY,
  })
  const owed = owedBy(call.row.facts)
  if (!owed) throw new Error(`${key}: a missed caller is owed something`)
  const task = {
    ...taskOf(call, owed.kind, 'call', plusSeconds(owed.dueAt, -60), owed.dueAt),
    raised_at: call.row.facts.callerEnded?.at ?? at,
    patient_id: spec.about ? (people.get(spec.about)?.patientId ?? null) : null,
    from_number: spec.from,
    recording_sid: owed.recordingSid,
    seconds: owed.seconds,
  }
  const { settled } = spec
  if (!settled) return { ...call, tasks: [task] }
  const done = {
    version: 3,
    state: 'done',
    tries: settled.tries ?? 1,
    result: settled.result,
    result_note: settled.note,
    done_at: plusSeconds(task.raised_at, settled.afterMinutes * 60),
    done_by: staffIdOf(settled.by),
  }
  return { ...call, tasks: [{ ...task, ...done }] }
}
