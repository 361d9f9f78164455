import { isoSeconds, rfc2822 } from '../core/dates.ts'
import type { Resource } from '../core/resources.ts'
import { accountUri } from '../core/resources.ts'
import { isDiallable } from '../core/withheld.ts'
import type { LineNumberOptions } from '../lineOptions.ts'
import type { World } from '../world.ts'
import { notFound } from './problem.ts'
import type { RestReply, RestRequest, RestRoute } from './request.ts'
import { ACCOUNT, listPage, methodOf } from './request.ts'

export const numberRoutes: RestRoute[] = [
  { method: 'get', path: `${ACCOUNT}/IncomingPhoneNumbers.json`, handle: list },
  { method: 'get', path: `${ACCOUNT}/IncomingPhoneNumbers/:sid.json`, handle: fetchNumber },
  { method: 'post', path: `${ACCOUNT}/IncomingPhoneNumbers/:sid.json`, handle: update },
  { method: 'get', path: '/lookups/v2/PhoneNumbers/:number', handle: lookUp },
  { method: 'get', path: '/routes/v2/PhoneNumbers/:number', handle: fetchRoute },
  { method: 'post', path: '/routes/v2/PhoneNumbers/:number', handle: updateRoute },
]

type OwnNumber = LineNumberOptions & { sid: string }

function list(request: RestRequest): RestReply {
  const { world, query } = request
  const wanted = query.get('PhoneNumber')
  const rows = [...world.numbers.values()].filter(n => wanted === null || n.number.includes(wanted))
  return listPage(
    request,
    'incoming_phone_numbers',
    rows.map(number => show(world, number)),
  )
}

function fetchNumber({ world, params }: RestRequest): RestReply {
  return { status: 200, body: show(world, numberOf(world, params.sid)) }
}

function update({ world, params, form }: RestRequest): RestReply {
  const number = numberOf(world, params.sid)
  const text = (name: string, before: string | undefined) => form.get(name) ?? before
  const changed: OwnNumber = {
    ...number,
    voiceUrl: text('VoiceUrl', number.voiceUrl) ?? '',
    voiceMethod: methodOf(form, 'VoiceMethod', number.voiceMethod),
    voiceFallbackUrl: text('VoiceFallbackUrl', number.voiceFallbackUrl) || undefined,
    voiceFallbackMethod: methodOf(form, 'VoiceFallbackMethod', number.voiceFallbackMethod),
    statusCallback: text('StatusCallback', number.statusCallback) || undefined,
    statusCallbackMethod: methodOf(form, 'StatusCallbackMethod', number.statusCallbackMethod),
    smsUrl: text('SmsUrl', number.smsUrl) || undefined,
    name: text('FriendlyName', number.name),
  }
  world.numbers.set(number.number, changed)
  return { status: 200, body: show(world, changed) }
}

function numberOf(world: World, sid: string | undefined): OwnNumber {
  const number = [...world.numbers.values()].find(n => n.sid === sid)
  if (!number) throw notFound(`/IncomingPhoneNumbers/${sid}.json`)
  return number
}

function show(world: World, number: OwnNumber): Resource {
  const created = rfc2822(world.startedAt)
  return {
    sid: number.sid,
    account_sid: world.options.accountSid,
    address_sid: null,
    address_requirements: 'none',
    api_version: '2010-04-01',
    beta: false,
    bundle_sid: null,
    capabilities: { voice: true, sms: number.number.startsWith('+447'), mms: false, fax: false },
    date_created: created,
    date_updated: created,
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    emergency_status: 'Active',
    friendly_name: number.name ?? number.number,
    identity_sid: null,
    origin: 'twilio',
    phone_number: number.number,
    sms_application_sid: null,
    sms_fallback_method: 'POST',
    sms_fallback_url: null,
    sms_method: number.smsMethod ?? 'POST',
    sms_url: number.smsUrl ?? null,
    status: 'in-use',
    status_callback: number.statusCallback ?? null,
    status_callback_method: number.statusCallbackMethod ?? 'POST',
    trunk_sid: null,
    type: number.number.startsWith('+447') ? 'mobile' : 'local',
    uri: `${accountUri(world.options.accountSid)}/IncomingPhoneNumbers/${number.sid}.json`,
    voice_application_sid: null,
    voice_caller_id_lookup: false,
    voice_fallback_method: number.voiceFallbackMethod ?? 'POST',
    voice_fallback_url: number.voiceFallbackUrl ?? null,
    voice_method: number.voiceMethod ?? 'POST',
    voice_receive_mode: 'voice',
    voice_url: number.voiceUrl,
  }
}

/** Whether a number is plausible and, when asked, what kind of line it is: British mobiles begin with 07. */
function lookUp({ params, query }: RestRequest): RestReply {
  const number = params.number ?? ''
  const isValid = isDiallable(number)
  const isBritish = number.startsWith('+44')
  const isAsked = (query.get('Fields') ?? '').split(',').includes('line_type_intelligence')
  return {
    status: 200,
    body: {
      calling_country_code: isValid && isBritish ? '44' : null,
      country_code: isValid && isBritish ? 'GB' : null,
      phone_number: number,
      national_format: isValid && isBritish ? `0${number.slice(3)}` : null,
      valid: isValid,
      validation_errors: isValid ? null : [number.length > 16 ? 'TOO_LONG' : 'NOT_A_NUMBER'],
      caller_name: null,
      sim_swap: null,
      call_forwarding: null,
      line_status: null,
      line_type_intelligence:
        isAsked && isValid
          ? {
              carrier_name: 'Practice line',
              type: number.startsWith('+447') ? 'mobile' : 'landline',
              mobile_country_code: '234',
              mobile_network_code: '999',
            }
          : null,
      identity_match: null,
      reassigned_number: null,
      sms_pumping_risk: null,
      phone_number_quality_score: null,
      pre_fill: null,
      url: `https://lookups.twilio.com/v2/PhoneNumbers/${number}`,
    },
  }
}

function fetchRoute({ world, params }: RestRequest): RestReply {
  return { status: 200, body: showRoute(world, params.number ?? '') }
}

function updateRoute({ world, params, form }: RestRequest): RestReply {
  const number = params.number ?? ''
  if (!world.numbers.has(number)) throw notFound(`/PhoneNumbers/${number}`)
  world.routes.set(number, form.get('VoiceRegion') ?? 'us1')
  return { status: 200, body: showRoute(world, number) }
}

function showRoute(world: World, number: string): Resource {
  const own = world.numbers.get(number)
  if (!own) throw notFound(`/PhoneNumbers/${number}`)
  const at = isoSeconds(world.startedAt)
  return {
    phone_number: number,
    url: `https://routes.twilio.com/v2/PhoneNumbers/${number}`,
    sid: own.sid.replace('PN', 'QQ'),
    account_sid: world.options.accountSid,
    friendly_name: own.name ?? number,
    voice_region: world.routes.get(number) ?? 'us1',
    date_created: at,
    date_updated: at,
  }
}
