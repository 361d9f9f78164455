import { z } from 'zod'
import { appendAccess } from '#server/audit/auditStore.ts'
import { readReceipts } from '#server/messages/messageStore.ts'
import { isPlaceKept } from '#server/patients/linkStore.ts'
import { readBeforeGoing } from '#server/patients/readBeforeGoing.ts'
import { beforeGoingOf } from '#server/patients/whereaboutsStore.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { proveByAct } from '#server/teams/dutyStore.ts'
import { criteriaOf } from '#server/teams/teamStore.ts'
import type { TeamId, TeamTaskId } from '#shared/ids.ts'
import type { OutOnVisit } from '#shared/loneWork.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import type { MyTeamTask } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'
import { answerOffer, progressTeamTask } from './answerOffer.ts'
import { COVERED_WHY, coveredStep } from './core/coveredTask.ts'
import { lateInWords } from './core/lateWords.ts'
import { isAlarm } from './core/loneWork.ts'
import { offerTo } from './core/openOffers.ts'
import { outsOf } from './core/outsOf.ts'
import { inOrder, receiptInWords } from './core/receiptsInWords.ts'
import { stepInWords } from './core/stepsInWords.ts'
import { stateOf, takingOf } from './core/teamTask.ts'
import { twoOf } from './core/teamTaskRow.ts'
import { goes } from './core/twoGo.ts'
import { watchesOf } from './core/watches.ts'
import { type HandleDeps, handleTeamTask } from './handleTeamTask.ts'
import { type OpenedTeamTask, openTeamTask } from './openTeamTaskStore.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { readTeamTask, readTeamTasksOf, toBoard } from './teamTaskStore.ts'
import { whereTheVisitIs, whereTheyAre } from './whereTheyAre.ts'

export function teamTaskRoutes(people: PeopleRouter, deps: HandleDeps): void {
  const logged = (actor: Actor, taskId: TeamTaskId, requestId: string) =>
    appendAccess(deps.db.sql, { actor, action: 'opened', why: { kind: 'task', taskId }, requestId })

  const isKept = isPlaceKept(deps.db.sql, deps.db.sql`p`)
  serve(people, routes.teamTask, 'team_task:read', async ({ actor, params, requestId }) => {
    const { teamTaskId } = params
    const asRead = await readTeamTask(deps.db, actor.lineId, teamTaskId)
    if (!asRead) throw noSuchTask()
    const isAlarmed = watchesOf(asRead.facts).some(({ out }) => isAlarm(out))
    const opened = await openTeamTask(
      deps.db,
      actor.lineId,
      teamTaskId,
      { accessLogged: logged(actor, teamTaskId, requestId), isKept },
      isAlarmed ? whereTheVisitIs(deps.db.sql, actor) : undefined,
    )
    const lookAlso = (id: TeamTaskId) => {
      const accessLogged = logged(actor, id, requestId)
      const where = whereTheVisitIs(deps.db.sql, actor)
      return openTeamTask(deps.db, actor.lineId, id, { accessLogged, isKept }, where)
    }
    if (!opened) throw noSuchTask()
    const { facts } = opened.task
    const isCovered = opened.isPlaceKept && facts.raised.by.staffId !== actor.staffId
    const happened = [...opened.events.map(stepInWords), ...opened.late.map(lateInWords)]
    const receipts = await readReceipts(deps.db, actor.lineId, teamTaskId)
    return {
      teamTask: toBoard(opened.task),
      why: isCovered ? COVERED_WHY : facts.why,
      skills: [...facts.skills],
      steps: inOrder([
        ...(opened.isPlaceKept ? happened.map(coveredStep) : happened),
        ...receipts.map(receiptInWords),
      ]),
      outcome: facts.ended?.how === 'done' && !opened.isPlaceKept ? facts.ended.outcome : null,
      whereTheyAre: await whereTheyAre(deps, opened, deps.clock(), lookAlso),
    }
  })

  serve(people, routes.handleTeamTask, 'team_task:handle', ({ actor, params, body }) =>
    handleTeamTask(deps, actor, params.teamTaskId, body),
  )

  serve(people, routes.myTeamTasks, 'team_task:answer', async ({ actor }) => {
    const tasks = await readTeamTasksOf(deps.db, actor.lineId, actor.staffId)
    const people = Map.groupBy(tasks, ({ patientId }) => patientId)
    const together = [...people.values()].filter(of => of.length > 1).map(of => of.map(({ id }) => id))
    return { at: deps.clock(), tasks: tasks.map(task => rowFor(actor, task)), together }
  })

  serve(people, routes.myTeamTask, 'team_task:answer', async ({ actor, params, requestId }) => {
    const { teamTaskId } = params
    const asked = await readTeamTask(deps.db, actor.lineId, teamTaskId)
    if (!asked || !isFor(actor, asked)) throw noSuchTask()
    const { sql } = deps.db
    const going = {
      what: 'beforeGoing',
      value: besideOffer(sql, actor, theirTeam(actor, asked.facts)?.teamId ?? null),
    }
    const look = logged(actor, teamTaskId, requestId)
    const opened = await openTeamTask(
      deps.db,
      actor.lineId,
      teamTaskId,
      { accessLogged: look, isKept },
      going,
    )
    // Between the two it may have become somebody else's: then it is not shown.
    if (!opened || !isFor(actor, opened.task)) throw noSuchTask()
    return mine(actor, opened, deps.clock())
  })

  /** What they press shows that they can be reached; that their page shows them something does not. */
  const prove = ({ lineId, staffId }: Actor) =>
    deps.db.run(proveByAct(deps.db.sql, { lineId, staffId, how: 'app', at: deps.clock() }))
  serve(people, routes.answerTeamTask, 'team_task:answer', async ({ actor, params, body }) => {
    const key = `team_task/${params.teamTaskId}/said/${body.commandId}`
    const said = await answerOffer(deps, actor, params.teamTaskId, body, key)
    if (body.answer !== 'seen') await prove(actor)
    return said
  })

  serve(people, routes.progressTeamTask, 'team_task:answer', async ({ actor, params, body, requestId }) => {
    const said = await progressTeamTask(deps, actor, params.teamTaskId, body, requestId)
    await prove(actor)
    return said
  })
}

function noSuchTask(): Problem {
  return new Problem('not_found', 'There is no such task, or it is not with you any more.')
}

/** The time that they went and are still out for it, first or second, whatever became of it since. */
function outFor(staffId: Actor['staffId'], facts: StoredTeamTask['facts']): OutOnVisit | null {
  return outsOf(watchesOf(facts).filter(({ by }) => by.staffId === staffId)).at(-1) ?? null
}

/** It was offered to them and waits for an answer, they have it and have not ended it, or they are out for it. */
function isFor({ staffId }: Actor, { facts }: StoredTeamTask): boolean {
  if (outFor(staffId, facts)) return true
  if (facts.ended) return false
  return goes(facts, staffId) || offerTo(facts, staffId) !== null
}

function rowFor({ staffId }: Actor, { id, version, facts }: StoredTeamTask) {
  const offer = offerTo(facts, staffId)
  return {
    teamTaskId: id,
    version,
    kind: facts.kind,
    urgency: facts.urgency,
    state: stateOf(facts),
    dueAt: facts.dueAt,
    offer: offer && { number: offer.number, until: offer.until },
    isMine: !facts.ended && goes(facts, staffId),
    two: facts.two && twoOf(facts.two, takingOf(facts)?.second ?? null),
    goesSecond: takingOf(facts)?.second?.by.staffId === staffId,
    out: outFor(staffId, facts),
  }
}

/** Of whose team they are in this: of that which is asked, or of that for which they said yes. */
function theirTeam(
  { staffId }: Actor,
  facts: StoredTeamTask['facts'],
): { teamId: TeamId; team: string } | null {
  const taking = takingOf(facts)
  if (!goes(facts, staffId)) return offerTo(facts, staffId) ?? taking
  const { second } = taking ?? {}
  return second?.by.staffId === staffId ? (facts.offers[second.offer - 1] ?? null) : taking
}

function besideOffer(sql: Sql, actor: Actor, teamId: TeamId | null): Fragment {
  return sql`json_build_object(
    'criteria', ${criteriaOf(sql, actor.lineId, teamId)},
    'going', ${beforeGoingOf(sql, actor.lineId, sql`opened.patient_id`, actor)}
  )`
}

const BesideOffer = z.object({ criteria: z.array(z.string()), going: z.unknown() })

function mine(actor: Actor, { task, beside, isPlaceKept }: OpenedTeamTask, at: Instant): MyTeamTask {
  const { facts, patientId } = task
  const row = rowFor(actor, task)
  const taking = takingOf(facts)
  const { criteria, going } = BesideOffer.parse(beside)
  return {
    ...row,
    at,
    why: isPlaceKept && !row.isMine ? COVERED_WHY : facts.why,
    skills: [...facts.skills],
    raisedAt: facts.raised.at,
    askedBy: facts.raised.by.name,
    team: theirTeam(actor, facts)?.team ?? '',
    criteria,
    // Of what is over, or with somebody else, they are told no more than that they are still out.
    ...(row.isMine || row.offer ? readBeforeGoing(going, at) : { district: null, beware: [] }),
    patientId: row.isMine ? patientId : null,
    acceptedAt: row.isMine ? ((row.goesSecond ? taking?.second : taking)?.at ?? null) : null,
    expectedAt: taking?.setOut?.expectedAt ?? null,
    setOutAt: taking?.setOut?.at ?? null,
    arrivedAt: taking?.arrivedAt ?? null,
  }
}
