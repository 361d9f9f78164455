import { randomUUID } from 'node:crypto'
import { transition } from '#server/dispatch/core/teamTask.ts'
import { begin, type TeamTaskEvent, type TeamTaskFacts } from '#server/dispatch/core/teamTaskFacts.ts'
import type { Database } from '#server/platform/database.ts'
import { TeamId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { WorkKind } from '#shared/teamWork.ts'
import { plusSeconds } from '#shared/time.ts'

/** Something asked of the teams about somebody, with these words; nobody is asked yet, and nothing is promised. */
export async function aTeamTask(
  { sql, run }: Database,
  { lineId, staffId, name }: Pick<Actor, 'lineId' | 'staffId' | 'name'>,
  { patientId, why, kind = 'symptom_visit' }: { patientId: string; why: string; kind?: WorkKind },
): Promise<string> {
  const id = randomUUID()
  const at = new Date().toISOString()
  const dueAt = plusSeconds(at, 7_200)
  const facts = begin({
    kind: 'raised',
    at,
    by: { staffId, name },
    work: { kind, urgency: 'U2', skills: [], why, dueAt, first: null, code: null },
  })
  await run(sql`
    insert into team_tasks (id, line_id, kind, urgency, state, patient_id, again_because, facts, raised_at, due_at)
    values (${id}, ${lineId}, ${kind}, 'U2', 'with_line', ${patientId}, 'one for each test', ${sql.json(facts as never)}, ${at}, ${dueAt})`)
  return id
}

/** Somebody is there for it; `help`: and has pressed for help; `over`: and it was stood down. */
export async function isThere(
  { sql, run }: Database,
  id: string,
  {
    who,
    team,
    help,
    over = false,
  }: {
    who: Pick<Actor, 'staffId' | 'name'>
    team: string
    help: boolean
    over?: boolean
  },
): Promise<void> {
  const at = new Date().toISOString()
  const by = { staffId: who.staffId, name: who.name }
  const teamId = TeamId.parse(randomUUID())
  const told: TeamTaskEvent[] = [
    {
      kind: 'offered',
      at,
      offer: 1,
      teamId,
      team,
      to: [by],
      by: null,
      until: plusSeconds(at, 600),
    },
    { kind: 'accepted', at, offer: 1, by },
    { kind: 'arrived', at, by },
    ...(help ? [{ kind: 'help_pressed' as const, at, by, place: null }] : []),
    ...(over ? [{ kind: 'stood_down' as const, at, by, words: 'Not wanted' }] : []),
  ]
  const facts = told.reduce((all, event) => moved(all, event), await factsOf({ sql, run }, id))
  await run(sql`
    update team_tasks
    set state = ${over ? 'stood_down' : 'arrived'}, facts = ${sql.json(facts as never)}, taken_by = ${by.staffId}, team_id = ${teamId}, out_staff = array[${by.staffId}::uuid]
    where id = ${id}`)
}

/** It was offered to somebody, who has not answered, or said no, or went and is done. */
export async function wasAskedOf(
  db: Database,
  id: string,
  { staffId, name }: Pick<Actor, 'staffId' | 'name'>,
  upTo: 'offered' | 'declined' | 'done',
): Promise<void> {
  const { sql, run } = db
  const at = new Date().toISOString()
  const by = { staffId, name }
  const teamId = TeamId.parse(randomUUID())
  const outcome = { found: 'f', done: 'd', plan: null, nextReview: null, askOfLine: null, given: [] }
  const until = plusSeconds(at, 3_600)
  const offered = {
    kind: 'offered',
    at,
    offer: 1,
    teamId,
    team: 'A team',
    to: [by],
    by: null,
    until,
  } as const
  const then: Readonly<Record<typeof upTo, readonly TeamTaskEvent[]>> = {
    offered: [],
    declined: [{ kind: 'declined', at, offer: 1, by, reason: 'no_capacity', words: null }],
    done: [
      { kind: 'accepted', at, offer: 1, by },
      { kind: 'arrived', at: plusSeconds(at, 1), by },
      { kind: 'done', at: plusSeconds(at, 2), by, outcome },
    ],
  }
  const facts = [offered, ...then[upTo]].reduce((all, event) => moved(all, event), await factsOf(db, id))
  const isDone = upTo === 'done'
  await run(sql`
    update team_tasks
    set state = ${upTo === 'declined' ? 'with_line' : upTo}, facts = ${sql.json(facts as never)},
        taken_by = ${isDone ? staffId : null}, team_id = ${isDone ? teamId : null},
        asked = ${upTo === 'offered' ? [staffId] : []}::uuid[]
    where id = ${id}`)
}

async function factsOf({ sql, run }: Pick<Database, 'sql' | 'run'>, id: string): Promise<TeamTaskFacts> {
  const [row] = await run(sql<{ facts: TeamTaskFacts }[]>`select facts from team_tasks where id = ${id}`)
  if (!row) throw new Error('the task is not there')
  return row.facts
}

function moved(facts: TeamTaskFacts, event: TeamTaskEvent): TeamTaskFacts {
  const move = transition(facts, event)
  if (move.kind === 'ignored') throw new Error(move.because)
  return move.facts
}

/** One that is done, with all of these words: why, and what was found by whom of which team. */
export async function aPastVisit(
  db: Database,
  nurse: Pick<Actor, 'lineId' | 'staffId' | 'name'>,
  {
    patientId,
    why,
    found,
    goer,
    team,
    kind = 'symptom_visit',
  }: { patientId: string; why: string; found: string; goer: string; team: string; kind?: WorkKind },
): Promise<string> {
  const { sql, run } = db
  const id = await aTeamTask(db, nurse, { patientId, why, kind })
  const by = { staffId: nurse.staffId, name: goer }
  const at = new Date().toISOString()
  const outcome = { found, done: found, plan: null, nextReview: null, askOfLine: null, given: [] }
  const teamId = TeamId.parse(randomUUID())
  const told: TeamTaskEvent[] = [
    { kind: 'offered', at, offer: 1, teamId, team, to: [by], by: null, until: plusSeconds(at, 600) },
    { kind: 'accepted', at, offer: 1, by },
    { kind: 'no_access', at, by, words: found },
    { kind: 'arrived', at: plusSeconds(at, 1), by },
    { kind: 'done', at: plusSeconds(at, 2), by, outcome },
  ]
  const facts = told.reduce((all, event) => moved(all, event), await factsOf(db, id))
  await run(sql`update team_tasks set state = 'done', facts = ${sql.json(facts as never)} where id = ${id}`)
  return id
}
