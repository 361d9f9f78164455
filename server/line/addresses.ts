import type { CallPlace } from '#server/calls/phoneLine.ts'
import type { MessageId } from '#shared/ids.ts'

/** Connection overrides, in the carrier's own notation after '#': not part of what is signed. Source: telephony guide 1.3. */
const ANSWER = '#ct=1500&rt=3000&tt=8000&rc=2&rp=ct,rt,5xx'
const TOLD = '#rc=5&rp=all&tt=15000'

/** Where the carrier finds us: the configured public origin and nothing else. */
export type Addresses = {
  incoming: string
  status: string
  softphone: string
  softphoneStatus: string
  fallback: (lineId: CallPlace['lineId']) => string
  fallbackRecording: (lineId: CallPlace['lineId']) => string
  document: (name: string) => string
  chosen: (place: CallPlace) => string
  onCall: (place: CallPlace, round: number) => string
  screen: (place: CallPlace) => string
  screened: (place: CallPlace) => string
  recorded: (place: CallPlace) => string
  recording: (place: CallPlace) => string
  room: (place: CallPlace, claim: number) => string
  nurse: (place: CallPlace, claim: number) => string
  nursePressed: (place: CallPlace, claim: number) => string
  nurseStatus: (place: CallPlace, claim: number) => string
  callerStatus: (place: CallPlace, claim: number) => string
  partyStatus: (place: CallPlace, party: number) => string
  /** What somebody texts us. */
  textIncoming: string
  /** How far a text, or a ring, has come; and the key that was pressed. */
  text: (messageId: MessageId) => string
  ring: (messageId: MessageId) => string
  pressed: (messageId: MessageId) => string
}

export function addresses({
  publicUrl,
  documentsUrl,
}: {
  publicUrl: string
  documentsUrl: string
}): Addresses {
  const webhooks = `${publicUrl.replace(/\/$/, '')}/webhooks`
  const voice = `${webhooks}/voice`
  const messages = `${webhooks}/messages`
  const documents = documentsUrl.replace(/\/$/, '')
  const of = ({ lineId, callId }: CallPlace) => `${voice}/${lineId}/${callId}`
  return {
    incoming: `${voice}/incoming${ANSWER}`,
    status: `${voice}/status${TOLD}`,
    softphone: `${voice}/softphone${ANSWER}`,
    softphoneStatus: `${voice}/softphone-status${TOLD}`,
    fallback: lineId => `${documents}/fallback-${lineId}.xml`,
    fallbackRecording: lineId => `${voice}/${lineId}/fallback-recording${TOLD}`,
    document: name => `${documents}/${name}`,
    chosen: place => `${of(place)}/chosen${ANSWER}`,
    onCall: (place, round) => `${of(place)}/on-call/${round}${ANSWER}`,
    screen: place => `${of(place)}/screen${ANSWER}`,
    screened: place => `${of(place)}/screened${ANSWER}`,
    recorded: place => `${of(place)}/recorded${ANSWER}`,
    recording: place => `${of(place)}/recording${TOLD}`,
    room: (place, claim) => `${of(place)}/room/${claim}${TOLD}`,
    nurse: (place, claim) => `${of(place)}/nurse/${claim}${ANSWER}`,
    nursePressed: (place, claim) => `${of(place)}/nurse/${claim}/pressed${ANSWER}`,
    nurseStatus: (place, claim) => `${of(place)}/nurse/${claim}/status${TOLD}`,
    callerStatus: (place, claim) => `${of(place)}/caller/${claim}/status${TOLD}`,
    partyStatus: (place, party) => `${of(place)}/party/${party}/status${TOLD}`,
    textIncoming: `${messages}/incoming${TOLD}`,
    text: messageId => `${messages}/${messageId}/text${TOLD}`,
    ring: messageId => `${messages}/${messageId}/ring${TOLD}`,
    pressed: messageId => `${messages}/${messageId}/pressed${ANSWER}`,
  }
}
