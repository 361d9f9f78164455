import { z } from 'zod'
import { newTaskCode } from '#server/messages/core/taskCode.ts'
import { readSentAs, type SentAs } from '#server/messages/messageStore.ts'
import { sendMessages } from '#server/messages/sendMessage.ts'
import type { Database } from '#server/platform/database.ts'
import { makePromises, type TakenPromise } from '#server/platform/promises.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { readShiftLeads } from '#server/staff/shiftLeadStore.ts'
import { readLines } from '#server/staff/staffStore.ts'
import { type Duty, dutiesIn } from '#server/teams/core/rota.ts'
import { covers } from '#server/teams/core/spans.ts'
import { dutiesToTest } from '#server/teams/core/toTest.ts'
import { isProvenFor, membersNow } from '#server/teams/core/whoIsAvailable.ts'
import { askTest, giveUpTests } from '#server/teams/dutyStore.ts'
import { readRota, type TeamRow } from '#server/teams/rotaStore.ts'
import { type LineId, MessageId, type StaffId } from '#shared/ids.ts'
import { type Instant, LocalDate, plusSeconds } from '#shared/time.ts'
import type { TeamTaskDeps } from './changeTeamTask.ts'
import { readOpenCodes } from './teamTaskStore.ts'
import { LOOK_AGAIN_SECONDS, type Message, nextByWays, type Reached } from './telling.ts'

export const TEST_DUTY = 'duty.test'

/** Only the urgency's wait for an answer is used: nobody is in distress, and a nurse may be driving to her duty. */
const AS_SOON_AS = 'U3'
const DAY_SECONDS = 86_400
const Body = z.object({ shiftId: z.uuid(), day: LocalDate })

/**
 * Promises a test for every duty that begins about now, each under its own key, so that however often and by whomever it is done there is
 * one. Done again and again: a duty that is planned shortly before it begins is tested too.
 */
export async function planDutyTests({
  db,
  clock,
  wakeTicker,
}: Pick<TeamTaskDeps, 'db' | 'clock' | 'wakeTicker'>): Promise<void> {
  const at = clock()
  for (const { id: lineId } of await readLines(db)) {
    const { teams } = await readRota(db, lineId, { from: at, until: plusSeconds(at, DAY_SECONDS) })
    const promises = teams.flatMap(team =>
      dutiesToTest(team, at).map(({ shiftId, day, from }) => ({
        key: `duty/${shiftId}/${day}/test`,
        kind: TEST_DUTY,
        subjectId: shiftId,
        body: { shiftId, day },
        dueAt: from,
      })),
    )
    if (promises.length > 0)
      await db.run(db.sql`with ${makePromises(db.sql, lineId, promises, db.sql`true`)} select 1`)
  }
  wakeTicker()
}

/**
 * At the start of a duty whoever holds it by then is asked whether they can be reached: by text, then by a ring. Who has proven it already,
 * is on leave, or is reached in the app alone is not asked. Nobody answers: the test is given up, which every page of the team says, and
 * somebody else of the team is told. Looked at again until then.
 */
export async function keepDutyTest(deps: TeamTaskDeps, promise: TakenPromise): Promise<Keeping> {
  const { lineId } = promise
  const now = deps.clock()
  const found = await findDuty(deps.db, lineId, Body.parse(promise.body), now)
  const member = found?.team.members.find(one => one.staffId === found.duty.heldBy)
  if (!found || !member || isProvenFor(member.lastProvenAt, found.duty.from, now)) return 'needless'
  const { duty } = found
  const keyOf = (kind: string) => `duty/${duty.shiftId}/${duty.day}/${duty.heldBy}/${kind}`
  const tried = await readSentAs(deps.db, [keyOf('text'), keyOf('ring_with_key')])
  const step = nextByWays(AS_SOON_AS, member, tried, now)
  if (step.kind === 'wait') return { againAt: step.until }
  if (step.kind === 'answered' && step.isAccepted) return 'kept'
  if (step.kind === 'next_person' || step.kind === 'answered')
    return tried.length === 0 ? 'needless' : giveUp(deps, lineId, found, tried)
  const { sql } = deps.db
  const messageId = MessageId.parse(deps.newId())
  const ask: Message = {
    messageId,
    key: keyOf(step.kind),
    kind: step.kind,
    to: { staffId: member.staffId },
    number: step.phone,
    ...(step.kind === 'text'
      ? {
          template: 'duty_test' as const,
          params: { code: newTaskCode(await readOpenCodes(deps.db, lineId), Math.random) },
        }
      : { template: 'ring_duty_test' as const, params: {} }),
    at: now,
  }
  const how = step.kind === 'text' ? 'sms' : 'call'
  const test = { testId: messageId, lineId, staffId: member.staffId, how, at: now } as const
  await deps.db.run(sql`
    with ${sendMessages(sql, lineId, [ask], sql`true`)},
         ${askTest(sql, test, sql`exists (select from messages_made)`)}
    select 1`)
  deps.wakeTicker()
  return { againAt: plusSeconds(now, LOOK_AGAIN_SECONDS) }
}

type Found = { team: TeamRow; duty: Duty }

/** The duty as it stands by now: swapped, ended or taken off the rota before it began it is another's, or none. */
async function findDuty(
  db: Database,
  lineId: LineId,
  { shiftId, day }: z.infer<typeof Body>,
  now: Instant,
): Promise<Found | null> {
  const { teams } = await readRota(db, lineId, { from: now, until: plusSeconds(now, 1) })
  for (const team of teams) {
    const duties = dutiesIn(team, { from: plusSeconds(now, -DAY_SECONDS), until: plusSeconds(now, 1) })
    const duty = duties.find(one => one.shiftId === shiftId && one.day === day)
    const isAway = team.leave.some(leave => leave.staffId === duty?.heldBy && covers(leave, now))
    if (duty && covers(duty, now) && !isAway) return { team, duty }
  }
  return null
}

/** Nothing came back. Who else of the team is on duty is told, managers first; nobody of them, whoever leads the shift. */
async function giveUp(
  deps: TeamTaskDeps,
  lineId: LineId,
  { team, duty }: Found,
  tried: readonly SentAs[],
): Promise<Keeping> {
  const at = deps.clock()
  const { members } = membersNow(team, { at })
  const others = members
    .filter(({ staffId }) => staffId !== duty.heldBy)
    .toSorted((a, b) => Number(b.position === 'manager') - Number(a.position === 'manager'))
  const leads = (await readShiftLeads(deps.db, lineId)).map(one => ({ ...one, rungs: ['sms' as const] }))
  const told = [...others, ...leads].find(one => nextByWays(AS_SOON_AS, one, [], at).kind === 'text')
  const { sql } = deps.db
  const wanted = told?.phone ? [saying(deps, told, told.phone, duty)] : []
  await deps.db.run(sql`
    with ${giveUpTests(
      sql,
      tried.map(({ messageId }) => messageId),
      at,
    )},
    ${sendMessages(sql, lineId, wanted, sql`exists (select from test_given_up)`)}
    select 1`)
  deps.wakeTicker()
  return 'kept'
}

function saying(
  deps: TeamTaskDeps,
  { staffId }: Reached,
  number: Message['number'],
  { shiftId, day, heldBy }: Duty & { heldBy: StaffId },
): Message {
  return {
    messageId: MessageId.parse(deps.newId()),
    key: `duty/${shiftId}/${day}/${heldBy}/unanswered`,
    kind: 'text',
    to: { staffId },
    number,
    template: 'duty_unanswered',
    params: {},
    at: deps.clock(),
  }
}
