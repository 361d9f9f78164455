import { E164 } from '#shared/phoneNumber.ts'

/**
 * A number as people write it ('07700 900 123', '+44 7700 900123', '0044 7700 900123') in E.164.
 * Undefined when it is none: a British number has ten or eleven digits.
 */
export function asDialled(text: string): E164 | undefined {
  const digits = text.replace(/[\s().-]/g, '')
  const international = digits.replace(/^00/, '+').replace(/^0(?=[1-9]\d{8,9}$)/, '+44')
  return E164.safeParse(international).data
}
