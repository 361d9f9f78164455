import { createHash } from 'node:crypto'
import { isNhsNumber } from '#shared/nhsNumber.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Phone } from '#shared/record/who.ts'

/**
 * Only numbers that Ofcom keeps for drama and gives to nobody: 07700 900xxx, 0113 496 0xxx, 01632 960xxx, 020 7946 0xxx.
 * Each household has ten mobiles of its own: household 12 has 120 to 129.
 */
export const mobileNumber = (n: number): E164 => `+447700900${three(n)}`
export const wharnleyNumber = (n: number): E164 => `+441134960${three(n)}`
export const marramNumber = (n: number): E164 => `+441632960${three(n)}`
export const londonNumber = (n: number): E164 => `+442079460${three(n)}`

export function mobile(n: number, more: Partial<Phone> = {}): Phone {
  return { number: mobileNumber(n), use: 'mobile', mayText: true, ...more }
}

export function homePhone(number: E164, more: Partial<Phone> = {}): Phone {
  return { number, use: 'home', mayLeaveMessage: false, ...more }
}

function three(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 999)
    throw new RangeError(`${n} is outside the numbers kept for drama`)
  return String(n).padStart(3, '0')
}

/** A number of the 999 range, which is never issued, with a right check digit. Different people, different numbers. */
export function nhsNumberOf(person: string): string {
  const start = createHash('sha256').update(`nhs number of ${person}`).digest().readUInt32BE() % 1_000_000
  for (let step = 0; step < 11; step += 1) {
    const nine = `999${String((start + step) % 1_000_000).padStart(6, '0')}`
    for (let check = 0; check < 10; check += 1) if (isNhsNumber(`${nine}${check}`)) return `${nine}${check}`
  }
  throw new RangeError(`no NHS number near ${start}`)
}
