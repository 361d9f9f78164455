import { z } from 'zod'
import { E164 } from '#shared/phoneNumber.ts'
import { phoneInAnySpelling } from './phoneSpelling.ts'

/** The practice line's own mobile: of those that Ofcom keeps for drama, and of nobody in the invented world. */
export const PRACTICE_SMS_FROM = E164.parse('+447700900900')
/** 07700 900000 to 900999 reach nobody. Source: Ofcom, numbers for use in TV and radio drama. */
const INVENTED = /^\+447700900\d{3}$/

/** British geographic numbers, 03 and 080 cannot be texted from; a word as a sender cannot be answered. Source: telephony guide 5. */
export const smsNumber = z
  .string()
  .transform(text => phoneInAnySpelling(text) ?? text)
  .pipe(
    z
      .string()
      .regex(
        /^\+447[1-57-9]\d{8}$/,
        'Give a mobile number of the carrier’s, such as 07400 123456: only those are texted back.',
      )
      .pipe(E164),
  )

export function isInvented(number: string): boolean {
  return INVENTED.test(number)
}
