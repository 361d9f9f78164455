import { bannerOf } from '#server/patients/core/banner.ts'
import { liveDefibrillators } from '#server/patients/core/findings/home.ts'
import { type Reading, readingOf } from '#server/patients/core/reading.ts'
import type { DeathOffer, ReportedDeath } from '#shared/deaths.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Entry } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import { hasDiedElsewhere, NO_MARKS } from '#shared/record/marks.ts'
import { deviceKinds } from '#shared/record/medicines.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { burialChoices } from '#shared/record/wishes.ts'
import type { Instant } from '#shared/time.ts'
import { expectedByRecord } from './expected.ts'
import { nameToType } from './named.ts'
import { type Numbers, stopsBecause } from './stops.ts'
import { whomToRing } from './whomToRing.ts'
import { wishedPlaces, wishedWords } from './wished.ts'

/** What is read before a death can be reported: who it is, what was decided, and what cannot wait. */
export const DEATH_SECTIONS: readonly SectionName[] = [
  'identity',
  'locationProtection',
  'interpreter',
  'alerts',
  'registerStatus',
  'death',
  'bereavement',
  'cprDecision',
  'respect',
  'adrt',
  'phaseOfIllness',
  'prognosis',
  'gsf',
  'preferredPlaceOfDeath',
  'spiritualCultural',
  'devices',
  'syringePump',
  'anticipatoryMedicines',
  'personalContacts',
  'phones',
]

/** The record as the rules read it: without what was entered in error. */
export function readingOfEntries(
  entries: readonly Entry[],
  asOf: Instant,
  only?: readonly SectionName[],
  marks = NO_MARKS,
): Reading {
  const current = entries.filter(({ retracted }) => !retracted)
  return readingOf(
    Map.groupBy(current, ({ section }) => section),
    asOf,
    only,
    hasDiedElsewhere(marks),
  )
}

/** What the first step shows before it asks, and what the second says that the report will do. */
export function deathOffer(
  { entries, reading, isPlaceKept }: { entries: readonly Entry[]; reading: Reading; isPlaceKept: boolean },
  tasks: readonly BoardTask[],
  numbers: Numbers,
  death: ReportedDeath | null,
): DeathOffer {
  const ring = whomToRing(reading)
  const stopped = tasks.filter(task => stopsBecause(task, numbers) !== null)
  const kept = tasks.filter(task => stopsBecause(task, numbers) === null)
  return {
    asOf: reading.asOf,
    banner: bannerOf(
      entries.filter(({ retracted }) => !retracted),
      reading.today,
      { diedElsewhere: reading.hasDied, isPlaceKept },
    ),
    nameToType: nameToType(reading.one('identity')?.body),
    expected: expectedByRecord(reading),
    wished: wishedPlaces(reading),
    wishedWords: wishedWords(reading),
    implants: implantsOf(reading),
    rites: ritesOf(reading),
    leave: leaveOf(reading),
    ring: ring ? `${ring.contact.body.name}, ${inASentence(ring.contact.body.relationship)}` : null,
    stops: [
      'Visits, letters, reminders, messages and surveys to this person, now and later',
      'The register entry: “Has died”',
      ...stopped.map(
        task => `The call back to ${numberOf(task)}: ${inASentence(stopsBecause(task, numbers) ?? '')}`,
      ),
    ],
    stays: kept.map(
      task => `A call back to ${numberOf(task)}: whoever rings is told not to ask for the person`,
    ),
    death,
  }
}

function implantsOf(reading: Reading): string | null {
  const implants = reading
    .of('devices')
    .filter(({ body }) => body.kind === 'icd' || body.kind === 'pacemaker')
  const isLive = liveDefibrillators(reading).length > 0
  if (implants.length === 0) return null
  const names = [...new Set(implants.map(({ body }) => deviceKinds[body.kind].text))]
  return `${names.join(', ')}${isLive ? ': shocks may still be on' : ''}`
}

function ritesOf(reading: Reading): string | null {
  const wishes = reading.one('spiritualCultural')?.body
  if (!wishes) return null
  const burial = known(wishes.burialOrCremation)
  const donates =
    known(wishes.organOrTissueDonation) === 'wishes_to' ? 'Wishes to donate organs or tissue' : undefined
  const words = [wishes.faith, burial && burialChoices[burial].text, donates, wishes.afterDeath].filter(
    Boolean,
  )
  return words.length === 0 ? null : words.join('. ').slice(0, 300)
}

function leaveOf(reading: Reading): string[] {
  const pump = reading.one('syringePump')?.body
  const box = reading.one('anticipatoryMedicines')?.body
  return [
    ...(pump?.isRunning
      ? ['The syringe pump: it stays as it is, switched on or off, until a nurse has been']
      : []),
    ...(box && ['issued', 'in_use', 'expired'].includes(box.state)
      ? ['The medicines: they stay where they are; a nurse counts them']
      : []),
  ]
}

function numberOf({ from }: BoardTask): string {
  return from ? showPhoneNumber(from) : 'a withheld number'
}

function inASentence(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1)
}
