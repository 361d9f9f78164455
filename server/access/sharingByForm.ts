import { SHARING_SECTIONS } from '#server/patients/core/sharing.ts'
import { lookIntoRecord, NO_REASON } from '#server/patients/openRecord.ts'
import type { Follow, Following, Refused, WayIn } from '#server/patients/wayIn.ts'
import type { CommandId, OrganisationId } from '#shared/ids.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { answererNamed, noLimitOnAnswerer } from './core/answererNamed.ts'
import { receiptsOf } from './core/sharingReceipts.ts'
import { toldByOf } from './core/toldByOf.ts'
import { changesSharing, narrows, widens } from './core/widens.ts'
import {
  AFTER_DEATH,
  AFTER_DEATH_IN_ERROR,
  AFTER_DEATH_WHO,
  isThroughTheGlass,
  ON_ANOTHERS_WORD,
  refuseInPart,
  THROUGH_THE_GLASS,
} from './refuseSharing.ts'
import type { ChangeKind } from './sharingChangeStore.ts'
import { alongsideChange, callOf } from './sharingFollows.ts'
import { besideSharing, readBeside, sharingSections } from './sharingOf.ts'
import type { AccessDeps } from './wayIn.ts'

type Sharing = (typeof SHARING_SECTIONS)[number]
/** In these nothing but sharing is written. */
const ONLY_SHARING: readonly SectionName[] = [
  'consentToRegister',
  'consentToShare',
  'consentToTellCarers',
  'consentToRecording',
  'sharingRestrictions',
] satisfies Sharing[]

/** For the record's own forms: what follows when one of them writes of sharing. */
export function followSharing(deps: AccessDeps): Follow {
  return (way, writing) => sharingByForm(deps, way, writing)
}

/**
 * What a change of mind brings with it that is written otherwise than by talking about sharing: by a form of the record, as entered
 * in error, by a registration. Whoever writes puts it into the statement that writes. Nothing follows where what is said of sharing stays the
 * same: a mended word, better evidence, another telephone of a carer.
 */
export async function sharingByForm(
  deps: AccessDeps,
  way: WayIn,
  {
    commandId,
    kind,
    entries: written,
    takenOn = [],
  }: {
    commandId: CommandId
    kind: ChangeKind
    entries: Parameters<Follow>[1]['entries']
    /** The organisations that look after the person from the same statement on. */
    takenOn?: readonly OrganisationId[]
  },
): Promise<Following | Refused> {
  const touched = written.map(({ section }) => section).filter(isSharing)
  // What this way does not write is refused by the writing itself, as such.
  if (touched.length === 0 || !written.every(({ section }) => way.writes?.includes(section) !== false))
    return NOTHING
  const whole = sharingSections(way)
  if (!whole && touched.some(section => ONLY_SHARING.includes(section))) return refuseInPart(deps, way)
  const opened = await lookIntoRecord(deps, {
    ...way,
    only: whole ?? SHARING_SECTIONS.filter(section => way.writes?.includes(section)),
    beside: besideSharing(deps.db.sql, way.actor.lineId),
    action: 'opened',
    showsPlace: true,
  })
  if (opened.kind === 'refused') return { kind: 'refused', because: NO_REASON }
  const { organisations, elsewhere, hasDied, sharingVersion, ...beside } = readBeside(opened.beside)
  const write = { entries: opened.entries, written, elsewhere }
  const at = deps.clock()
  if (!changesSharing(write, at)) return NOTHING
  if (!whole) return refuseInPart(deps, way)
  const answerer = answererNamed(write, organisations)
  if (answerer !== undefined) return { kind: 'refused', because: noLimitOnAnswerer(answerer) }
  if (hasDied && widens(write, at))
    return { kind: 'refused', because: kind === 'retracted' ? AFTER_DEATH_IN_ERROR : AFTER_DEATH }
  if (isThroughTheGlass(way) && widens(write, at)) return { kind: 'refused', because: THROUGH_THE_GLASS }
  const toldBy = toldByOf(write)
  // A carer's level and the register have no place for the name of who asks: those stay as they were, as in a call.
  if (hasDied && kind === 'edited' && toldBy === undefined && narrows(write, at))
    return {
      kind: 'refused',
      because: touched.some(section => ONLY_SHARING.includes(section)) ? AFTER_DEATH_WHO : AFTER_DEATH,
    }
  if (toldBy !== undefined && widens(write, at)) return { kind: 'refused', because: ON_ANOTHERS_WORD }
  const { actor, patientId } = way
  const lookedAfterBy = [...beside.lookedAfterBy, ...takenOn]
  const receipts = receiptsOf(write, { organisations, lookedAfterBy }, at)
  const kept = {
    id: commandId,
    kind,
    asked: null,
    actor,
    patientId,
    callId: callOf(way),
    at,
    receipts,
    readAt: sharingVersion,
    ...(toldBy === undefined ? {} : { toldBy }),
  }
  return { kind: 'follows', alongside: alongsideChange(deps, kept, write) }
}

const NOTHING: Following = { kind: 'follows' }

function isSharing(section: SectionName): section is Sharing {
  return (SHARING_SECTIONS as readonly SectionName[]).includes(section)
}
