/** The little of the browser's speech recognition that we use; TypeScript's DOM library does not name it. */
export type Recogniser = {
  lang: string
  interimResults: boolean
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null
  onend: (() => void) | null
  onerror: ((event: { error: string }) => void) | null
  start(): void
  stop(): void
}

/** A new recogniser for British English, or undefined where the browser has none. */
export function newRecogniser(): Recogniser | undefined {
  const Made = found('SpeechRecognition') ?? found('webkitSpeechRecognition')
  if (!Made) return undefined
  const recogniser = new Made()
  recogniser.lang = 'en-GB'
  recogniser.interimResults = true
  return recogniser
}

export function canRecognise(): boolean {
  return (found('SpeechRecognition') ?? found('webkitSpeechRecognition')) !== undefined
}

/** The words so far, of all that was understood. */
export function wordsOf(results: ArrayLike<ArrayLike<{ transcript: string }>>): string {
  return Array.from(results, result => result[0]?.transcript ?? '').join('')
}

function found(name: string): (new () => Recogniser) | undefined {
  const made: unknown = Reflect.get(window, name)
  // A browser that has the name has the interface of the Web Speech API.
  return typeof made === 'function' ? (made as new () => Recogniser) : undefined
}
