/** One leg in a conference. */
export type Participant = {
  callSid: string
  label?: string | undefined
  muted: boolean
  hold: boolean
  /** The one participant who hears this one, when this one whispers. */
  coaches?: string | undefined
  startsConference: boolean
  endsConference: boolean
  joinedAt: number
}

type ConferenceEnding =
  | 'conference-ended-via-api'
  | 'last-participant-kicked'
  | 'last-participant-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'participant-with-end-conference-on-exit-left'

export type LeaveReason =
  | 'conference_ended_via_api'
  | 'moderator_ended_conference'
  | 'participant_updated_via_api'
  | 'participant_hung_up'
  | 'participant_add_failed'

export type Conference = {
  sid: string
  name: string
  status: 'init' | 'in-progress' | 'completed'
  createdAt: number
  updatedAt: number
  participants: Participant[]
  maxParticipants: number
  /** A wait document that failed: such a conference is never established. */
  cannotStart: boolean
  ending?: ConferenceEnding | undefined
  endedBy?: { callSid: string; label?: string | undefined } | undefined
}

/** What happened, in order; the fields beside those every conference event carries. */
export type ConferenceHappening = {
  event: string
  participant?: Participant
  fields?: Record<string, string>
}
export type Step = { conference: Conference; happened: ConferenceHappening[]; released: string[] }
/** Why a leg may not join: full, label in use, over. */
type JoinRefusal = 16020 | 16022 | 16025

export function newConference(sid: string, name: string, at: number, maxParticipants = 250): Conference {
  return {
    sid,
    name,
    status: 'init',
    createdAt: at,
    updatedAt: at,
    participants: [],
    maxParticipants,
    cannotStart: false,
  }
}

/** A label may not be longer than 128 characters, hold a '/' or look like a call's sid (16023). */
export function isLabel(label: string): boolean {
  return label.length <= 128 && !label.includes('/') && !/^CA[0-9a-f]{32}$/i.test(label)
}

/** One more in the room; it starts as soon as two are in and one of them may start it. Labels are unique. */
export function join(conference: Conference, who: Participant, at: number): Step | JoinRefusal {
  if (conference.status === 'completed') return 16022
  if (conference.participants.length >= conference.maxParticipants) return 16020
  if (who.label !== undefined && conference.participants.some(p => p.label === who.label)) return 16025
  const joined = { ...conference, updatedAt: at, participants: [...conference.participants, who] }
  const starts =
    joined.status === 'init' &&
    !joined.cannotStart &&
    joined.participants.length >= 2 &&
    joined.participants.some(p => p.startsConference)
  const happened: ConferenceHappening[] = [{ event: 'participant-join', participant: who }]
  if (starts) happened.push({ event: 'conference-start' })
  return { conference: starts ? { ...joined, status: 'in-progress' } : joined, happened, released: [] }
}

/** Somebody goes. Ends the conference when it was the last one, or one who ends it by leaving: the others are released. */
export function leave(
  conference: Conference,
  callSid: string,
  { reason, callStatus, wasRemoved }: { reason: LeaveReason; callStatus: string; wasRemoved: boolean },
  at: number,
): Step {
  const who = conference.participants.find(p => p.callSid === callSid)
  if (!who) return { conference, happened: [], released: [] }
  const rest = conference.participants.filter(p => p !== who)
  const after = { ...conference, updatedAt: at, participants: rest }
  const happened = [leaving(who, reason, callStatus)]
  const isLast = rest.length === 0
  if (!isLast && !who.endsConference) return { conference: after, happened, released: [] }
  const ending: ConferenceEnding = who.endsConference
    ? `participant-with-end-conference-on-exit-${wasRemoved ? 'kicked' : 'left'}`
    : `last-participant-${wasRemoved ? 'kicked' : 'left'}`
  return finish(after, happened, { ending, endedBy: who, reason: 'moderator_ended_conference' }, at)
}

/** The conference is ended from outside. */
export function end(conference: Conference, at: number): Step {
  if (conference.status === 'completed') return { conference, happened: [], released: [] }
  const why = { ending: 'conference-ended-via-api', reason: 'conference_ended_via_api' } as const
  return finish({ ...conference, updatedAt: at }, [], why, at)
}

export type ParticipantChange = Partial<
  Pick<Participant, 'muted' | 'hold' | 'coaches' | 'endsConference' | 'startsConference'>
>

/** Mute, hold, coach or other changes; an event only for what really changed. */
export function change(conference: Conference, callSid: string, wanted: ParticipantChange, at: number): Step {
  const before = conference.participants.find(p => p.callSid === callSid)
  if (!before) return { conference, happened: [], released: [] }
  const who = { ...before, ...wanted }
  const happened: ConferenceHappening[] = []
  const tell = (event: string) => happened.push({ event, participant: who })
  if (who.muted !== before.muted) tell(who.muted ? 'participant-mute' : 'participant-unmute')
  if (who.hold !== before.hold) tell(who.hold ? 'participant-hold' : 'participant-unhold')
  const isModified =
    who.endsConference !== before.endsConference ||
    who.startsConference !== before.startsConference ||
    who.coaches !== before.coaches
  if (isModified) tell('participant-modify')
  const participants = conference.participants.map(p => (p === before ? who : p))
  return { conference: { ...conference, updatedAt: at, participants }, happened, released: [] }
}

/** Who hears what `callSid` says: everybody else who is neither held nor the wrong ear of a whisper. */
export function hearersOf(conference: Conference, callSid: string): string[] {
  const speaker = conference.participants.find(p => p.callSid === callSid)
  if (!speaker || speaker.muted || speaker.hold || conference.status !== 'in-progress') return []
  return conference.participants
    .filter(p => p.callSid !== callSid && !p.hold)
    .filter(p => speaker.coaches === undefined || p.callSid === speaker.coaches)
    .map(p => p.callSid)
}

/** Somebody who is in the talk together with `callSid`, whether or not a word is said; nobody before it starts or on hold. */
export function companionOf(conference: Conference, callSid: string): Participant | undefined {
  const own = conference.participants.find(p => p.callSid === callSid)
  if (!own || own.hold || conference.status !== 'in-progress') return undefined
  return conference.participants.find(p => p !== own && !p.hold)
}

/** The subscription ('join', 'hold', …) under which an event is told. */
export function subscriptionOf(event: string): string {
  if (event.startsWith('participant-speech')) return 'speaker'
  if (event.startsWith('announcement')) return 'announcement'
  const word = event.replace(/^(participant|conference)-/, '')
  return word === 'unmute' ? 'mute' : word === 'unhold' ? 'hold' : word
}

function finish(
  conference: Conference,
  before: ConferenceHappening[],
  why: { ending: ConferenceEnding; endedBy?: Participant; reason: LeaveReason },
  at: number,
): Step {
  const others = conference.participants
  const happened = [...before, ...others.map(p => leaving(p, why.reason, 'in-progress'))]
  happened.push({
    event: 'conference-end',
    fields: {
      ReasonConferenceEnded: why.ending,
      Reason: REASON_TEXT[why.ending],
      ...(why.endedBy && { CallSidEndingConference: why.endedBy.callSid }),
      ...(why.endedBy?.label !== undefined && { ParticipantLabelEndingConference: why.endedBy.label }),
    },
  })
  return {
    conference: {
      ...conference,
      status: 'completed',
      updatedAt: at,
      participants: [],
      ending: why.ending,
      endedBy: why.endedBy && { callSid: why.endedBy.callSid, label: why.endedBy.label },
    },
    happened,
    released: others.map(p => p.callSid),
  }
}

function leaving(participant: Participant, reason: LeaveReason, callStatus: string): ConferenceHappening {
  return {
    event: 'participant-leave',
    participant,
    fields: { ParticipantCallStatus: callStatus, ReasonParticipantLeft: reason },
  }
}

const REASON_TEXT: Record<ConferenceEnding, string> = {
  'conference-ended-via-api': 'Conference ended via API',
  'last-participant-kicked': 'Last participant removed',
  'last-participant-left': 'Last participant left',
  'participant-with-end-conference-on-exit-kicked': 'Participant with endConferenceOnExit removed',
  'participant-with-end-conference-on-exit-left': 'Participant with endConferenceOnExit left',
}
