import { assertNever } from '#shared/assertNever.ts'
import { dayInBritain } from '#shared/days.ts'
import type { ProtocolId } from '#shared/ids.ts'
import type { ProtocolAct, WithdrawProtocol, WriteDraft } from '#shared/protocols.ts'
import type { Actor } from '#shared/staff.ts'
import { lastSettled } from './core/inForce.ts'
import {
  approve,
  readVersions,
  sendBack,
  sendForReview,
  throwAway,
  withdrawApproved,
  withdrawStarter,
  writeDraft,
} from './protocolStore.ts'
import { knownStarter, type ProtocolDeps, type Refused } from './protocols.ts'
import type { StoredVersion } from './storedVersion.ts'

type Which = { protocolId: ProtocolId; version: number }

/** Writes a draft anew. Of two who write at once the second is told. */
export async function writeProtocol(
  { db, clock }: ProtocolDeps,
  actor: Actor,
  which: Which,
  { commandId, revision, content, reviewOn }: WriteDraft,
): Promise<{ kind: 'saved'; revision: number } | Refused> {
  knownStarter(which.protocolId)
  await writeDraft(
    db,
    { ...which, lineId: actor.lineId },
    { actor, at: clock(), commandId, revision },
    { content, reviewOn },
  )
  const after = await readThis({ db, clock }, actor, which)
  if (after?.lastCommand === commandId) return { kind: 'saved', revision: after.revision }
  return { kind: 'refused', because: whyNotThis(after, 'draft') }
}

/** Sends a draft for review, sends it back, approves it, or throws it away. The same command twice is done once. */
export async function actOnProtocol(
  deps: ProtocolDeps,
  actor: Actor,
  which: Which,
  { commandId, revision, act }: ProtocolAct,
): Promise<{ kind: 'done' } | Refused> {
  const { db, clock } = deps
  knownStarter(which.protocolId)
  const by = { actor, at: clock(), commandId, revision }
  const whole = { ...which, lineId: actor.lineId }
  switch (act.kind) {
    case 'send':
      await sendForReview(db, whole, by)
      break
    case 'send_back':
      await sendBack(db, whole, by, act.because)
      break
    case 'approve': {
      if (act.reviewOn <= dayInBritain(clock()))
        return { kind: 'refused', because: 'Give a day to come: by then somebody looks at it again.' }
      await approve(db, whole, by, act.reviewOn)
      break
    }
    case 'throw_away':
      await throwAway(db, whole, by)
      break
    default:
      assertNever(act)
  }
  const after = await readThis(deps, actor, which)
  if (after?.lastCommand === commandId) return { kind: 'done' }
  if (act.kind === 'approve' && after?.state === 'in_review' && after.writers.includes(actor.staffId))
    return { kind: 'refused', because: 'You wrote in this version. Another person approves it.' }
  return {
    kind: 'refused',
    because: whyNotThis(after, act.kind === 'send' || act.kind === 'throw_away' ? 'draft' : 'in_review'),
  }
}

/** Takes away what nurses are shown of a protocol, with the reason. */
export async function withdrawProtocol(
  { db, clock }: ProtocolDeps,
  actor: Actor,
  protocolId: ProtocolId,
  { commandId, version, isStarter, because }: WithdrawProtocol,
): Promise<{ kind: 'done' } | Refused> {
  const starter = knownStarter(protocolId)
  const { lineId } = actor
  const by = { actor, at: clock(), commandId, because }
  if (isStarter)
    await withdrawStarter(
      db,
      { lineId, protocolId, starterVersion: starter.version, content: starter.content },
      by,
    )
  else await withdrawApproved(db, { lineId, protocolId, version }, by)
  const last = lastSettled(await readVersions(db, lineId, protocolId))
  return last?.lastCommand === commandId
    ? { kind: 'done' }
    : {
        kind: 'refused',
        because: 'What nurses are shown has changed since you opened this page. Look at it, then decide.',
      }
}

async function readThis(
  { db }: ProtocolDeps,
  { lineId }: Actor,
  { protocolId, version }: Which,
): Promise<StoredVersion | undefined> {
  return (await readVersions(db, lineId, protocolId)).find(one => one.version === version)
}

function whyNotThis(now: StoredVersion | undefined, wanted: 'draft' | 'in_review'): string {
  if (!now) return 'There is no such version. Load the page again.'
  if (now.state !== wanted)
    return 'This version has gone on since you opened it. Load the page again and look at it.'
  return 'A colleague has changed this version since you opened it. Copy what is yours, load the page again, and put it in.'
}
