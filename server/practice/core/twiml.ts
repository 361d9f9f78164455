/** An XML element without its namespace; `text` is its own text and that of everything inside. */
export type XmlElement = {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

/** One instruction of a document. */
export type Verb = XmlElement
export type TwimlDocument = { verbs: Verb[]; warnings: string[] }
export type TwimlRefusal = { code: 12100 | 12102 }

/** The attributes and children each element may have; everything else is a warning (12200) and has no effect. */
const GRAMMAR: Record<string, { attributes: string; children?: string }> = {
  Say: { attributes: 'voice language loop' },
  Play: { attributes: 'loop digits' },
  Pause: { attributes: 'length' },
  Gather: {
    attributes:
      'action actionOnEmptyResult bargeIn debug enhanced finishOnKey hints input language maxSpeechTime method numDigits partialResultCallback partialResultCallbackMethod profanityFilter speechModel speechTimeout timeout',
    children: 'Say Play Pause',
  },
  Enqueue: { attributes: 'action maxQueueSize method waitUrl waitUrlMethod workflowSid', children: 'Task' },
  Leave: { attributes: '' },
  Dial: {
    attributes:
      'action answerOnBridge callerId events hangupOnStar method passports record recordingConfigurationId recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod recordingTrack referMethod referUrl ringTone sequential timeLimit timeout trim',
    children: 'Number Client Queue Conference Sip',
  },
  Number: {
    attributes:
      'amdStatusCallback amdStatusCallbackMethod byoc machineDetection machineDetectionSilenceTimeout machineDetectionSpeechEndThreshold machineDetectionSpeechThreshold machineDetectionTimeout method sendDigits statusCallback statusCallbackEvent statusCallbackMethod url',
  },
  Client: {
    attributes: 'method statusCallback statusCallbackEvent statusCallbackMethod url',
    children: 'Identity Parameter',
  },
  Identity: { attributes: '' },
  Parameter: { attributes: 'name value' },
  Queue: { attributes: 'method postWorkActivitySid reservationSid url' },
  Conference: {
    attributes:
      'beep coach endConferenceOnExit eventCallbackUrl jitterBufferSize maxParticipants muted participantLabel record recordingConfigurationId recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod region startConferenceOnEnter statusCallback statusCallbackEvent statusCallbackMethod trim waitMethod waitUrl',
  },
  Sip: {
    attributes:
      'amdStatusCallback amdStatusCallbackMethod machineDetection machineDetectionSilenceTimeout machineDetectionSpeechEndThreshold machineDetectionSpeechThreshold machineDetectionTimeout method password statusCallback statusCallbackEvent statusCallbackMethod url username',
    children: 'Headers Uri',
  },
  Record: {
    attributes:
      'action finishOnKey maxLength method playBeep recordingConfigurationId recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod timeout transcribe transcribeCallback trim',
  },
  Redirect: { attributes: 'method' },
  Reject: { attributes: 'reason', children: 'Parameter' },
  Hangup: { attributes: '', children: 'Parameter' },
  Start: { attributes: 'action method', children: 'Recording Stream Transcription Siprec' },
  Stop: { attributes: '', children: 'Stream Transcription Siprec' },
  Transcription: {
    attributes:
      'enableAutomaticPunctuation hints inboundTrackLabel intelligenceService languageCode name outboundTrackLabel partialResults profanityFilter speechModel statusCallbackMethod statusCallbackUrl track transcriptionEngine',
    children: 'Config Parameter',
  },
  Recording: {
    attributes:
      'channels recordingConfigurationId recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod track trim',
  },
  Stream: {
    attributes: 'audioFormat connectorName name sampleRate statusCallback statusCallbackMethod track url',
    children: 'Parameter',
  },
  Refer: { attributes: 'action method', children: 'Sip' },
}

/** Instructions this line carries out. Others of the carrier's (Connect, Pay, Echo …) are refused with a warning. */
const VERBS = new Set(
  'Say Play Pause Gather Enqueue Leave Dial Record Redirect Reject Hangup Start Stop Refer'.split(' '),
)

/** What may stand in the document of a waiting, held or whispered-to caller. Sources: the Enqueue, Queue and Conference pages. */
const ALLOWED_VERBS = {
  queueWait: new Set('Play Say Pause Hangup Redirect Leave Gather'.split(' ')),
  queueWhisper: new Set('Play Say Pause Redirect'.split(' ')),
  conference: new Set('Play Say Pause Redirect'.split(' ')),
} as const

/** The instructions of a document and what is odd about it; refuses a root that is not Response (12102). */
export function readTwiml(root: XmlElement): TwimlDocument | TwimlRefusal {
  if (root.name !== 'Response') return { code: 12102 }
  const warnings: string[] = []
  const verbs = root.children.filter(verb => {
    if (VERBS.has(verb.name)) return true
    warnings.push(`<${verb.name}> is not an instruction known here`)
    return false
  })
  for (const verb of verbs) check(verb, warnings)
  return { verbs, warnings }
}

/** The first instruction that may not stand in such a document, if there is one. */
export function forbiddenVerb(verbs: Verb[], kind: keyof typeof ALLOWED_VERBS): string | undefined {
  return verbs.find(verb => !ALLOWED_VERBS[kind].has(verb.name))?.name
}

/** 'true' / 'false' as documents write it; anything else is the default. */
export function flag(verb: Verb, name: string, otherwise: boolean): boolean {
  const text = verb.attributes[name]
  return text === 'true' ? true : text === 'false' ? false : otherwise
}

/** A whole number within bounds, or the default. */
export function count(verb: Verb, name: string, otherwise: number, least = 0): number {
  const text = verb.attributes[name]
  const number = text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  return number >= least ? number : otherwise
}

export function method(verb: Verb, name: string, otherwise: 'GET' | 'POST' = 'POST'): 'GET' | 'POST' {
  const text = verb.attributes[name]?.toUpperCase()
  return text === 'GET' || text === 'POST' ? text : otherwise
}

/** The words of a space-separated list attribute. */
export function words(verb: Verb, name: string): string[] | undefined {
  return verb.attributes[name]?.split(/\s+/).filter(Boolean)
}

function check(element: XmlElement, warnings: string[]): void {
  const known = GRAMMAR[element.name]
  if (!known) return
  const attributes = known.attributes.split(' ')
  for (const name of Object.keys(element.attributes))
    if (!attributes.includes(name)) warnings.push(`<${element.name}> has no attribute '${name}'`)
  // Say may hold SSML, which is spoken as its text.
  if (element.name === 'Say') return
  const children = (known.children ?? '').split(' ')
  for (const child of element.children) {
    if (children.includes(child.name)) check(child, warnings)
    else warnings.push(`<${child.name}> may not stand in <${element.name}>`)
  }
}
