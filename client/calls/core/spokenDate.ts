import { LocalDate } from '#shared/time.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A birth date as a nurse types what she hears, day first: '14 5 1955', '14/05/55', '14.5.55', '14 May 1955', '14051955',
 * '1955-05-14'. Two digits of a year mean the latest such year that is not after `thisYear`.
 * Undefined when it is no day of the calendar, or when it is not clear which.
 */
export function spokenDate(text: string, thisYear: number): LocalDate | undefined {
  const parts = split(text.trim().toLowerCase())
  if (!parts) return undefined
  const [day, month, year] = parts
  const number = monthNumber(month)
  if (!number) return undefined
  const date = `${fullYear(year, thisYear)}-${pad(number)}-${pad(Number(day))}`
  return LocalDate.safeParse(date).data
}

function split(text: string): [string, string, string] | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso?.[1] && iso[2] && iso[3]) return [iso[3], iso[2], iso[1]]
  const run = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text)
  if (run?.[1] && run[2] && run[3]) return [run[1], run[2], run[3]]
  const said = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[\s/.,-]+(\d{1,2}|[a-z]{3,9})[\s/.,-]+(\d{4}|\d{2})$/.exec(
    text,
  )
  return said?.[1] && said[2] && said[3] ? [said[1], said[2], said[3]] : undefined
}

function monthNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  const index = MONTHS.indexOf(text.slice(0, 3))
  return index === -1 ? undefined : index + 1
}

function fullYear(year: string, thisYear: number): string {
  if (year.length === 4) return year
  const inThisCentury = Math.floor(thisYear / 100) * 100 + Number(year)
  return String(inThisCentury > thisYear ? inThisCentury - 100 : inThisCentury)
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}
