import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import type { ListPurpose } from '#shared/lists.ts'
import { PASSWORD_MINUTES } from '#shared/proof.ts'
import { EVERYBODY, limit, type SharedHouse, share, sharedHouse } from '#tests/access/sharedHouse.ts'
import { anEntry, aPatient } from '#tests/patients/aPatient.ts'
import { onCaseload } from '#tests/support/colleagues.ts'
import { PASSWORD } from '#tests/support/smallHouse.ts'
import { because, taking } from './taking.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})
afterAll(() => house.small.close())

const optOut = (hasOptedOut: boolean) => anEntry('nationalDataOptOut', { hasOptedOut, asOf: '2026-10-01' })

/** Somebody of this name on this caseload, who lives at 1 Loud Lane. */
async function person(who: string, family: string, ...entries: EntryToWrite[]) {
  const { db } = house.small.database
  const own = [
    EVERYBODY,
    anEntry('addresses', { kind: 'main', lines: ['1 Loud Lane', 'Loudham'], postcode: 'WZ3 7QP' }),
    anEntry('phones', { number: '+447700900321', use: 'mobile' }),
    anEntry('primaryDiagnosis', { text: 'Heart failure' }),
  ]
  const id = await aPatient(db, house.hub, {
    identity: { name: { given: 'Ada', family }, birthDate: '1941-05-06' },
    entries: [...own.filter(one => !entries.some(other => other.section === one.section)), ...entries],
  })
  await onCaseload(db, house.as(who).actor, id)
  return id
}

async function linkedTo(kept: string, other: string) {
  const { db } = house.small.database
  await db.run(db.sql`update patients set kept_at = ${kept} where id = ${other}`)
  await db.run(db.sql`update patients set others = 1 where id = ${kept}`)
}

const list = (who: string, purpose: ListPurpose = 'direct_care') => taking(house).list(who, purpose)
const saidTo = async (id: string) => {
  const { body } = await house.as('officer').at.get(`/api/people/${id}/access-log`)
  return (body.lines as { who: string; did: string }[]).map(({ who, did }) => `${who} ${did}`)
}

test('a list for care has everybody who shares with the organisation, and each can read that they were in it', async () => {
  const id = await person('hospice', 'Careful')
  const refused = await person('hospice', 'Refuser', share({ scope: 'everyone_caring', value: 'declined' }))

  const { rows, file, asked } = await list('hospice')

  expect(rows.find(row => row['Family name'] === 'Careful')).toMatchObject({
    'First name': 'Ada',
    'Birth date': '1941-05-06',
    Address: '1 Loud Lane; Loudham',
    Postcode: 'WZ3 7QP',
    Telephone: '07700 900 321',
    'Main diagnosis': 'Heart failure',
    'Agreement to share': 'Agreed by the person',
    'As of': expect.stringMatching(/\d\d-\w{3}-\d{4} \d\d:\d\d/),
  })
  expect(rows.some(row => row['Family name'] === 'Refuser')).toBe(false)
  expect(asked.included).toBe(rows.length)
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(file.headers.get('cache-control')).toBe('no-store')
  expect(file.headers.get('content-disposition')).toBe('attachment; filename=caseload.csv')
  expect((await saidTo(id))[0]).toBe(
    'hospice, doctor or nurse, St Brannoc Hospice took a copy of part of your record, in a list of people, for your care',
  )
  expect((await saidTo(refused)).join()).not.toContain('in a list')
})

test('whoever opted out is in no list for planning or research, and in every list for care, also after death', async () => {
  const out = await person('mill', 'Optout', optOut(true))
  const dead = await person(
    'mill',
    'Deadout',
    optOut(true),
    anEntry('death', { stage: 'verified', at: '2026-10-09T10:00:00.000Z', place: 'home' }),
  )
  const inside = await person('mill', 'Inside', optOut(false))
  const unsaid = await person('mill', 'Unsaid')

  const care = await list('mill')
  const [planning, research] = [await list('mill', 'planning'), await list('mill', 'research')]

  expect(care.rows.map(row => row['Family name'])).toEqual(['Deadout', 'Inside', 'Optout', 'Unsaid'])
  expect([planning.rows.length, research.rows.length]).toEqual([2, 2])
  expect(planning.asked.leftOut).toEqual(['one to seven people who opted out (National Data Opt-out)'])
  for (const id of [inside, unsaid])
    expect((await saidTo(id))[0]).toContain('in a list of people, for research; officer had allowed it')
  for (const id of [out, dead]) expect((await saidTo(id)).join()).not.toContain('for research')
})

test('whoever opted out in another record of theirs has opted out', async () => {
  const { db } = house.small.database
  const before = (await list('hospice', 'research')).rows.length
  const kept = await person('hospice', 'Twice')
  const other = await aPatient(db, house.hub, { entries: [EVERYBODY, optOut(true)] })
  await linkedTo(kept, other)

  expect((await list('hospice', 'research')).rows.length).toBe(before)
})

test('two linked records of one person are one row: what the kept one says first, and a death by whichever', async () => {
  const { db } = house.small.database
  const death = anEntry('death', { stage: 'verified', at: '2026-10-09T10:00:00.000Z', place: 'home' })
  const diagnosis = anEntry('primaryDiagnosis', { text: 'Heart failure, as the kept one has it' })
  const practice = anEntry('gpPractice', { name: 'Fell Surgery' })
  const before = [await list('hospice'), await list('hospice', 'planning')]
  const kept = await person('hospice', 'Onerow', diagnosis)
  const other = await person('hospice', 'Secondrow', practice, death, optOut(false))
  const alone = await person('hospice', 'Alonerow')
  const elsewhere = await aPatient(db, house.hub, { entries: [EVERYBODY, death] })
  await linkedTo(kept, other)
  await linkedTo(elsewhere, alone)

  const lists = [await list('hospice'), await list('hospice', 'planning')]

  const rows = lists[0]?.rows ?? []
  expect(lists.map(({ asked }, i) => asked.included - (before[i]?.asked.included ?? 0))).toEqual([2, 2])
  expect(lists.map(({ asked }) => asked.included)).toEqual(lists.map(one => one.rows.length))
  expect(rows.some(row => row['Family name'] === 'Secondrow')).toBe(false)
  expect(rows.find(row => row['Family name'] === 'Onerow')).toMatchObject({
    'Main diagnosis': 'Heart failure, as the kept one has it',
    'GP practice': 'Fell Surgery',
    'Has died': 'Yes',
  })
  expect(rows.find(row => row['Family name'] === 'Alonerow')?.['Has died']).toBe('Yes')
  for (const id of [kept, other, alone]) expect((await saidTo(id)).join()).toContain('in a list of people')
})

test('of two linked records the one that does not share is in no list, and does not keep the other from it', async () => {
  const kept = await person('hospice', 'Silentrow', share({ scope: 'gp', value: 'given_by_person' }))
  const other = await person('hospice', 'Sharedrow')
  await linkedTo(kept, other)

  const { rows, asked } = await list('hospice')

  expect(rows.filter(row => /Silentrow|Sharedrow/.test(row['Family name'] ?? ''))).toHaveLength(1)
  expect(rows.some(row => row['Family name'] === 'Sharedrow')).toBe(true)
  expect(asked.included).toBe(rows.length)
})

test('a list that is not for care has no name, no address, no telephone and no words of anybody’s own', async () => {
  await person('hospice', 'Nameless')

  const { text, rows } = await list('hospice', 'research')

  expect(Object.keys(rows[0] ?? {})).toEqual([
    'NHS number',
    'Year of birth',
    'Gender',
    'Postcode district',
    'GP practice code',
    'Register status',
    'Preferred place of care',
    'Preferred place of death',
    'Has died',
    'As of',
  ])
  for (const word of ['Nameless', 'Loud Lane', '7QP', '900 321', 'Heart failure', '05-06'])
    expect(text).not.toContain(word)
})

test('where somebody with a protected location lives is in no list', async () => {
  await person('hospice', 'Protected', anEntry('locationProtection', { isProtected: true }))

  const { rows, text } = await list('hospice')
  const row = rows.find(one => one['Family name'] === 'Protected')

  expect(row).toMatchObject({ Address: '(kept back)', Postcode: '(kept back)', Telephone: '(kept back)' })
  expect(text.split('\n').find(line => line.includes('Protected'))).not.toContain('Loud')
})

test('nor where they live as another record of theirs has it', async () => {
  const { db } = house.small.database
  const other = await person('hospice', 'Twinned')
  const kept = await aPatient(db, house.hub, {
    entries: [EVERYBODY, anEntry('locationProtection', { isProtected: true })],
  })
  await linkedTo(kept, other)

  const { rows, text } = await list('hospice')

  expect(rows.find(one => one['Family name'] === 'Twinned')).toMatchObject({
    Address: '(kept back)',
    Postcode: '(kept back)',
    Telephone: '(kept back)',
  })
  expect(text.split('\n').find(line => line.includes('Twinned'))).not.toContain('Loud')
})

test('what a person keeps from an organisation is kept from its lists, and who wants to be asked is in none', async () => {
  const against = { kind: 'organisation', name: 'St Brannoc Hospice' } as const
  await person('hospice', 'Hider', limit({ against, rule: 'hide_sections', sections: ['primaryDiagnosis'] }))
  await person('hospice', 'Askfirst', limit({ against, rule: 'ask_each_time' }))

  const { rows } = await list('hospice')

  expect(rows.find(row => row['Family name'] === 'Hider')).toMatchObject({ 'Main diagnosis': '(kept back)' })
  expect(rows.some(row => row['Family name'] === 'Askfirst')).toBe(false)
})

test('of somebody off the register a list of the hub has what a call has of them: who they are, and no diagnosis', async () => {
  await person('lead', 'Offerly', anEntry('registerStatus', { status: 'withdrawn', since: '2026-11-01' }))
  await person('lead', 'Onnerly')

  const { rows } = await list('lead')

  expect(['Offerly', 'Onnerly'].map(name => rows.find(row => row['Family name'] === name))).toMatchObject([
    { Telephone: '07700 900 321', 'Main diagnosis': '(kept back)' },
    { 'Main diagnosis': 'Heart failure' },
  ])
})

test('a role takes away what it is shown', async () => {
  await person('clerk', 'Clerkly')

  const { rows } = await list('clerk')

  expect(rows[0]).toHaveProperty('Address')
  expect(Object.keys(rows[0] ?? {})).not.toContain('Main diagnosis')
  expect(Object.keys(rows[0] ?? {})).not.toContain('Preferred place of death')
})

test('no cell can be run as a formula', async () => {
  await person('hospice', '=cmd|calc')
  await person('hospice', '@sum')

  const { text, asked } = await list('hospice')
  const raw = await fetch(`${house.small.url}/api/caseload/exports/${asked.exportId}/file`, {
    headers: { cookie: house.as('hospice').at.cookie },
  })
  const bytes = new Uint8Array(await raw.arrayBuffer())

  expect(text).toContain("'=cmd|calc")
  expect(text).toContain("'@sum")
  // Without the mark Excel reads UTF-8 as Windows-1252.
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
})

test('the file of a list is for whoever asked for it, for a quarter of an hour', async () => {
  const { asked } = await list('hospice')
  const { db } = house.small.database
  const path = `/api/caseload/exports/${asked.exportId}/file`

  const others = [await house.as('mill').at.get(path), await house.as('clerk').at.get(path)]
  await db.run(
    db.sql`update list_exports set made_at = now() - interval '16 minutes' where id = ${asked.exportId}`,
  )
  const late = await house.as('hospice').at.get(path)

  expect([...others, late].map(({ status }) => status)).toEqual([404, 404, 404])
})

test('T-07: no file leaves a screen where the password was typed a while ago, before it is typed again', async () => {
  const { asked } = await list('hospice')
  const { at, actor } = house.as('hospice')
  const { db } = house.small.database
  const fetched = async () => (await at.get(`/api/caseload/exports/${asked.exportId}/file`)).status
  await db.run(db.sql`update list_exports set fetched_at = null where id = ${asked.exportId}`)
  await db.run(db.sql`
    update sessions set password_typed_at = now() - make_interval(mins => ${PASSWORD_MINUTES})
    where staff_id = ${actor.staffId}`)
  const looks = async () =>
    (await db.run(db.sql`select from access_log where actor_id = ${actor.staffId} and action = 'exported'`))
      .length
  const before = await looks()

  const refused = await at.get(`/api/caseload/exports/${asked.exportId}/file`)
  const [left] = await db.run(db.sql`select fetched_at from list_exports where id = ${asked.exportId}`)
  const looked = await looks()
  await at.post('/api/me/prove', { password: PASSWORD })

  expect([refused.status, refused.body]).toMatchObject([403, { code: 'password_again' }])
  // What was not handed out is not taken, and nobody was in it.
  expect([left?.fetchedAt, looked]).toEqual([null, before])
  expect(await fetched()).toBe(200)
})

test.each(['hub.nurse', 'crew', 'officer'])('%s takes no list away', async who => {
  const { status } = await house
    .as(who)
    .at.post('/api/caseload/exports', { commandId: randomUUID(), purpose: 'direct_care', because })

  expect(status).toBe(403)
})

test('a list for care of very many waits too; it is made page by page, and everybody is in it once', async () => {
  const { db } = house.small.database
  const { actor } = house.as('crew')
  const [{ organisationId } = { organisationId: '' }] = await db.run(db.sql<{ organisationId: string }[]>`
    with made as (
      insert into organisations (id, line_id, name, kind) values (gen_random_uuid(), ${actor.lineId}, 'Vast Practice', 'gp') returning id
    ),
    them as (
      update staff set organisation_id = (select id from made), role = 'clinician' where id = ${actor.staffId}
    ),
    people as (
      insert into patients (id, line_id, name, family_name)
      select gen_random_uuid(), ${actor.lineId}, 'Ada Many ' || n, 'Many ' || (n % 7) from generate_series(1, 1203) as n
      returning id, line_id
    ),
    agreed as (
      insert into patient_agreements (line_id, patient_id, item_id, scope, agrees)
      select line_id, id, gen_random_uuid(), 'gp', true from people
    )
    insert into relationships (id, line_id, patient_id, organisation_id, kind)
    select gen_random_uuid(), line_id, people.id, made.id, 'caseload' from people, made
    returning organisation_id`)
  const { ask, fetchFile } = taking(house)
  await db.run(db.sql`analyze`) // as PostgreSQL does by itself within a minute of so many new rows

  await house.as('crew').at.post('/api/sign-in', { signInName: 'crew', password: PASSWORD }) // her session ended with what she was
  // As if it had been asked for when a dozen were on it.
  const few = await ask('crew', 'direct_care')
  await db.run(db.sql`
    update list_exports set needs_yes = false, due_at = null, lapses_at = null, included = 12 where id = ${few.exportId}`)
  const grown = await fetchFile('crew', few.exportId)
  const { rows, asked } = await list('crew')
  const [{ count } = { count: 0 }] = await db.run(db.sql<{ count: number }[]>`
    select count(distinct patient_id) as count from access_log where action = 'exported' and organisation = 'Vast Practice'`)

  expect(organisationId).not.toBe('')
  expect([few.state, grown.status]).toEqual(['asked', 409])
  expect([rows.length, asked.included, count]).toEqual([1203, 1203, 1203])
})
