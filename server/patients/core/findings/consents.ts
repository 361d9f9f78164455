/** The four agreements (domain guide 2.7), and what each is to. */
export type Agreement = 'consentToRegister' | 'consentToShare' | 'consentToTellCarers' | 'consentToRecording'

export const CONSENTS = [
  ['consentToRegister', 'to be on the register'],
  ['consentToShare', 'to share'],
  ['consentToTellCarers', 'that carers may be told'],
  ['consentToRecording', 'that calls with a nurse are recorded'],
] as const satisfies readonly (readonly [Agreement, string])[]
