import type { Router } from 'express'
import twilio from 'twilio'
import type { CallDeps } from '#server/calls/changeCall.ts'
import { currentClaim, lostLegs } from '#server/calls/core/call.ts'
import { CALL_PROMISES, keepCallPromise } from '#server/calls/keepCallPromises.ts'
import type { PhoneLine } from '#server/calls/phoneLine.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import type { Heard } from '#server/messages/heard.ts'
import type { MessageLine } from '#server/messages/messageLine.ts'
import type { Config } from '#server/platform/config.ts'
import type { Database } from '#server/platform/database.ts'
import type { Logger } from '#server/platform/logger.ts'
import { Problem } from '#server/platform/problems.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import { RECONCILE } from '#server/staff/core/reconcilePromise.ts'
import { readStaffPhone } from '#server/staff/phoneStore.ts'
import { LineId, type StaffId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import type { AnswersBy } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { type Addresses, addresses } from './addresses.ts'
import { createBreaker } from './breaker.ts'
import { readCarrierAway } from './carrierAwayStore.ts'
import { carrierClient } from './carrierClient.ts'
import { staticDocuments } from './documents.ts'
import { followLines } from './followLines.ts'
import { readHouseId } from './houseIdStore.ts'
import { makeReconcilePromises } from './lineStore.ts'
import { type Lines, loadLines } from './lines.ts'
import { noLooks, reconcileLine } from './reconcile.ts'
import { type Recordings, recordings } from './recordings.ts'
import { replaySpool } from './replaySpool.ts'
import { identityOf } from './softphoneIdentity.ts'
import { openSpool, type Spool } from './spool.ts'
import { twilioLine } from './twilioLine.ts'
import { twilioMessages } from './twilioMessages.ts'
import { webhookRouter } from './webhookRoutes.ts'

export type OpenLineDeps = CallDeps & {
  /** Who waits for what is answered by a text or a key. */
  heard: Heard
  config: Config
  log: Logger
  /** The voice path's own connections, with their short deadline. */
  callDb: Database
  publicUrl: string
  spoolDir: string
  /** Where the practice line listens; absent for the real carrier. */
  carrierOrigin: string | undefined
}

type Kept = 'kept' | 'needless' | { againAt: string }

export type OpenLine = {
  webhooks: Router
  phoneLine: PhoneLine
  messageLine: MessageLine
  lines: Lines
  to: Addresses
  recordings: Recordings
  /**
   * Makes way for a nurse who lost her own leg in the middle of a call, and rings her phone where she answers by it. The
   * carrier may take half a minute to notice a dead leg, and until then keeps her out of the room as the second of her name.
   */
  joinAgain: (call: StoredCall, claim: number, answersBy: AnswersBy) => Promise<void>
  spool: Spool
  /** The lines for which the carrier cannot be reached, each since when. */
  carrierAway: () => Promise<ReadonlyMap<LineId, Instant>>
  /** What this module keeps of the promises, by kind. */
  keepers: Record<string, (promise: TakenPromise) => Promise<Kept>>
  /** The documents that live with the other provider, by name. */
  documents: () => Record<string, string>
  /** What lets a nurse's browser telephone in: one hour, her own name there, and nothing else. */
  softphonePass: (staffId: StaffId) => { token: string; identity: string }
  close: () => Promise<void>
}

const LINES_AGAIN_MS = 60_000
const SPOOL_AGAIN_MS = 500
/** Seconds. The browser asks for a new pass before the old one ends. */
const PASS_SECONDS = 3_600

/** The telephone of the house: everything between the carrier and calls, tied together once. */
export async function openLine(deps: OpenLineDeps): Promise<OpenLine> {
  const { config, log, callDb, publicUrl, carrierOrigin } = deps
  const account = { ...config.carrier, origin: carrierOrigin }
  const lines = await loadLines(deps.db)
  const to = addresses({
    publicUrl,
    documentsUrl: config.documentsUrl ?? documentsBeside(publicUrl, carrierOrigin),
  })
  const client = carrierClient(account)
  const phoneLine = twilioLine({ client, lines, to })
  const houseId = await readHouseId(deps.db)
  const spool = openSpool(deps.spoolDir, houseId)
  const voice = { ...deps, db: callDb, lines, to, accountSid: account.accountSid, spool, publicUrl }
  const breaker = createBreaker({ spool, log })
  const authTokens = [account.authToken, ...(account.authTokenNext ? [account.authTokenNext] : [])]
  await makeReconcilePromises(deps.db, lines.all(), deps.clock(), 'begin again')

  const following = followLines({ ...deps, lines, everyMs: LINES_AGAIN_MS })
  const looks = noLooks()
  const replaying = replaySpool({ ...voice, houseId, log, everyMs: SPOOL_AGAIN_MS })

  return {
    webhooks: webhookRouter({ ...voice, log, authTokens, breaker }),
    phoneLine,
    messageLine: twilioMessages({ client, lines, to, textsFrom: config.messages.from }),
    lines,
    to,
    recordings: recordings(account),
    joinAgain: async (call, claim, answersBy) => {
      const place = { callId: call.id, lineId: call.lineId }
      const held = currentClaim(call.facts)
      const phone = held && E164.safeParse(await readStaffPhone(deps.db, held.staffId)).data
      if (answersBy === 'phone' && !phone)
        throw new Problem('conflict', 'You have no telephone number here. Answer in the browser.')
      await phoneLine.dropNurse(place, claim, lostLegs(call.facts, claim, deps.clock()))
      if (answersBy === 'phone' && phone) await phoneLine.ringNurse(place, claim, phone, { isRepeat: true })
    },
    spool,
    carrierAway: () => readCarrierAway(deps.db, deps.clock()),
    keepers: {
      ...Object.fromEntries(
        CALL_PROMISES.map(kind => [
          kind,
          (promise: TakenPromise) => keepCallPromise({ ...deps, phoneLine }, promise),
        ]),
      ),
      [RECONCILE]: promise =>
        reconcileLine({ ...deps, phoneLine, lines, looks }, LineId.parse(promise.subjectId)),
    },
    documents: () => staticDocuments(lines.all(), to),
    softphonePass: staffId => {
      const identity = identityOf(staffId)
      const { AccessToken } = twilio.jwt
      const pass = new AccessToken(account.accountSid, account.apiKeySid, account.apiKeySecret, {
        identity,
        ttl: PASS_SECONDS,
        ...(account.region ? { region: account.region } : {}),
      })
      pass.addGrant(
        new AccessToken.VoiceGrant({ outgoingApplicationSid: account.appSid, incomingAllow: false }),
      )
      return { token: pass.toJwt(), identity }
    },
    close: async () => {
      following.stop()
      await replaying.stop()
      spool.close()
    },
  }
}

/** Without another provider the documents are served beside us: by the practice line, or as a last resort by ourselves. */
function documentsBeside(publicUrl: string, carrierOrigin: string | undefined): string {
  return carrierOrigin ? `${carrierOrigin}/documents` : `${publicUrl}/documents`
}
