import { randomUUID } from 'node:crypto'
import { noFacts } from '#server/calls/core/facts.ts'
import type { Database } from '#server/platform/database.ts'
import { CallId, type PatientId } from '#shared/ids.ts'
import type { OutcomeDraft } from '#shared/outcomes.ts'
import type { Actor } from '#shared/staff.ts'

type Told = Partial<OutcomeDraft> & {
  notes?: string
  callId?: CallId
  caller?: { name: string; relationship: string }
  /** Whom the call is about now, where that was corrected after its outcome was saved. */
  isNowAbout?: PatientId | null
}

/** A call that is over and on the timeline, as `nurse` wrote it up. */
export async function aPastCall(
  db: Database,
  nurse: Actor,
  about: PatientId,
  {
    notes = '',
    caller = { name: 'Angela Ellis', relationship: 'wife' },
    isNowAbout = about,
    callId = CallId.parse(randomUUID()),
    ...said
  }: Told,
): Promise<CallId> {
  const { sql } = db
  const at = new Date().toISOString()
  const outcome: OutcomeDraft = {
    reason: 'pain',
    found: 'Settled',
    advice: 'Ring again at any time',
    disposition: 'district_nurse',
    whereAfter: 'usual_home',
    next: 'Nothing more tonight',
    callBack: { needed: false },
    ...said,
  }
  const identity = { checked: [], skippedBecause: null, caller, provisional: false }
  await db.run(sql`
    with call as (
      insert into calls (
        id, line_id, version, state, direction, facts, started_at, talking_since, ended_at, patient_id, identity_epoch, identity
      )
      values (${callId}, ${nurse.lineId}, 1, 'closed', 'inbound', ${sql.json(noFacts(at) as never)}, now(), now() - interval '9 minutes',
              now(), ${isNowAbout}, 1, ${sql.json(identity)})
      returning id
    )
    insert into outcomes (
      call_id, line_id, kind, patient_id, body, notes, staff_id, staff_name, staff_role, organisation, at
    )
    select id, ${nurse.lineId}, 'clinical', ${about}, ${sql.json(outcome as never)}, ${notes}, ${nurse.staffId}, ${nurse.name},
           ${nurse.role}, ${nurse.organisation}, now()
    from call`)
  return callId
}
