import type { DoorKind } from '#shared/doors.ts'
import type { GlanceItem, RecordAtAGlance } from '#shared/record/glance.ts'
import type { RecordMarks } from '#shared/record/marks.ts'
import { confirmedSince, sourceWords } from '#shared/record/provenance.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { EmergencySummary } from '#shared/summary.ts'
import { PARTS_AFTER_DEATH, titleOf } from './afterDeathWords.ts'
import { crewLines } from './crewLines.ts'
import { gettingInForCrew } from './gettingIn.ts'

const GETTING_IN = 'Getting in'

/**
 * What a crew needs, in the order in which it is asked (domain guide 4.6 and 7.1.1). The paper comes before everything; then the
 * door, in front of which they stand; who may be told comes before anybody speaks.
 */
const PARTS: readonly { title: string; sections: readonly SectionName[] }[] = [
  { title: 'After death', sections: ['death'] },
  { title: 'Resuscitation', sections: ['cprDecision', 'respect', 'adrt'] },
  { title: GETTING_IN, sections: ['currentLocation', 'addresses', 'accessNotes'] },
  { title: 'How far to go', sections: ['treatmentEscalation', 'contingencyPlans', 'capacity', 'lpa'] },
  { title: 'Where they want to be', sections: ['preferredPlaceOfCare', 'preferredPlaceOfDeath'] },
  { title: 'What matters', sections: ['whatMatters', 'interpreter', 'adjustments', 'spiritualCultural'] },
  { title: 'Allergies', sections: ['allergies'] },
  {
    title: 'Medicines in the house',
    sections: ['anticipatoryMedicines', 'anticipatoryDoses', 'syringePump', 'medications'],
  },
  { title: 'Devices', sections: ['devices'] },
  { title: 'How they are', sections: ['hospitalStays', 'phaseOfIllness', 'prognosis', 'primaryDiagnosis'] },
  { title: 'Beware', sections: ['alerts', 'safetyFlags'] },
  { title: 'Family', sections: ['personalContacts'] },
  { title: 'Who else is involved', sections: ['professionalContacts', 'gpPractice'] },
]

export const SUMMARY_SECTIONS: readonly SectionName[] = [
  'identity',
  'locationProtection',
  'registerStatus',
  ...PARTS.flatMap(({ sections }) => sections),
]

/** Without these a crew cannot act: where they are missing it is said, not left empty. */
const NEEDED: readonly SectionName[] = [
  'cprDecision',
  'treatmentEscalation',
  'preferredPlaceOfDeath',
  'allergies',
  'anticipatoryMedicines',
  'personalContacts',
]
/** Of a long list the first, as it is read; how many more there are is said under the part. */
const AT_MOST: Partial<Record<SectionName, number>> = {
  anticipatoryDoses: 6,
  capacity: 3,
  hospitalStays: 1,
  medications: 12,
  personalContacts: 6,
  professionalContacts: 5,
}

/**
 * One page of a record that was opened for the sections above, or for those of them that this reader is shown. Of the others
 * nothing is said but that they are left out: "not on the record" would be read as "nobody decided". `doors`: which codes the line
 * keeps, to a reader who may know that there are any.
 */
export function emergencySummary(
  record: RecordAtAGlance,
  marks: RecordMarks,
  only: readonly SectionName[] = SUMMARY_SECTIONS,
  doors: readonly DoorKind[] = [],
): EmergencySummary {
  const items = record.blocks.flatMap(block => block.items)
  const of = (section: SectionName) => items.filter(item => item.section === section)
  const earlier = record.blocks.flatMap(block => block.earlier)
  const hasDied = record.banner.deceased !== undefined
  const titlesOf = (sections: readonly SectionName[]) => sections.map(section => titleOf(section, hasDied))
  return {
    asOf: record.asOf,
    version: record.version,
    banner: record.banner,
    marks,
    parts: PARTS.map(({ title, sections }) => {
      const all = sections.flatMap(of)
      const first = sections.flatMap(section => of(section).slice(0, AT_MOST[section]))
      const isWhole = sections.every(section => only.includes(section)) && !all.some(item => item.isCovered)
      const read = first.map(summarised)
      return {
        title: (hasDied && PARTS_AFTER_DEATH[title]) || title,
        items: title === GETTING_IN ? [...gettingInForCrew(read, doors, isWhole)] : read,
        more: all.length - first.length + earlier.filter(item => sections.includes(item.section)).length,
      }
    }).filter(part => part.items.length > 0),
    notRecorded: hasDied
      ? []
      : titlesOf(NEEDED.filter(section => only.includes(section) && of(section).length === 0)),
    notShown: titlesOf(SUMMARY_SECTIONS.filter(section => !only.includes(section))),
  }
}

function summarised(item: GlanceItem): EmergencySummary['parts'][number]['items'][number] {
  const { section, title, headline, warnings, freshness } = item
  const { lines, more } = crewLines(section, item.lines)
  const confirmed = confirmedSince(item)
  const age = /\d/.test(freshness.words) ? `${freshness.words} ago` : freshness.words
  const word = `${confirmed ? 'confirmed' : 'recorded'} ${age}, ${whoseWord(item)}`
  return {
    title,
    headline,
    lines,
    warnings,
    word: freshness.isOverdue ? `${word}: old, ask again` : word,
    more,
  }
}

/** Of these a crew must not take for settled by a professional what somebody only said. */
const SAID_TO_US: readonly string[] = ['call', 'person_or_family']

/** 'Eleanor Swift, with Ann, his daughter, from the person or family': as the record itself says it. */
function whoseWord(item: GlanceItem): string {
  const { recordedBy, confirmedWith, source } = item
  const confirmed = confirmedSince(item)
  return [
    (confirmed?.by ?? recordedBy).name,
    ...(confirmedWith ? [`with ${confirmedWith}`] : []),
    ...(!confirmed && SAID_TO_US.includes(source.kind) ? [`from ${sourceWords[source.kind].text}`] : []),
  ].join(', ')
}
