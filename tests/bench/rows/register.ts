import { randomUUID } from 'node:crypto'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { registerPatient } from '#server/patients/registerPatient.ts'
import { PatientId } from '#shared/ids.ts'
import { benchActor } from '../benchActor.ts'
import { figure } from '../figures.ts'
import { closedLoop } from '../load.ts'
import { type MadePerson, madePeople } from '../population/households.ts'
import type { Row } from '../row.ts'
import { WHOLE_RECORDS } from '../setting.ts'

/** Other people than those who are there. */
const SEED = 4

/**
 * What it costs to write somebody into the indexes they are found by: identity, address, telephone, as one statement, on the large
 * line. From the bench's own process: the registration itself, without a form's way to it.
 */
export const registerRow: Row = {
  name: 'register',
  measure: async setting => {
    const { options, db, floor } = setting
    const actor = benchActor(setting)
    const people = [...madePeople(SEED, options.quick ? 60 : 600, WHOLE_RECORDS + options.patients + 1)]
    const load = { clients: 1, ms: options.seconds * 1000, warmUp: 10, most: people.length - 10 }
    const write = await closedLoop({ ...load, cpu: setting.cpu.floor }, () =>
      floor.must('POST', '/write', { 'content-type': 'text/plain' }, 'somebody'),
    )
    const ours = await closedLoop({ ...load, cpu: setting.cpu.ours }, async (_, turn) => {
      const person = people[turn]
      if (!person) return
      const patientId = PatientId.parse(randomUUID())
      const why = { kind: 'registration' } as const
      const made = await registerPatient(
        { db },
        { actor, patientId, why, entries: entriesOf(person, patientId), at: new Date().toISOString() },
      )
      if (made.kind !== 'registered') throw new Error(`not registered: ${made.kind}`)
    })
    return [figure('register: a person, with what they are found by', { ours, floor: write }, {})]
  },
}

function entriesOf(
  { given, family, preferred, birthDate, line1, postcode, phones }: MadePerson,
  patientId: PatientId,
): EntryToWrite[] {
  const entry = (section: EntryToWrite['section'], itemId: string, body: unknown): EntryToWrite => ({
    section,
    itemId,
    expectedVersion: 0,
    change: 'added',
    knownState: 'known',
    body,
    author: { name: 'Dr Bench', role: 'GP', organisation: 'Bench Surgery' },
    source: { kind: 'gp_record' },
    recordedAt: new Date().toISOString(),
  })
  const number = phones[0]?.number
  return [
    entry('identity', patientId, {
      name: { given, family },
      ...(preferred ? { preferredName: preferred } : {}),
      birthDate,
    }),
    entry('addresses', randomUUID(), { kind: 'main', lines: [line1], postcode }),
    ...(number ? [entry('phones', randomUUID(), { number, use: 'home' })] : []),
  ]
}
