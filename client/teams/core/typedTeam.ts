import type { Understood } from '#client/patients/form/core/typedTime.ts'
import { Area, type Hours, type Span } from '#shared/teams.ts'

/** Hours of one kind of day as they are typed: '20:00 to 08:00', several with commas; nothing: closed. */
export function typedSpans(text: string): Understood<Span[]> {
  const parts = text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  const spans = parts.map(part => {
    const [, from, until] = /^(\d?\d:\d\d)\s*(?:to|–|-)\s*(\d?\d:\d\d)$/.exec(part) ?? []
    return { from: clockOf(from), until: clockOf(until) }
  })
  if (spans.some(({ from, until }) => from === undefined || until === undefined))
    return { says: 'Type times like 08:00 to 20:00, several with commas; nothing where it is closed.' }
  return { ok: spans.flatMap(({ from, until }) => (from && until ? [{ from, until }] : [])) }
}

/** A time like 8:00, 0800 or 08:00. */
export function typedClock(text: string): string | undefined {
  const typed = text.trim()
  return clockOf(/^\d{4}$/.test(typed) ? `${typed.slice(0, 2)}:${typed.slice(2)}` : typed)
}

export function showSpans(spans: readonly Span[]): string {
  return spans.map(({ from, until }) => (from === until ? 'all day' : `${from} to ${until}`)).join(', ')
}

/** As it stands in a field, where 'all day' cannot be typed. */
export function spansInField(spans: readonly Span[]): string {
  return spans.map(({ from, until }) => `${from} to ${until}`).join(', ')
}

/** Districts and sectors, and practices as 'Z99001 Moor End Surgery', one on each line. */
export function typedArea(postcodes: string, practices: string): Understood<Area> {
  const read = Area.safeParse({
    postcodes: listed(postcodes, /[,\n]/),
    practices: listed(practices, /\n/).map(text => {
      const [odsCode = '', ...name] = text.split(/\s+/)
      return { odsCode: odsCode.toUpperCase(), name: name.join(' ') }
    }),
  })
  if (read.success) return { ok: read.data }
  const isPractice = read.error.issues[0]?.path[0] === 'practices'
  return {
    says: isPractice
      ? 'Write each practice on a line of its own: its code, and its name.'
      : 'Give districts, as WZ3, or sectors, as WZ3 7, with commas, and no whole postcode.',
  }
}

/** What stands between these, without what is empty. */
export function listed(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map(part => part.trim())
    .filter(part => part !== '')
}

export const DAY_TYPES = [
  'weekday',
  'saturday',
  'sunday',
  'bank_holiday',
] as const satisfies readonly (keyof Hours)[]

function clockOf(text: string | undefined): string | undefined {
  const padded = text?.padStart(5, '0')
  return padded && /^([01]\d|2[0-3]):[0-5]\d$/.test(padded) ? padded : undefined
}
