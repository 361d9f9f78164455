import { begin } from '#server/dispatch/core/teamTaskFacts.ts'
import { lineIdOf } from '#server/world/lines.ts'
import { LineId, StaffId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { plusSeconds } from '#shared/time.ts'
import { launchBrowser } from '#tests/support/chromium.ts'
import { figure } from '../figures.ts'
import { latencies } from '../latencies.ts'
import type { Row } from '../row.ts'
import type { Setting } from '../setting.ts'
import { askAs } from './ask.ts'
import { median, type Opening, opened, seconds } from './usable.ts'

const OPEN = 1_000
const BAR_MS = 2_000

/** A line with a thousand open tasks of teams: its board as it is asked for, and as a browser shows it. */
export const teamBoardRow: Row = {
  name: 'tasks',
  measure: async setting => {
    const [line] = setting.lines
    const [nurse] = line?.nurses ?? []
    if (!line || !nurse) throw new Error('there is no line')
    await openTasks(setting, line.lineId)
    const answered = latencies()
    let characters = 0
    const since = performance.now()
    for (let n = 0; n < (setting.options.quick ? 20 : 100); n++) {
      const sentAt = performance.now()
      characters = (await askAs(setting, nurse, routes.board)).length
      answered.add(performance.now() - sentAt)
    }
    const ours = answered.summary(performance.now() - since)

    await openTasks(setting, LineId.parse(lineIdOf('wharnley')))
    const browser = await launchBrowser()
    const openings: Opening[] = []
    try {
      for (let n = 0; n < (setting.options.quick ? 3 : 10); n++)
        openings.push(await opened(browser, setting.server.origin))
    } finally {
      await browser.close()
    }
    const worst = Math.max(...openings.map(({ boardMs }) => boardMs))
    return [
      figure(
        `tasks: ${OPEN} open tasks, asked for`,
        { ours },
        { p95: 250 },
        `${(characters / 1_000).toFixed(0)} kB, uncompressed as all that is about people`,
      ),
      {
        row: `tasks: ${OPEN} open tasks, in a browser with a cold cache`,
        value: seconds(worst),
        bar: `≤ ${BAR_MS / 1_000} s`,
        met: worst <= BAR_MS,
        note: `the slowest of ${openings.length}; half of them within ${seconds(median(openings.map(({ boardMs }) => boardMs)))}`,
      },
    ]
  },
}

/** So many things asked of teams about the people of a line, at all urgencies, none of which anybody has taken. */
async function openTasks({ db }: Setting, lineId: LineId): Promise<void> {
  const [asker] = await db.run(
    db.sql<{ id: string; name: string }[]>`
      select id, name from staff where line_id = ${lineId} and role = 'coordinator' order by id limit 1`,
  )
  if (!asker) throw new Error('there is no nurse')
  const at = new Date().toISOString()
  const tasks = Array.from({ length: OPEN }, (_, n) => {
    const urgency = (['U1', 'U2', 'U3', 'U4'] as const)[n % 4] ?? 'U2'
    const dueAt = plusSeconds(at, 3_600 + n)
    const facts = begin({
      kind: 'raised',
      at,
      by: { staffId: StaffId.parse(asker.id), name: asker.name },
      work: {
        kind: 'symptom_visit',
        urgency,
        skills: [],
        why: 'He cannot settle',
        dueAt,
        first: null,
        code: null,
      },
    })
    return { n, urgency, facts, due_at: dueAt }
  })
  await db.run(db.sql`
    with people as (
      select id, row_number() over () - 1 as place, count(*) over () as number
      from (select id from patients where line_id = ${lineId} limit ${OPEN}) as picked
    )
    insert into team_tasks (id, line_id, kind, urgency, state, patient_id, again_because, facts, raised_at, due_at)
    select gen_random_uuid(), ${lineId}, 'symptom_visit', given.urgency, 'with_line', people.id, 'one of a thousand',
           given.facts, ${at}, given.due_at
    from jsonb_to_recordset(${db.sql.json(tasks as never)}::jsonb) as given (n int, urgency text, facts jsonb, due_at timestamptz)
    join people on people.place = given.n % people.number`)
}
