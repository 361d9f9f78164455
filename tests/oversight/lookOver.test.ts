import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readHabits } from '#server/audit/walkStore.ts'
import { MOST_IN_AN_HOUR } from '#server/oversight/core/manyInAnHour.ts'
import { lookOver } from '#server/oversight/lookOver.ts'
import { administer } from '#server/staff/administer.ts'
import { keepLikeness } from '#server/staff/likenessStore.ts'
import type { PatientId } from '#shared/ids.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { type TestDatabase, testDatabase } from '#tests/support/testDatabase.ts'
import { aWatch, type Watch } from './aWatch.ts'

let database: TestDatabase
let watch: Watch
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  watch = await aWatch(database.db)
})

const kinds = async () => (await watch.reviews()).map(({ kind }) => kind)

/** Somebody whom nothing was written about for a while. */
async function quietly(family = 'Ellis', entries: Parameters<typeof aPatient>[2] = {}): Promise<PatientId> {
  const identity = { name: { given: 'Margaret', family }, birthDate: '1948-03-09' }
  const id = await aPatient(watch.db, watch.nurse, { identity, ...entries })
  return id
}

describe('what is told at once', () => {
  test('the record of somebody of the same surname, and not that of anybody else', async () => {
    const namesake = await watch.gp('Dr Ann Ellis')
    const other = await watch.gp('Dr Hana Sadiq')
    const person = await quietly()
    await watch.look(namesake, person)
    await watch.look(other, person)

    await watch.over('at_once')

    expect(await watch.reviews()).toEqual([
      { kind: 'same_surname', staffName: 'Dr Ann Ellis', patientId: person, looks: 1, people: null },
    ])
  })

  test('a nurse who was rung about her namesake is not asked why', async () => {
    const person = await quietly('Loud')
    const callId = await watch.call(person)
    await watch.look(watch.nurse, person, { kind: 'call', callId })

    await watch.over('at_once')

    expect(await kinds()).toEqual([])
  })

  test('but who rang herself from her own telephone is', async () => {
    const { db, nurse } = watch
    await db.run(db.sql`update staff set phone_number = '+447700900222' where id = ${nurse.staffId}`)
    const person = await quietly('Loud')
    const callId = await watch.call(person, { from: '+447700900222' })
    await watch.look(nurse, person, { kind: 'call', callId })

    await watch.over('at_once')

    expect(await kinds()).toEqual(['same_surname'])
  })

  test('one’s own record, by name and birth date, and not twice for the name', async () => {
    const own = await watch.gp('Margaret Ellis')
    await keepLikeness(watch.db, own.staffId, { birthDate: '1948-03-09' })
    const person = await quietly()
    await watch.look(own, person)

    await watch.over('at_once')

    expect(await kinds()).toEqual(['own_record'])
  })

  test('a namesake with another birth date is no own record', async () => {
    const other = await watch.gp('Margaret Ellis')
    await keepLikeness(watch.db, other.staffId, { birthDate: '1981-07-01' })
    await watch.look(other, await quietly())

    await watch.over('at_once')

    expect(await kinds()).toEqual(['same_surname'])
  })

  test('a neighbour, by street and postcode however they are written', async () => {
    const neighbour = await watch.gp('Hana Sadiq', 'administrator')
    const { db } = watch
    const [{ signInName } = { signInName: '' }] = await db.run(
      db.sql<{ signInName: string }[]>`select sign_in_name from staff where id = ${neighbour.staffId}`,
    )
    const done = await administer(
      { db: watch.db, clock: () => new Date().toISOString(), newId: randomUUID },
      { verb: 'likeness', 'sign-in': signInName, street: 'Mill Ln', postcode: 'BD16 4AB' },
    )
    const at = (line: string, postcode: string) => ({
      entries: [anEntry('addresses', { kind: 'main', lines: [line], postcode })],
    })
    const [near, far] = [
      await quietly('Ellis', at('12 Mill Ln.', 'BD16 4XX')),
      await quietly('Ellis', at('12 Mill Lane', 'LS1 4XX')),
    ]
    await watch.look(neighbour, near)
    await watch.look(neighbour, far)

    await watch.over('at_once')

    expect(done.kind).toBe('done')
    expect(await watch.reviews()).toMatchObject([{ kind: 'same_street', patientId: near }])
  })

  test('checks that were skipped in a call', async () => {
    const person = await quietly()
    const callId = await watch.call(person, { skippedBecause: 'She can only whisper' })
    await watch.look(watch.nurse, person, { kind: 'emergency', reason: 'She can only whisper', callId })

    await watch.over('at_once')

    expect(await kinds()).toEqual(['skipped_checks'])
  })

  test('very many people in an hour, once, however often the log is looked over meanwhile', async () => {
    const harvester = await watch.gp('Hana Sadiq')
    const many = MOST_IN_AN_HOUR.clinician + 5
    for (let i = 0; i < many; i += 1) {
      await watch.look(harvester, await quietly(`Person${i}`))
      if (i % 7 === 0) await watch.over('at_once')
    }
    await watch.over('at_once')

    expect(await watch.reviews()).toEqual([
      { kind: 'many_in_an_hour', staffName: 'Hana Sadiq', patientId: null, looks: many, people: many },
    ])
  })
})

describe('what is told when a day has passed', () => {
  /** As if everything that was written of them had been written a month ago. */
  async function longAgo(id: PatientId): Promise<PatientId> {
    const { db } = watch
    await db.run(db.sql`alter table record_entries disable trigger record_entries_is_only_added_to`)
    await db.run(db.sql`
      update record_entries set written_at = written_at - interval '30 days' where patient_id = ${id}`)
    return id
  }

  test('a look about which there was no call, no task and nothing written', async () => {
    const curious = await watch.gp('Hana Sadiq')
    const person = await longAgo(await quietly())
    await watch.look(curious, person)

    const early = [await watch.over('at_once'), await kinds()]
    await watch.over('day_later')

    expect([early, await kinds()]).toEqual([[expect.anything(), []], ['no_call_or_task']])
  })

  test('not one about whom somebody rang, or something was written, or who is named in the record', async () => {
    const gp = await watch.gp('Dr Hana Sadiq')
    const rung = await longAgo(await quietly('Rung'))
    await watch.call(rung)
    const written = await quietly('Written')
    const named = await longAgo(
      await quietly('Named', {
        entries: [anEntry('professionalContacts', { name: 'Dr Sadiq', role: 'GP' })],
      }),
    )
    for (const person of [rung, written, named]) await watch.look(gp, person)

    await watch.over('day_later')

    expect(await kinds()).toEqual([])
  })

  test('a page that was left open over midnight was opened on one day', async () => {
    const { db, nurse } = watch
    const person = await quietly()
    const [night, later] = [randomUUID(), randomUUID()]
    const times: [string, string][] = [
      ['2026-11-10T22:30:00Z', night],
      ['2026-11-11T00:40:00Z', night],
      ['2026-11-12T10:00:00Z', later],
      ['2026-11-13T09:00:00Z', later],
    ]
    await db.run(db.sql`
      insert into access_log (line_id, organisation, seq, place, at, previous_hash, hash, actor_id, actor_name, actor_role,
                              session_id, action, patient_id, what, why, outcome)
      select ${nurse.lineId}::uuid, 'Elsewhere', nth, 1, (look ->> 0)::timestamptz, '', '', ${nurse.staffId}::uuid, 'N', 'coordinator',
             (look ->> 1)::uuid, 'opened', ${person}::uuid, '{}', '{"kind":"caseload"}', 'allowed'
      from jsonb_array_elements(${db.sql.json(times)}::jsonb) with ordinality as given (look, nth)`)
    const before = (at: string) => ({
      at: `2026-11-${at}:00Z`,
      staffId: nurse.staffId,
      records: [person],
      organisation: nurse.organisation,
      deathKnownAt: null,
    })

    const habits = await readHabits(db, nurse.lineId, ['11T12:00', '12T12:00', '14T12:00'].map(before))

    expect(habits.map(({ earlierDays }) => earlierDays)).toEqual([1, 1, 3])
  })

  test('a record that was opened in a call about somebody else in the end', async () => {
    const [looked, meant] = [await longAgo(await quietly('Looked')), await longAgo(await quietly('Meant'))]
    const callId = await watch.call(meant)
    await watch.look(watch.nurse, looked, { kind: 'call', callId })
    await watch.look(watch.nurse, meant, { kind: 'call', callId })

    await watch.over('day_later')

    expect(await watch.reviews()).toMatchObject([{ kind: 'no_call_or_task', patientId: looked }])
  })

  test('a record opened long after the death, and not in the days after it by those who cared', async () => {
    const { db } = watch
    const gp = await watch.gp('Hana Sadiq')
    const [long, just] = [await longAgo(await quietly('Long')), await quietly('Just')]
    await db.run(
      db.sql`update patients set is_deceased = true, created_at = now() - interval '40 days' where id = ${long}`,
    )
    await watch.look(gp, just)
    await db.run(db.sql`update patients set is_deceased = true, created_at = now() where id = ${just}`)
    for (const person of [long, just]) await watch.look(gp, person)

    await watch.over('day_later')

    expect(await watch.reviews()).toMatchObject([{ kind: 'after_death', patientId: long }])
  })

  test('a death counts for the person, whichever of their linked records tells of it, and so does what was under way', async () => {
    const { db } = watch
    const gp = await watch.gp('Hana Sadiq')
    const linked = async (family: string) => {
      const [kept, other] = [await longAgo(await quietly(family)), await longAgo(await quietly(family))]
      await db.run(db.sql`
        update patients
        set kept_at = case when id = ${other} then ${kept}::uuid end, others = case when id = ${kept} then 1 else 0 end,
            is_deceased = id = ${other}, created_at = now() - interval '40 days'
        where id in (${kept}, ${other})`)
      return { kept, other }
    }
    const [unasked, rung] = [await linked('Long'), await linked('Rung')]
    await watch.call(rung.other)
    for (const { kept } of [unasked, rung]) await watch.look(gp, kept)

    await watch.over('day_later')

    expect(await watch.reviews()).toContainEqual(
      expect.objectContaining({ kind: 'after_death', patientId: unasked.kept }),
    )
    expect((await watch.reviews()).filter(({ patientId }) => patientId === rung.kept)).toEqual([])
  })
})

describe('once for each reason and episode', () => {
  test('what is found again while its review is open joins it', async () => {
    const namesake = await watch.gp('Dr Ann Ellis')
    const person = await quietly()
    for (let i = 0; i < 3; i += 1) {
      await watch.look(namesake, person)
      await watch.over('at_once')
    }

    expect(await watch.reviews()).toMatchObject([{ kind: 'same_surname', looks: 3 }])
  })

  test('a good reason is not asked for again for a time, a bad one at the next look', async () => {
    const namesake = await watch.gp('Dr Ann Ellis')
    const person = await quietly()
    const again = async () => {
      await watch.look(namesake, person)
      await watch.over('at_once')
      return (await kinds()).length
    }
    const first = await again()
    await watch.judge('justified')
    const quiet = await again()
    await watch.db.run(watch.db.sql`update access_reviews set verdict_at = verdict_at - interval '366 days'`)
    const yearLater = await again()
    await watch.judge('not_justified')

    expect([first, quiet, yearLater, await again()]).toEqual([1, 0, 1, 1])
  })

  test('several processes at the same rows raise one review, and none is left out', async () => {
    const { db } = watch
    const namesake = await watch.gp('Dr Ann Ellis')
    const people = await Promise.all(Array.from({ length: 12 }, () => quietly()))
    const clock = () => new Date().toISOString()
    const walkers = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 6; i += 1) await lookOver({ db, clock }, 'at_once')
    })
    await Promise.all([...people.map(person => watch.look(namesake, person)), ...walkers])
    await watch.over('at_once')

    expect((await watch.reviews()).map(({ patientId }) => patientId).sort()).toEqual([...people].sort())
  })

  test('a process that dies before its statement leaves all of it to the next', async () => {
    const { db } = watch
    const namesake = await watch.gp('Dr Ann Ellis')
    await watch.look(namesake, await quietly())
    await db.run(db.sql`alter table access_reviews add constraint broken check (not by_rule) not valid`)
    const died = await watch.over('at_once').catch(() => 'died')
    await db.run(db.sql`alter table access_reviews drop constraint broken`)

    await watch.over('at_once')

    expect([died, await kinds()]).toEqual(['died', ['same_surname']])
  })

  test('a chain longer than a page is looked over to its end', async () => {
    const { db, nurse } = watch
    const person = await quietly('Loud')
    await db.run(db.sql`
      insert into access_log (id, line_id, organisation, seq, place, at, previous_hash, hash, actor_id, actor_name,
                              actor_role, action, patient_id, why, outcome)
      overriding system value
      select 100000 + n, ${nurse.lineId}, 'Mill Lane Surgery', 1, n, now(), '', '', ${nurse.staffId}, 'x', 'clinician',
             case when n = 2499 then 'opened' else 'listed' end, ${person}, '{"kind": "caseload"}', 'allowed'
      from generate_series(1, 2500) as n`)
    await db.run(db.sql`
      insert into access_log_heads (line_id, organisation, seq, at, previous_hash, hash)
      values (${nurse.lineId}, 'Mill Lane Surgery', 1, now(), '', '')`)
    await watch.gp('Hana Sadiq')

    const { rows } = await watch.over('at_once')

    expect([rows >= 2500, await kinds()]).toEqual([true, ['same_surname']])
  })
})
