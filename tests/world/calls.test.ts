import { expect, test } from 'vitest'
import { StoredCall } from '#server/calls/storedCall.ts'
import { worldGuide } from '#server/world/guide.ts'
import { LINE_KEYS, LINES } from '#server/world/lines.ts'
import { PRACTICE_PASSWORD, SUGGESTED_SIGN_INS } from '#server/world/signIns.ts'
import { worldAt } from '#server/world/world.ts'
import { CloseCall } from '#shared/outcomes.ts'
import { CLOCKS, calls, NOW, people } from './aWorld.ts'

const clinical = calls.flatMap(({ spec }) => (spec.kind === 'clinical' ? [spec] : []))
const share = (isSo: (call: (typeof clinical)[number]) => boolean) =>
  (100 * clinical.filter(isSo).length) / clinical.length

test('more than a hundred calls of some weeks were answered, and some were about nobody’s care', () => {
  expect(clinical.length).toBeGreaterThan(110)
  expect(calls.filter(({ spec }) => spec.kind === 'non_clinical').length).toBeGreaterThan(5)
})

// Closed by the line 36 to 39 in a hundred, district nurses 38, GP or out-of-hours doctor 21 (domain guide 1.3).
test('calls ended as they do on such a line', () => {
  expect(share(call => call.disposition === 'advice_only')).toBeCloseTo(37, -0.7)
  expect(share(call => call.disposition === 'district_nurse')).toBeCloseTo(38, -0.7)
  expect(share(call => call.disposition === 'gp_or_out_of_hours')).toBeCloseTo(21, -0.7)
  expect(share(call => ['usual_home', 'care_home', 'died'].includes(call.after))).toBeGreaterThan(95)
})

test('most calls come outside working hours', () => {
  const london = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const outside = calls.filter(({ row }) => {
    const parts = Object.fromEntries(
      london.formatToParts(Date.parse(row.started_at)).map(part => [part.type, part.value]),
    )
    return parts.weekday?.startsWith('S') || Number(parts.hour) < 8 || Number(parts.hour) >= 18
  })

  expect(outside.length / calls.length).toBeGreaterThan(0.65)
})

test.each(CLOCKS)(
  'at %s no call lies ahead, none is before its person was known, none is unfinished',
  now => {
    const world = worldAt(now)
    const known = new Map(world.people.map(one => [one.person.key, one.createdAt]))

    const wrong = world.calls.filter(({ spec, row, outcomes, tasks }) => {
      const isTooEarly = spec.kind === 'clinical' && (known.get(spec.about) ?? now) > row.started_at
      const isAhead = [
        row.started_at,
        ...outcomes.map(one => one.at),
        ...tasks.map(one => one.raised_at),
      ].some(at => at > now)
      return (
        isTooEarly ||
        isAhead ||
        !['closed', 'abandoned', 'voicemail', 'callback_requested'].includes(row.state)
      )
    })

    expect(wrong.map(({ spec }) => spec)).toEqual([])
  },
)

test.each(CLOCKS)('at %s no nurse has ever had two calls at once', now => {
  const spans = worldAt(now)
    .calls.flatMap(({ spec, row, outcomes }) =>
      spec.kind === 'missed'
        ? []
        : outcomes.map(one => ({ nurse: spec.nurse, from: row.started_at, to: one.at })),
    )
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))

  const overlaps = spans.filter((span, n) =>
    spans.slice(n + 1).some(other => other.nurse === span.nurse && other.from < span.to),
  )

  expect(overlaps).toEqual([])
})

test('every call is a row that the line itself could have written', () => {
  const rows = calls.map(({ row, line }) => {
    const { line_id: lineId, patient_id: patientId, identity_epoch: identityEpoch, ...rest } = row
    return StoredCall.safeParse({ ...rest, lineId, patientId, identityEpoch, forTask: null }).success && line
  })

  expect(rows.filter(Boolean).length).toBe(calls.length)
})

test('every outcome is one that a nurse could have saved', () => {
  const saved = calls.flatMap(({ spec, outcomes }) =>
    outcomes.map(({ body }) => {
      const rest = { commandId: people[0]?.patientId, epoch: 1, notesRevision: 0 }
      const said = spec.kind === 'clinical' ? { outcome: body } : (body as object) // the other kind's body is its own fields
      return CloseCall.safeParse({ kind: spec.kind, ...rest, ...said }).success
    }),
  )

  expect(saved.every(Boolean)).toBe(true)
})

test('callers whom nobody reached were each settled, but for those of the last half hour', () => {
  const open = calls.flatMap(({ tasks }) => tasks.filter(task => task.state === 'open'))
  const minutes = open.map(task => Math.round((Date.parse(NOW) - Date.parse(task.raised_at)) / 60_000))

  expect(open.length).toBe(4)
  expect(Math.max(...minutes)).toBeLessThan(60)
})

test('no two calls were written up in the same words', () => {
  const words = clinical.map(call => call.found)

  expect(new Set(words).size).toBe(words.length)
})

test('the guide names people who can be phoned as, and nurses who can sign in', () => {
  const numbers = new Set(people.flatMap(one => one.phones.map(phone => phone.number)))
  const unknown = worldGuide.suggestedCallers.filter(({ number }) => number !== null && !numbers.has(number))
  const nurses = LINE_KEYS.flatMap(key => LINES[key].nurses.map(nurse => nurse.signInName))

  expect(unknown.map(caller => caller.name)).toEqual(['Sandra Holt, a neighbour'])
  expect(SUGGESTED_SIGN_INS.every(({ signInName }) => nurses.includes(signInName))).toBe(true)
  expect(worldGuide.password).toBe(PRACTICE_PASSWORD)
})
