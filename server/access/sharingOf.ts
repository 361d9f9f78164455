import { z } from 'zod'
import { limitInWords } from '#server/patients/core/agreed.ts'
import { itemFor } from '#server/patients/core/settleSharing.ts'
import { agreementInWords, SHARING_SECTIONS } from '#server/patients/core/sharing.ts'
import { whatSees, wishesOf } from '#server/patients/core/whoSees.ts'
import { hasDied } from '#server/patients/hasDied.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { OpenedRecord } from '#server/patients/openRecord.ts'
import type { Beside } from '#server/patients/recordStore.ts'
import { sharingVersionOf, wishesElsewhere } from '#server/patients/sharingStore.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import type { Sql } from '#server/platform/database.ts'
import { OrganisationOfLine, organisationsOf } from '#server/staff/organisationStore.ts'
import { ItemId, type LineId, OrganisationId } from '#shared/ids.ts'
import { consentValues } from '#shared/record/consent.ts'
import { type Entry, knownEntries } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import type { SharingView } from '#shared/sharing.ts'
import { roles } from '#shared/staff.ts'
import { Instant, LocalDate } from '#shared/time.ts'
import { guidesFrom } from './consentGuide.ts'
import { guidesOf, letterOfLine, lineNameOf } from './consentGuideStore.ts'
import { sayChange, sayOpenInEmergency } from './core/sayChange.ts'
import { theirLanguageOf } from './core/theirLanguage.ts'
import { letterFrom } from './letterWords.ts'
import { BrokenGlassKept, brokenGlassOf, lookedAfterBy } from './relationshipStore.ts'
import { changesOf, KeptChange } from './sharingChangeStore.ts'

/** Those that the person cannot keep back and still have changed: who sees what follows from all of them together. */
const NEEDED = SHARING_SECTIONS.filter(name => name !== 'personalContacts')

/** What of it this way shows, or null where something is kept back that the rest cannot be understood without. */
export function sharingSections({ writes }: WayIn): readonly SectionName[] | null {
  if (writes === undefined) return SHARING_SECTIONS
  if (!NEEDED.every(name => writes.includes(name))) return null
  return SHARING_SECTIONS.filter(name => writes.includes(name))
}

/** To talk about sharing, their language as well, where this way shows it. */
export function sectionsToTalk(way: WayIn): readonly SectionName[] | null {
  const sections = sharingSections(way)
  if (!sections || way.writes?.includes('interpreter') === false) return sections
  return [...sections, 'interpreter']
}

/** As patients/core/sharing.ts has them. */
const Elsewhere = z.object({
  isOffRegister: z.boolean(),
  agreements: z.array(
    z.object({
      scope: z.string(),
      organisation: z.string().nullable(),
      agrees: z.boolean(),
      fromAt: Instant.nullable(),
    }),
  ),
  restrictions: z.array(
    z.object({
      against: z.enum(['organisation', 'person', 'scope', 'section']),
      names: z.array(z.string()),
      rule: z.enum(['hide_all', 'hide_sections', 'ask_each_time']),
      sections: z.array(z.string()),
      fromAt: Instant.nullable(),
      untilOn: LocalDate.nullable(),
    }),
  ),
})

const BesideIt = z.object({
  elsewhere: z.array(Elsewhere),
  hasDied: z.boolean(),
  sharingVersion: z.int(),
  organisations: z.array(OrganisationOfLine),
  lookedAfterBy: z.array(OrganisationId),
  changes: z.array(KeptChange),
  brokenGlass: BrokenGlassKept,
  guides: z.array(z.unknown()),
  lineName: z.string(),
  letter: z.unknown(),
})
export type BesideIt = z.infer<typeof BesideIt>

/** What stands beside the entries: what linked records say, the line's organisations, who of them looks after the person, what was changed before. */
export function besideSharing(sql: Sql, lineId: LineId): Beside {
  return {
    what: ['who may see it'],
    value: sql`json_build_object(
      'elsewhere', ${wishesElsewhere(sql)},
      'hasDied', (select ${hasDied(sql)} from patients p where p.line_id = ${lineId} and p.id = (select id from asked)),
      'sharingVersion', ${sharingVersionOf(sql, lineId)},
      'organisations', ${organisationsOf(sql, lineId)}, 'lookedAfterBy', ${lookedAfterBy(sql, lineId, recordsOf(sql, sql`(select id from asked)`))},
      'changes', ${changesOf(sql, lineId)}, 'brokenGlass', ${brokenGlassOf(sql, lineId)}, 'guides', ${guidesOf(sql, lineId)},
      'lineName', ${lineNameOf(sql, lineId)}, 'letter', ${letterOfLine(sql, lineId)}
    )`,
  }
}

export function readBeside(beside: unknown): BesideIt {
  return BesideIt.parse(beside)
}

type Opened = Extract<OpenedRecord, { kind: 'opened' }>

/** What a nurse needs to talk about sharing and to change it: how each thing stands, with whom, and what was done about it. */
export function sharingOf({ entries, asOf, beside, patientId }: Opened): SharingView {
  const {
    organisations,
    lookedAfterBy,
    changes,
    brokenGlass,
    guides,
    lineName,
    letter,
    elsewhere,
    hasDied: isDead,
  } = readBeside(beside)
  const wishes = wishesOf(entries, elsewhere)
  const single = (section: SectionName) => settledAs(entries, section, patientId, asOf)
  const shareItem = (scope: string, name?: string) =>
    settledAs(entries, 'consentToShare', itemFor(entries, scope, name), asOf)
  const ofLine = guidesFrom(guides, lineName)
  return {
    ...ofLine,
    letter: letterFrom(letter),
    theirLanguage: theirLanguageOf(entries, ofLine),
    hasDied: isDead,
    register: single('consentToRegister'),
    everybody: shareItem('everyone_caring'),
    carers: single('consentToTellCarers'),
    recording: single('consentToRecording'),
    organisations: organisations
      .map(({ odsCode, people, ...organisation }) => ({
        ...organisation,
        looksAfter: lookedAfterBy.includes(organisation.organisationId),
        sees: whatSees(wishes, { ...organisation, odsCode }, asOf),
        own: shareItem(organisation.kind, organisation.name),
        people: people.map(({ role, ...one }) => ({ ...one, role: roles[role].text })),
      }))
      .toSorted((a, b) => Number(b.looksAfter) - Number(a.looksAfter)),
    contacts: knownEntries(entries, 'personalContacts').map(({ itemId, version, body }) => ({
      itemId: ItemId.parse(itemId),
      version,
      name: body.name,
      relationship: body.relationship,
      mayBeTold: known(body.mayBeTold) ?? null,
    })),
    limits: knownEntries(entries, 'sharingRestrictions')
      .filter(({ body }) => !body.endedAt)
      .map(entry => ({
        itemId: ItemId.parse(entry.itemId),
        version: entry.version,
        says: limitInWords(entry, asOf),
      })),
    changes: changes.map(sayChange),
    openInEmergency: sayOpenInEmergency(brokenGlass, organisations),
  }
}

/** How one agreement stands. One that was entered in error, or says why nothing is known, still has its version. */
function settledAs(
  entries: readonly Entry[],
  section: SectionName,
  itemId: string | undefined,
  asOf: Instant,
) {
  const entry = entries.find(each => each.section === section && each.itemId === itemId)
  if (!entry) return { itemId: null, version: 0, says: consentValues.not_yet_asked.text }
  const body = entry.knownState === 'known' && !entry.retracted ? entry.body : undefined
  const agreement = body && 'value' in body ? (body as Body<'consentToRegister'>) : undefined // of the four agreements
  const says = agreement ? agreementInWords(agreement, asOf) : consentValues.not_yet_asked.text
  return { itemId: ItemId.parse(entry.itemId), version: entry.version, says }
}
