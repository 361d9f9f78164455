import type { Mark } from '#shared/patients.ts'
import { LocalDate } from '#shared/time.ts'

export type NearDate = {
  date: LocalDate
  how: Extract<Mark, 'day_month_swapped' | 'digits_swapped' | 'other_year' | 'other_decade'>
}

/**
 * Days that were meant when this one was heard or typed: day and month swapped, two digits that changed places, a year or a
 * decade beside. The likeliest first, each day once, never the day itself.
 */
export function nearDates(date: LocalDate): NearDate[] {
  const [year = '', month = '', day = ''] = date.split('-')
  const y = Number(year)
  const turned = (two: string) => `${two.charAt(1)}${two.charAt(0)}`
  const on = (how: NearDate['how'], ...parts: [string | number, string, string]) => ({
    date: parts.join('-'),
    how,
  })
  const all = [
    on('day_month_swapped', year, day, month),
    on('digits_swapped', `${year.slice(0, 2)}${turned(year.slice(2))}`, month, day),
    on('digits_swapped', year, month, turned(day)),
    on('digits_swapped', year, turned(month), day),
    on('other_year', y - 1, month, day),
    on('other_year', y + 1, month, day),
    on('other_decade', y - 10, month, day),
    on('other_decade', y + 10, month, day),
  ]
  const seen = new Set([date])
  return all.flatMap(({ date, how }) => {
    const read = LocalDate.safeParse(date)
    if (!read.success || seen.has(read.data)) return []
    seen.add(read.data)
    return [{ date: read.data, how }]
  })
}
