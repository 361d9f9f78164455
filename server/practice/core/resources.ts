import type { CallStatus } from '#shared/practice.ts'
import type { CallFacts } from './callbackForms.ts'
import type { Conference, Participant } from './conference.ts'
import { isoSeconds, rfc2822 } from './dates.ts'
import type { Queue, Waiting } from './queue.ts'
import { averageWaitSeconds, positionOf } from './queue.ts'

/** Bodies of REST answers, as the 2010 API writes them: snake_case, RFC 2822 times, numbers of seconds as text. */
export type Resource = Record<string, unknown>

export function accountUri(accountSid: string): string {
  return `/2010-04-01/Accounts/${accountSid}`
}

const date = (ms: number | undefined) => (ms === undefined ? null : rfc2822(ms))

type CallResourceFacts = CallFacts & {
  createdAt: number
  queueMs: number
  phoneNumberSid: string | undefined
}

export function callResource(call: CallResourceFacts): Resource {
  const uri = `${accountUri(call.accountSid)}/Calls/${call.sid}`
  const seconds = Math.round(((call.endedAt ?? 0) - (call.answeredAt ?? call.endedAt ?? 0)) / 1000)
  return {
    sid: call.sid,
    account_sid: call.accountSid,
    parent_call_sid: call.parentSid ?? null,
    date_created: date(call.createdAt),
    date_updated: date(call.endedAt ?? call.answeredAt ?? call.createdAt),
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    phone_number_sid: call.phoneNumberSid ?? null,
    status: restStatus(call.status),
    start_time: date(call.answeredAt ?? (call.endedAt === undefined ? undefined : call.createdAt)),
    end_time: date(call.endedAt),
    duration: call.endedAt === undefined ? null : String(seconds),
    price: null,
    price_unit: 'USD',
    direction: call.direction,
    answered_by: null,
    api_version: '2010-04-01',
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: String(call.queueMs),
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json`, events: `${uri}/Events.json` },
  }
}

/** REST does not know 'initiated': until it rings a call is queued. */
function restStatus(status: CallStatus): string {
  return status === 'initiated' ? 'queued' : status
}

export function conferenceResource(conference: Conference, accountSid: string): Resource {
  const uri = `${accountUri(accountSid)}/Conferences/${conference.sid}`
  return {
    sid: conference.sid,
    account_sid: accountSid,
    friendly_name: conference.name,
    status: conference.status,
    date_created: date(conference.createdAt),
    date_updated: date(conference.updatedAt),
    api_version: '2010-04-01',
    region: 'ie1',
    reason_conference_ended: conference.ending ?? null,
    call_sid_ending_conference: conference.endedBy?.callSid ?? null,
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
  }
}

export type ParticipantStatus = 'queued' | 'connecting' | 'ringing' | 'connected' | 'complete' | 'failed'

export function participantResource(
  participant: Participant,
  about: { accountSid: string; conferenceSid: string; status: ParticipantStatus; updatedAt: number },
): Resource {
  const { accountSid, conferenceSid, status, updatedAt } = about
  return {
    account_sid: accountSid,
    call_sid: participant.callSid,
    conference_sid: conferenceSid,
    label: participant.label ?? null,
    call_sid_to_coach: participant.coaches ?? null,
    coaching: participant.coaches !== undefined,
    muted: participant.muted,
    hold: participant.hold,
    start_conference_on_enter: participant.startsConference,
    end_conference_on_exit: participant.endsConference,
    status,
    queue_time: null,
    date_created: date(participant.joinedAt),
    date_updated: date(updatedAt),
    uri: `${accountUri(accountSid)}/Conferences/${conferenceSid}/Participants/${participant.callSid}.json`,
  }
}

export function queueResource(queue: Queue, accountSid: string, at: number): Resource {
  return {
    sid: queue.sid,
    account_sid: accountSid,
    friendly_name: queue.name,
    current_size: queue.waiting.length,
    max_size: queue.maxSize,
    average_wait_time: averageWaitSeconds(queue, at),
    date_created: date(queue.createdAt),
    date_updated: date(queue.updatedAt),
    uri: `${accountUri(accountSid)}/Queues/${queue.sid}.json`,
  }
}

export function memberResource(queue: Queue, waiting: Waiting, accountSid: string, at: number): Resource {
  return {
    queue_sid: queue.sid,
    call_sid: waiting.callSid,
    date_enqueued: date(waiting.since),
    position: positionOf(queue, waiting.callSid) ?? 0,
    wait_time: Math.floor((at - waiting.since) / 1000),
    uri: `${accountUri(accountSid)}/Queues/${queue.sid}/Members/${waiting.callSid}.json`,
  }
}

export function alertResource(
  alert: {
    sid: string
    code: number
    at: number
    url: string
    method: string
    resourceSid: string
    text: string
  },
  accountSid: string,
  level: string,
): Resource {
  return {
    sid: alert.sid,
    account_sid: accountSid,
    alert_text: alert.text,
    api_version: '2010-04-01',
    date_created: isoSeconds(alert.at),
    date_generated: isoSeconds(alert.at),
    date_updated: isoSeconds(alert.at),
    error_code: String(alert.code),
    log_level: level,
    more_info: moreInfo(alert.code),
    request_method: alert.method === 'GET' ? 'GET' : 'POST',
    request_url: alert.url,
    resource_sid: alert.resourceSid,
    service_sid: null,
    url: `https://monitor.twilio.com/v1/Alerts/${alert.sid}`,
  }
}

export function moreInfo(code: number): string {
  return `https://www.twilio.com/docs/errors/${code}`
}
