import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { ProtocolId } from '#shared/ids.ts'
import type { BeginDraft, ListedProtocol, ProtocolInForce, ProtocolVersion } from '#shared/protocols.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { lastSettled, starterVersion } from './core/inForce.ts'
import { beginDraft, readVersions } from './protocolStore.ts'
import { starterOf, starters } from './starters.ts'
import type { StoredVersion } from './storedVersion.ts'

export type ProtocolDeps = { db: Database; clock: () => Instant }
export type Refused = { kind: 'refused'; because: string }

/** Every protocol of the line: what nurses are shown of it, and what is being written. */
export async function listProtocols({ db }: ProtocolDeps, { lineId }: Actor): Promise<ListedProtocol[]> {
  const written = Map.groupBy(await readVersions(db, lineId), ({ protocolId }) => protocolId)
  return starters.flatMap(({ protocolId }): ListedProtocol[] => {
    const versions = versionsFrom(protocolId, written.get(protocolId) ?? [])
    const shown = shownOf(versions)
    if (!shown) return []
    const open = versions.find(isOpen)
    return [
      {
        protocolId,
        title: shown.content.title,
        group: shown.content.group,
        shown: withoutContent(shown),
        open: open ? withoutContent(open) : null,
      },
    ]
  })
}

/** What a nurse may open in a call; and what was withdrawn, so that its absence is not taken for an oversight. */
export async function protocolsInForce(
  { db }: ProtocolDeps,
  { lineId }: Actor,
): Promise<{ protocols: ProtocolInForce[]; withdrawn: { title: string; because: string }[] }> {
  const written = Map.groupBy(await readVersions(db, lineId), ({ protocolId }) => protocolId)
  const shown = starters.flatMap(
    ({ protocolId }) => shownOf(versionsFrom(protocolId, written.get(protocolId) ?? [])) ?? [],
  )
  return {
    protocols: shown
      .filter(({ withdrawn }) => withdrawn === null)
      .map(({ protocolId, version, isStarter, content, approvedBy, approvedAt, reviewOn }) => ({
        protocolId,
        version,
        isStarter,
        content,
        approvedBy,
        approvedAt,
        reviewOn,
      })),
    withdrawn: shown.flatMap(({ content, withdrawn }) =>
      withdrawn ? [{ title: content.title, because: withdrawn.because }] : [],
    ),
  }
}

/** One protocol through its versions, the newest first and the starter last. */
export async function protocolVersions(
  { db }: ProtocolDeps,
  { lineId }: Actor,
  protocolId: ProtocolId,
): Promise<ProtocolVersion[]> {
  knownStarter(protocolId)
  return versionsFrom(protocolId, await readVersions(db, lineId, protocolId))
}

/** Begins a draft over any version, of which none other is open. */
export async function beginProtocol(
  { db, clock }: ProtocolDeps,
  actor: Actor,
  protocolId: ProtocolId,
  { commandId, basedOn }: BeginDraft,
): Promise<{ kind: 'begun'; version: number } | Refused> {
  const starter = knownStarter(protocolId)
  const { lineId } = actor
  const versions = versionsFrom(protocolId, await readVersions(db, lineId, protocolId))
  const from = versions.find(
    one => one.version === basedOn.version && one.isStarter === basedOn.isStarter && !isOpen(one),
  )
  if (!from)
    return { kind: 'refused', because: 'There is no such version to begin from. Load the page again.' }
  await beginDraft(db, {
    lineId,
    protocolId,
    actor,
    at: clock(),
    commandId,
    basedOn,
    content: from.content,
    starterVersion: starter.version,
  })
  const after = await readVersions(db, lineId, protocolId)
  const mine = after.find(({ begunBy }) => begunBy === commandId)
  if (mine) return { kind: 'begun', version: mine.version }
  const open = after.find(isOpen)
  return {
    kind: 'refused',
    because: open
      ? `${open.authorName} has a draft of this open: version ${open.version}. Go on with that one, or throw it away first.`
      : 'Nothing was begun. Try again.',
  }
}

export function knownStarter(protocolId: ProtocolId) {
  const starter = starterOf(protocolId)
  if (!starter) throw new Problem('not_found', 'There is no such protocol.')
  return starter
}

export function isOpen({ state }: { state: ProtocolVersion['state'] }): boolean {
  return state === 'draft' || state === 'in_review'
}

function versionsFrom(protocolId: ProtocolId, written: readonly StoredVersion[]): ProtocolVersion[] {
  const last = lastSettled(written)
  return [
    ...written.map(row => toVersion(row, row === last && row.state === 'approved')),
    starterVersion(knownStarter(protocolId), last === undefined),
  ]
}

/** What is in force, or what was withdrawn and has left nothing in force. */
function shownOf(versions: readonly ProtocolVersion[]): ProtocolVersion | undefined {
  return (
    versions.find(({ isInForce }) => isInForce) ??
    versions
      .filter(({ withdrawn }) => withdrawn !== null)
      .toSorted((a, b) => ((a.withdrawn?.at ?? '') < (b.withdrawn?.at ?? '') ? 1 : -1))[0]
  )
}

function withoutContent({ content: _, ...rest }: ProtocolVersion): Omit<ProtocolVersion, 'content'> {
  return rest
}

function toVersion(row: StoredVersion, isInForce: boolean): ProtocolVersion {
  const { protocolId, version, revision, state, content, writers, writtenAt, sentAt, sentBackBecause } = row
  const { approvedName, approvedAt, reviewOn, withdrawnName, withdrawnAt, withdrawnBecause } = row
  return {
    protocolId,
    version,
    isStarter: false,
    revision,
    state,
    isInForce,
    content,
    basedOn: { version: row.basedOn, isStarter: row.basedOnStarter },
    author: row.authorName,
    writers,
    writtenAt,
    sentAt,
    sentBackBecause,
    approvedBy: approvedName,
    approvedAt,
    reviewOn,
    withdrawn:
      withdrawnAt === null
        ? null
        : { by: withdrawnName ?? '', at: withdrawnAt, because: withdrawnBecause ?? '' },
  }
}
