import { E164 } from '#shared/phoneNumber.ts'

/** A telephone number as a nurse types it ('07700 900 123', '+44 7700 900123') in E.164; undefined when it is none. */
export function parsePhone(text: string): E164 | undefined {
  const digits = text.replace(/[\s().-]/g, '')
  const international = digits.startsWith('00')
    ? `+${digits.slice(2)}`
    : digits.startsWith('0')
      ? `+44${digits.slice(1)}`
      : digits
  return E164.safeParse(international).data
}
