import type { Summary } from './latencies.ts'
import type { Plan } from './planOf.ts'

/** One line of the table. `ratio` says what ours costs in floors; both were measured in the same run. */
export type Figure = {
  row: string
  floor?: Summary | undefined
  ours?: Summary | undefined
  /** For what is not a time: kilobytes, megabytes, seconds, losses. */
  value?: string
  ratio?: number | undefined
  bar: string
  met: boolean | undefined
  note?: string
  /** How the database came to it, for the statements of one answer. */
  plans?: readonly Plan[]
}

type Wanted = { p50?: number; p95?: number; p99?: number; perSecond?: number }

/** A measured figure held against its bar: each limit that is named must hold. */
export function figure(
  row: string,
  measured: { ours: Summary; floor?: Summary | undefined },
  wanted: Wanted,
  note?: string,
): Figure {
  const { ours, floor } = measured
  const met =
    ours.count > 0 &&
    (wanted.p50 === undefined || ours.p50 <= wanted.p50) &&
    (wanted.p95 === undefined || ours.p95 <= wanted.p95) &&
    (wanted.p99 === undefined || ours.p99 <= wanted.p99) &&
    (wanted.perSecond === undefined || ours.perSecond >= wanted.perSecond)
  const isRate = wanted.perSecond !== undefined
  const ratio = floor && (isRate ? floor.perSecond / ours.perSecond : ours.p50 / floor.p50)
  return {
    row,
    floor,
    ours,
    ratio,
    bar: barText(wanted),
    met: Object.keys(wanted).length === 0 ? undefined : met,
    ...(note ? { note } : {}),
  }
}

function barText({ p50, p95, p99, perSecond }: Wanted): string {
  return [
    perSecond === undefined ? [] : [`≥ ${perSecond}/s`],
    p50 === undefined ? [] : [`p50 ≤ ${p50}`],
    p95 === undefined ? [] : [`p95 ≤ ${p95}`],
    p99 === undefined ? [] : [`p99 ≤ ${p99}`],
  ]
    .flat()
    .join(', ')
}

const COLUMNS = [
  'row',
  'p50',
  'p95',
  'p99',
  'per s',
  'cpu ms',
  'floor p50',
  'floor per s',
  'cpu ms',
  'ratio',
  'bar',
  '',
] as const
/** From here on the columns hold words. */
const WORDS_FROM = 10

export function table(figures: readonly Figure[]): string {
  const lines = [[...COLUMNS], ...figures.map(cells)]
  const widths = COLUMNS.map((_, i) => Math.max(...lines.map(line => (line[i] ?? '').length)))
  const text = lines.map(line =>
    line
      .map((cell, i) =>
        i === 0 || i >= WORDS_FROM ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  const notes = figures.flatMap(({ row, note }) => (note ? [`  ${row}: ${note}`] : []))
  return [...text, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')
}

function cells({ row, ours, floor, value, ratio, bar, met }: Figure): string[] {
  return [
    row,
    value ?? ms(ours?.p50),
    ms(ours?.p95),
    ms(ours?.p99),
    ours ? ours.perSecond.toFixed(0) : '',
    cpuText(ours),
    ms(floor?.p50),
    floor ? floor.perSecond.toFixed(0) : '',
    cpuText(floor),
    ratio === undefined ? '' : `${ratio.toFixed(1)}×`,
    bar,
    met === undefined ? '' : met ? 'met' : 'BELOW',
  ]
}

/** What the server used, and what the database used beside it. */
function cpuText(summary: Summary | undefined): string {
  if (!summary?.cpu) return ''
  const { server, database } = summary.cpu
  return `${server.toFixed(2)} + ${database.toFixed(2)}`
}

function ms(value: number | undefined): string {
  if (value === undefined) return ''
  return value < 100 ? value.toFixed(1) : value.toFixed(0)
}
