import type { z } from 'zod'
import { callOfEntry, keepIgnored, readCall } from '#server/calls/callStore.ts'
import { type CallDeps, changeCall } from '#server/calls/changeCall.ts'
import { holder } from '#server/calls/core/follows.ts'
import type { CallPlace } from '#server/calls/phoneLine.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import type { HearDeps } from '#server/messages/hearAnswer.ts'
import { isOutage } from '#server/platform/database.ts'
import { CallId, type LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import type { Addresses } from './addresses.ts'
import { callIdOf } from './callIdOf.ts'
import * as hear from './core/toCallEvent.ts'
import { fallback } from './documents.ts'
import { keyWithin } from './keyWithin.ts'
import type { Lines } from './lines.ts'
import { messageKinds } from './messageWebhooks.ts'
import { staffOf } from './softphoneIdentity.ts'
import * as forms from './twilioForms.ts'
import * as speak from './twiml.ts'

/** One webhook as it came: its path below /webhooks, its form, when. */
export type Webhook = { path: string; form: Readonly<Record<string, string | string[]>>; receivedAt: Instant }

/** `twiml` for a document the carrier runs, `heard` for a callback that only tells. */
export type Reply = { kind: 'twiml'; document: string } | { kind: 'heard' }

export type WebhookDeps = CallDeps & HearDeps & { lines: Lines; to: Addresses; accountSid: string }

/** What one kind of webhook is: what it stores, and what it answers. The answer never needs the database. */
export type Kind = {
  schema: z.ZodType<Record<string, unknown>>
  store: (webhook: Webhook, form: Record<string, unknown>) => Promise<void>
  answer: (webhook: Webhook, form: Record<string, unknown>) => Reply | Promise<Reply>
}

export type Found = { kind: 'found'; webhook: Kind } | { kind: 'unknown' }

const HEARD: Reply = { kind: 'heard' }
const NOT_YOURS = 'This call is not with you any more. Good-bye.'
const SORRY = 'We are sorry, this number is not in service. In an emergency, ring 999.'

/** The webhooks of the line by their path. Storing and answering are apart: the one may wait for the database, the other not. */
export function webhookKinds(deps: WebhookDeps): (path: string) => Found {
  const { lines, to } = deps
  const twiml = (document: string): Reply => ({ kind: 'twiml', document })

  async function keep(heard: hear.Heard, webhook: Webhook, place: CallPlace | null): Promise<void> {
    const sourceKey = keyWithin(heard.key)
    const { form } = webhook
    const entry = { sourceKey, form, byStaff: null, at: webhook.receivedAt, event: { kind: 'ignored' } }
    if (!place || 'ignored' in heard) {
      // A key of its own where the line is not known: told again when it is, the same word must be new.
      const because = 'ignored' in heard ? heard.ignored : 'it belongs to no line of this house'
      const known = place && (await knownCall(place.callId))
      const callId = known?.lineId === place?.lineId ? (known?.id ?? null) : null
      const kept = { ...entry, sourceKey: place ? sourceKey : `no-line/${sourceKey}` }
      await keepIgnored(deps.db, { callId, lineId: place?.lineId ?? null }, kept, because)
      return
    }
    const { event } = heard
    const changed = await changeCall<'another line'>(deps, place, call =>
      call && call.lineId !== place.lineId
        ? { kind: 'refuse', refusal: 'another line' }
        : { kind: 'event', sourceKey, event, form },
    )
    if (changed.kind === 'refused')
      await keepIgnored(deps.db, { callId: null, lineId: place.lineId }, entry, 'the call is of another line')
  }

  /** For what never changes once it is there: its line, its caller's leg. */
  async function knownCall(callId: CallId): Promise<StoredCall | null> {
    return deps.keptCalls?.of(callId) ?? (await readCall(deps.db, callId))
  }

  function placeOf(form: Record<string, unknown>): CallPlace | null {
    const line = lines.byNumber(String(form.To)) ?? lines.byNumber(String(form.Called))
    return line ? { lineId: line.lineId, callId: callIdOf(String(form.CallSid)) } : null
  }

  const incoming: Kind = {
    schema: forms.VoiceForm,
    store: (webhook, form) => keep(hear.rang(form, webhook.receivedAt), webhook, placeOf(form)),
    answer: (_webhook, form) => {
      const place = placeOf(form)
      const line = place && lines.byId(place.lineId)
      return twiml(line ? speak.firstAnswer(line, place, to) : speak.sayAndHangUp(SORRY))
    },
  }

  const fellBack: Kind = {
    schema: forms.FallbackForm,
    store: async (webhook, form) => {
      await keep(hear.rang(form, webhook.receivedAt), webhook, placeOf(form))
      await keep(hear.fellBack(form, webhook.receivedAt), webhook, placeOf(form))
    },
    answer: (_webhook, form) => {
      const line = lines.byNumber(String(form.To))
      return twiml(line ? fallback(line, to) : speak.sayAndHangUp(SORRY))
    },
  }

  /**
   * The end of a caller's leg. If its beginning never reached us it is made up for now: nobody who rang is forgotten, and
   * a call that is known only by the message it left learns here whom to ring back.
   */
  const status: Kind = {
    schema: forms.StatusForm,
    store: async (webhook, form) => {
      const place = placeOf(form)
      if (place && !(await knownCall(place.callId))?.facts.callSid) {
        await keep(hear.mustHaveRung(form, webhook.receivedAt), { ...webhook, form: {} }, place)
      }
      await keep(hear.callerStatus(form, webhook.receivedAt), webhook, place)
    },
    answer: () => HEARD,
  }

  const softphone: Kind = {
    schema: forms.SoftphoneForm,
    store: async () => undefined, // what is stored depends on who holds the call: the answer below does both
    answer: async (webhook, form) => {
      const callId = CallId.safeParse(form.callId).data
      const staffId = staffOf(String(form.From))
      const call = callId && (await readCall(deps.db, callId))
      const held = call && holder(call.facts)
      if (!call || !held || held.staffId !== staffId) return twiml(speak.sayAndHangUp(NOT_YOURS))
      const place = { callId: call.id, lineId: call.lineId }
      await keep(hear.letIn(form, webhook.receivedAt, held.number), webhook, place)
      return twiml(speak.nurseIntoRoom(place, held.number, to))
    },
  }

  /** A browser leg's end names neither call nor claim: it is of the call that this leg was let into. */
  const softphoneStatus: Kind = {
    schema: forms.StatusForm,
    store: async (webhook, form) => {
      const leg = String(form.CallSid)
      const call = await callOfEntry(deps.db, hear.keyOfLetIn(leg))
      const claim = call && Object.entries(call.facts.nurseLegs).find(([, legs]) => leg in legs)?.[0]
      const heard = hear.nurseStatus(form, webhook.receivedAt, Number(claim ?? 0))
      const place = call && { callId: call.id, lineId: call.lineId }
      await keep(claim ? heard : { key: heard.key, ignored: 'no call knows this leg' }, webhook, place)
    },
    answer: () => HEARD,
  }

  /** Whether the claim that a phone was rung for still holds. When nobody can be asked she is let in: somebody may be waiting. */
  async function holdsStill(callId: CallId, claim: number): Promise<boolean> {
    try {
      const call = await readCall(deps.db, callId)
      return call !== null && holder(call.facts)?.number === claim
    } catch (error) {
      if (isOutage(error)) return true
      throw error
    }
  }

  const ofCall = (place: CallPlace, rest: string): Kind | undefined => {
    const line = lines.byId(place.lineId)
    if (!line) return undefined
    const told = (
      schema: Kind['schema'],
      listen: (form: Record<string, unknown>, at: Instant) => hear.Heard,
    ): Kind => ({
      schema,
      store: (webhook, form) => keep(listen(form, webhook.receivedAt), webhook, place),
      answer: () => HEARD,
    })
    const asked = (
      kind: Kind,
      answer: (form: Record<string, unknown>) => string | Promise<string>,
    ): Kind => ({
      ...kind,
      answer: async (_webhook, form) => twiml(await answer(form)),
    })
    const silent: Kind = { schema: forms.VoiceForm, store: async () => undefined, answer: () => HEARD }
    const [name, number = '', then] = rest.split('/')
    const n = /^[1-9]\d{0,4}$/.test(number) ? Number(number) : undefined
    switch (`${name}${n === undefined ? '' : '/n'}${then ? `/${then}` : ''}`) {
      case 'wait':
        return told(forms.WaitForm, hear.queued)
      case 'chosen':
        return asked(told(forms.ChosenForm, hear.pressed), form =>
          speak.afterChoice(String(form.Digits ?? ''), hear.isWithheld(form), line, place, to),
        )
      case 'on-call/n':
        return asked(
          told(forms.DialForm, (form, at) => hear.onCallTried(form, at, n ?? 0)),
          form => speak.afterOnCall(form.DialBridged === 'true', place, to),
        )
      case 'screen':
        return asked(silent, () =>
          speak.pressOne(
            to.screened(place),
            'This is the care line. A caller is waiting. Press 1 to speak to them.',
          ),
        )
      case 'screened':
        return asked(told(forms.ChosenForm, hear.onCallAnswered), form =>
          form.Digits === '1' ? speak.goOn() : speak.sayAndHangUp('Good-bye.'),
        )
      case 'recorded':
        return asked(told(forms.RecordForm, hear.leftMessage), () => speak.afterMessage())
      case 'recording':
        return told(forms.RecordingForm, hear.recorded)
      case 'room/n':
        return told(forms.ConferenceForm, (form, at) => hear.inRoom(form, at, n ?? 0))
      case 'nurse/n':
        return asked(
          told(forms.VoiceForm, (form, at) => hear.nurseStatus(form, at, n ?? 0)),
          () =>
            speak.pressOne(
              to.nursePressed(place, n ?? 0),
              'This is the care line. A caller is waiting for you. Press 1 to speak to them.',
            ),
        )
      case 'nurse/n/pressed':
        return asked({ ...silent, schema: forms.ChosenForm }, async form => {
          if (form.Digits !== '1') return speak.sayAndHangUp('Good-bye.')
          const isHers = await holdsStill(place.callId, n ?? 0)
          return isHers ? speak.nurseIntoRoom(place, n ?? 0, to) : speak.sayAndHangUp(NOT_YOURS)
        })
      case 'nurse/n/status':
        return told(forms.StatusForm, (form, at) => hear.nurseStatus(form, at, n ?? 0))
      case 'caller/n/status':
        return told(forms.StatusForm, hear.rungStatus)
      case 'party/n/status':
        return told(forms.StatusForm, (form, at) => hear.partyStatus(form, at, n ?? 0))
      default:
        return undefined
    }
  }

  /** A message left after the fallback document: known only by the caller's leg and the line. */
  const fallbackRecording = (lineId: LineId): Kind => ({
    schema: forms.RecordingForm,
    store: (webhook, form) =>
      keep(hear.recorded(form, webhook.receivedAt), webhook, {
        lineId,
        callId: callIdOf(String(form.CallSid)),
      }),
    answer: () => HEARD,
  })

  /** What is about nothing of ours is kept, with the reason, and never a failure. */
  const keepUnknown = (webhook: Webhook, form: Record<string, unknown>, because: string) =>
    keep({ key: hear.keyOfOther(webhook.path, form), ignored: because }, webhook, null)
  const ofMessages = messageKinds(deps, keepUnknown)

  // Maps and not objects: a path named after something every object has ('constructor') is no webhook.
  const named = new Map<string, Kind>([
    ['voice/incoming', incoming],
    ['voice/fallback', fellBack],
    ['voice/status', status],
    ['voice/softphone', softphone],
    ['voice/softphone-status', softphoneStatus],
    [
      'voice/transcription',
      {
        schema: forms.AnyForm,
        store: (webhook, form) => keepUnknown(webhook, form, 'calls are not transcribed'),
        answer: () => HEARD,
      },
    ],
  ])

  return path => {
    const kind = named.get(path) ?? ofMessages(path) ?? belowALine(path)
    return kind ? { kind: 'found', webhook: kind } : { kind: 'unknown' }
  }

  function belowALine(path: string): Kind | undefined {
    const [voice, lineId = '', callId = '', ...rest] = path.split('/')
    const line = voice === 'voice' ? lines.byId(lineId) : undefined
    if (!line) return undefined
    if (callId === 'fallback-recording') return fallbackRecording(line.lineId)
    const call = CallId.safeParse(callId).data
    return call && ofCall({ lineId: line.lineId, callId: call }, rest.join('/'))
  }
}
