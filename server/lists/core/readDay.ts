import { LocalDate } from '#shared/time.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00.*)?$/
const BRITISH = /^(\d{1,2})[-/. ](\d{1,2}|[a-z]{3,9})[-/. ](\d{4})(?: 00:00.*)?$/i

/**
 * A day as lists write it: 1941-05-06, 06/05/1941, 6.5.1941, 6-May-1941. The day comes before the month, as in Britain; a year of
 * two digits is not guessed. Undefined when it is no day.
 */
export function readDay(text: string): LocalDate | undefined {
  const iso = ISO.exec(text)
  const british = BRITISH.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : british ? [british[3], british[2], british[1]] : []
  if (!year || !month || !day) return undefined
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1
  const number = /^\d+$/.test(month) ? Number(month) : named
  return LocalDate.safeParse(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`).data
}
