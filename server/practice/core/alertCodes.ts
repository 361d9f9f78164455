/** The carrier's codes this line can raise, and how grave it finds them. Source: Twilio's list of error codes. */
const LEVELS: Record<number, { level: 'error' | 'warning'; text: string }> = {
  11100: { level: 'error', text: 'Invalid URL format' },
  11200: { level: 'error', text: 'HTTP retrieval failure' },
  11205: { level: 'error', text: 'HTTP connection failure' },
  11210: { level: 'error', text: 'HTTP bad host name' },
  11215: { level: 'error', text: 'HTTP too many redirects' },
  11220: { level: 'error', text: 'SSL/TLS handshake error' },
  11243: { level: 'error', text: 'HTTP retry policy is invalid' },
  11750: { level: 'error', text: 'TwiML response body too large' },
  11770: { level: 'error', text: 'Empty response body' },
  12100: { level: 'error', text: 'Document parse failure' },
  12102: { level: 'error', text: 'The root element must be Response' },
  12200: { level: 'warning', text: 'Schema validation warning' },
  12300: { level: 'error', text: 'Invalid Content-Type' },
  13201: { level: 'error', text: 'Dial: cannot dial out from a dialled call segment' },
  13214: { level: 'warning', text: 'Dial: invalid callerId value' },
  13224: { level: 'warning', text: 'Dial: the number is invalid' },
  13238: { level: 'error', text: 'Conference: invalid verb in waitUrl, holdUrl or announceUrl document' },
  13240: { level: 'error', text: 'Conference: invalid whisper sid' },
  13247: { level: 'error', text: 'Dial: invalid From number (caller ID)' },
  13801: { level: 'error', text: 'Refer not allowed on non-SIP call legs' },
  15003: { level: 'warning', text: 'Call progress: warning response to callback URL' },
  15004: { level: 'error', text: 'Action URL must be absolute when using TwiML to update a call' },
  16011: { level: 'error', text: 'Conference event: error response to callback URL' },
  16020: { level: 'error', text: 'Conference is full' },
  16021: { level: 'error', text: 'Failed to join conference: account concurrency limit exceeded' },
  16022: { level: 'error', text: 'Conference does not exist or is completed' },
  16023: { level: 'error', text: 'Conference: invalid participant label' },
  16025: { level: 'error', text: 'Conference: participant label is in use by another participant' },
  16027: { level: 'error', text: 'Participant to be whispered to is on hold' },
  16028: { level: 'error', text: 'Participant to be whispered to is not in the conference' },
  16101: { level: 'warning', text: 'Recording unavailable: too short' },
  16102: { level: 'warning', text: 'Recording unavailable: silent' },
  21626: { level: 'warning', text: "Invalid 'StatusCallbackEvent'" },
  32015: { level: 'warning', text: 'Call ended: maximum call duration' },
  32018: { level: 'error', text: 'Twiml size exceeded' },
  32650: { level: 'error', text: 'Transcription engine is invalid' },
}

export function alertLevel(code: number): 'error' | 'warning' {
  return LEVELS[code]?.level ?? 'error'
}

export function alertText(code: number): string {
  return LEVELS[code]?.text ?? 'Error'
}
