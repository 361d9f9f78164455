import { MONTHS } from '#shared/days.ts'
import { LocalDate } from '#shared/time.ts'

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00.*)?$/
const BRITISH = /^(\d{1,2})[-/. ](\d{1,2}|[a-z]{3,9})[-/. ](\d{4})(?: 00:00.*)?$/i

const HOW = 'Write the day as 1941-05-06 or 06/05/1941, the year with four digits.'

/** A day, or what to mend of it. */
export type ReadDay = { day: LocalDate; fault?: undefined } | { day?: undefined; fault: string }

/**
 * A day as lists write it: 1941-05-06, 06/05/1941, 6.5.1941, 6-May-1941. The day comes before the month, as in Britain; a year of
 * two digits is not guessed. What is written as a day and stands in no calendar is said to be that, and not to be written wrongly.
 */
export function readDay(text: string): ReadDay {
  const iso = ISO.exec(text)
  const british = BRITISH.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : british ? [british[3], british[2], british[1]] : []
  if (!year || !month || !day) return { fault: HOW }
  const isNumber = /^\d+$/.test(month)
  const named = MONTHS.findIndex(name => name.slice(0, 3).toLowerCase() === month.slice(0, 3).toLowerCase())
  if (!isNumber && named < 0) return { fault: HOW }
  const number = isNumber ? Number(month) : named + 1
  const read = LocalDate.safeParse(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`)
  if (read.success) return { day: read.data }
  const name = MONTHS[number - 1]
  if (!name)
    return { fault: `There is no month ${number}: the day comes before the month, as in 31/12/1941.` }
  if (!LocalDate.safeParse(`${year}-01-01`).success)
    return { fault: `Nobody is born in the year ${year}: look at it again.` }
  return { fault: `There is no ${Number(day)} ${name} ${year}. Ask for the right day.` }
}
