import { placeOf } from '#server/doors/place.ts'
import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import type { DoorKind } from '#shared/doors.ts'
import { LineId, PatientId } from '#shared/ids.ts'
import type { BuiltPerson } from './build/buildPerson.ts'
import { calendarAt } from './build/calendar.ts'
import { idOf } from './build/ids.ts'
import type { Writer } from './build/sitting.ts'
import { lineIdOf } from './lines.ts'
import { marram, wharnley } from './professionals.ts'

type Door = {
  person: string
  kind: DoorKind
  value: string
  by: Writer
  daysAgo: number
  verifiedDaysAgo?: number
}

/** Invented codes and keys of invented homes. Everywhere else in the world a home with a keysafe only says that it has one. */
const DOORS: readonly Door[] = [
  {
    person: 'ron-ashby',
    kind: 'key_place',
    value: 'On the nail behind the coal bunker, left of the back door',
    by: wharnley.dnBev,
    daysAgo: 21,
    verifiedDaysAgo: 21,
  },
  {
    person: 'margaret-hargreave',
    kind: 'keysafe_code',
    value: 'C4418Y',
    by: wharnley.dnBev,
    daysAgo: 35,
    verifiedDaysAgo: 35,
  },
  {
    person: 'ron-pickersgill',
    kind: 'keysafe_code',
    value: '2906',
    by: wharnley.dnBev,
    daysAgo: 76,
    verifiedDaysAgo: 76,
  },
  {
    person: 'ron-pickersgill',
    kind: 'alarm_code',
    value: '7731, then the green key',
    by: wharnley.dnBev,
    daysAgo: 76,
  },
  {
    person: 'jan-maslowski',
    kind: 'keysafe_code',
    value: '5180',
    by: wharnley.dnBev,
    daysAgo: 33,
    verifiedDaysAgo: 33,
  },
  {
    person: 'jan-maslowski',
    kind: 'key_place',
    value: 'Mrs Peel at number 7 has one.',
    by: wharnley.dnBev,
    daysAgo: 33,
  },
  {
    person: 'ron-pickersgill',
    kind: 'key_place',
    value: 'Sandra at number 24 has one.',
    by: wharnley.matron,
    daysAgo: 76,
  },
  {
    person: 'zubaida-hussain',
    kind: 'how_to_enter',
    value: 'The side door is open day and night.',
    by: wharnley.dnKwame,
    daysAgo: 12,
  },
  {
    person: 'ladislav-horvath',
    kind: 'how_to_enter',
    value: 'The street door is never locked.',
    by: wharnley.dnKwame,
    daysAgo: 14,
  },
  {
    person: 'edna-throup',
    kind: 'how_to_enter',
    value: 'After six, Gail has the fob.',
    by: wharnley.matron,
    daysAgo: 80,
  },
  {
    person: 'arthur-cubitt',
    kind: 'keysafe_code',
    value: 'A1745',
    by: marram.dnJo,
    daysAgo: 130,
    verifiedDaysAgo: 130,
  },
  {
    person: 'claire-whitwell',
    kind: 'door_code',
    value: 'Street door C2580',
    by: wharnley.dnKwame,
    daysAgo: 11,
  },
]

/** As rows of door_secrets, sealed with the key of this house. */
export function doorRows(now: string, people: readonly BuiltPerson[], keys: ColumnKeys) {
  const t = calendarAt(now)
  return people.flatMap(({ person, patientId }) =>
    DOORS.filter(door => door.person === person.key).map(door => {
      const { kind, value, by: writer, daysAgo, verifiedDaysAgo } = door
      const lineId = LineId.parse(lineIdOf(person.line))
      const row = { lineId, patientId: PatientId.parse(patientId), kind, version: 1 }
      const { sealed, keyId } = keys.seal(placeOf(row), value)
      return {
        patient_id: patientId,
        kind,
        sealed: sealed.toString('hex'),
        key_id: keyId,
        verified_on: verifiedDaysAgo === undefined ? null : t.day(-verifiedDaysAgo),
        author: writer.author,
        source: writer.source,
        command_id: idOf('door', person.key, kind),
        written_at: t.at(-daysAgo, '11:40'),
      }
    }),
  )
}
