import type { Series } from '#shared/record/series.ts'
import type { Instant } from '#shared/time.ts'

/** Units of the drawing; it is scaled to the room it has. */
export const WIDTH = 320
export const HEIGHT = 96
const SIDE = 8
const TOP = 20
const BOTTOM = 22
/** About what a letter of a label takes. */
const LETTER = 6.4
const GAP = 6

export type Dot = {
  x: number
  y: number
  label: { words: string; x: number; y: number; anchor: 'start' | 'middle' | 'end' } | null
}
export type Chart = { path: string; dots: Dot[] }

/** Where a series is drawn: from its first measurement to now, the better end of its scale on top. */
export function chartOf({ points, scale, shape }: Series, now: Instant): Chart {
  const start = Date.parse(points[0]?.at ?? now)
  const span = Math.max(1, Date.parse(now) - start)
  const spots = points.map(({ at, value, short }) => ({
    x: SIDE + Math.min(1, (Date.parse(at) - start) / span) * (WIDTH - 2 * SIDE),
    y: TOP + (1 - (value - scale.from) / (scale.to - scale.from)) * (HEIGHT - TOP - BOTTOM),
    short,
  }))
  const labelled = roomFor(spots)
  return {
    path: pathOf(spots, shape),
    dots: spots.map((spot, place) => ({
      x: round(spot.x),
      y: round(spot.y),
      label: labelled.has(place) ? labelOf(spot, spots[place - 1]) : null,
    })),
  }
}

type Spot = { x: number; y: number; short: string }

/** A step holds until the next measurement, and the last one until now. */
function pathOf(spots: readonly Spot[], shape: Series['shape']): string {
  const [first, ...rest] = spots
  if (!first) return ''
  const begin = `M${round(first.x)} ${round(first.y)}`
  if (shape === 'line') return begin + rest.map(({ x, y }) => `L${round(x)} ${round(y)}`).join('')
  return `${begin}${rest.map(({ x, y }) => `H${round(x)}V${round(y)}`).join('')}H${WIDTH - SIDE}`
}

/** Above the point, and below it where the line comes down from above. */
function labelOf(spot: Spot, before: Spot | undefined): Dot['label'] {
  const isComingDown = before !== undefined && before.y < spot.y
  const y = isComingDown ? spot.y + 16 : spot.y - 8
  return { words: spot.short, x: round(spot.x), y: round(y), anchor: anchorOf(spot) }
}

/** The newest is always labelled, then each before it for which there is room. */
function roomFor(spots: readonly Spot[]): Set<number> {
  const taken: { from: number; to: number }[] = []
  const labelled = new Set<number>()
  for (const [place, spot] of [...spots.entries()].toReversed()) {
    const { from, to } = extentOf(spot)
    if (taken.some(other => from < other.to + GAP && to > other.from - GAP)) continue
    taken.push({ from, to })
    labelled.add(place)
  }
  return labelled
}

function extentOf(spot: Spot): { from: number; to: number } {
  const width = spot.short.length * LETTER
  const anchor = anchorOf(spot)
  const from = anchor === 'start' ? spot.x : anchor === 'end' ? spot.x - width : spot.x - width / 2
  return { from, to: from + width }
}

/** A label keeps within the drawing. */
function anchorOf({ x, short }: Spot): 'start' | 'middle' | 'end' {
  const half = (short.length * LETTER) / 2
  return x - half < 0 ? 'start' : x + half > WIDTH ? 'end' : 'middle'
}

function round(number: number): number {
  return Math.round(number * 10) / 10
}
