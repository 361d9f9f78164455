import { dayInBritain, showDay } from '#shared/days.ts'
import { frailtyLevels, gsfStages, phases } from '#shared/record/measures.ts'
import type { Body } from '#shared/record/sections.ts'
import { SERIES, type Series, type SeriesName, type SeriesPoint } from '#shared/record/series.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { measured, phaseChanges, shortly } from './course.ts'
import { ageInWords } from './freshness.ts'
import type { Reading } from './reading.ts'

/** What is drawn is what can be seen: the newest. */
const MOST_POINTS = 60

type Measure<Name extends SeriesName> = {
  title: string
  scale: Series['scale']
  shape: Series['shape']
  value: (body: Body<Name>) => number
  words: (body: Body<Name>) => string
  short: (body: Body<Name>) => string
  /** What going up and going down are called. */
  better: string
  worse: string
}

const PHASES = Object.keys(phases)
const STAGES = Object.keys(gsfStages)

/**
 * How each measure is drawn: up is better in all of them. Phases have lanes and no better or worse: people move between them
 * both ways (domain guide 2.5).
 */
const MEASURES: { readonly [Name in SeriesName]: Measure<Name> } = {
  phaseOfIllness: {
    title: 'Phase of illness',
    scale: { from: PHASES.length - 1, to: 0, fromWords: 'bereavement', toWords: 'stable' },
    shape: 'step',
    value: body => PHASES.indexOf(body.phase),
    words: body => shortly(phases[body.phase].text),
    short: body => shortly(phases[body.phase].text),
    better: 'Changed',
    worse: 'Changed',
  },
  akps: {
    title: 'Performance (AKPS)',
    scale: { from: 0, to: 100, fromWords: '0', toWords: '100' },
    shape: 'line',
    value: body => body.score,
    words: body => `${body.score}`,
    short: body => `${body.score}`,
    better: 'Rising',
    worse: 'Falling',
  },
  gsf: {
    title: 'Gold Standards Framework',
    scale: { from: STAGES.length - 1, to: 0, fromWords: 'red', toWords: 'blue' },
    shape: 'step',
    value: body => STAGES.indexOf(body.stage),
    words: body => gsfStages[body.stage].text,
    short: body => shortly(gsfStages[body.stage].text),
    better: 'Longer',
    worse: 'Shorter',
  },
  clinicalFrailty: {
    title: 'Clinical Frailty Scale',
    scale: { from: 9, to: 1, fromWords: '9', toWords: '1' },
    shape: 'step',
    value: body => Number(body.level),
    words: body => frailtyLevels[body.level].text,
    short: body => body.level,
    better: 'Less frail',
    worse: 'Frailer',
  },
  ipos: {
    title: 'IPOS total',
    scale: { from: 68, to: 0, fromWords: '68', toWords: '0' },
    shape: 'line',
    value: totalOf,
    words: body => `${totalOf(body)} on ${Object.keys(body.scores).length} of 17 questions (${body.version})`,
    short: body => `${totalOf(body)}`,
    better: 'Better',
    worse: 'Worse',
  },
}

/** Every measure that was taken at least once, over time, with a word for where it goes. */
export function seriesOf(reading: Reading): Series[] {
  return SERIES.flatMap(name => {
    const one = seriesOfOne(name, reading)
    return one ? [one] : []
  })
}

function seriesOfOne<Name extends SeriesName>(name: Name, reading: Reading): Series | undefined {
  const items = measured(reading, name).slice(-MOST_POINTS)
  if (items.length === 0) return undefined
  const measure = MEASURES[name]
  const points = items.map(
    (item): SeriesPoint => ({
      at: item.body.at,
      // The item is of the section that the measure is of.
      value: measure.value(item.body as Body<Name>),
      words: measure.words(item.body as Body<Name>),
      short: measure.short(item.body as Body<Name>),
      author: `${item.author.name}, ${item.author.role}`,
    }),
  )
  const direction = directionOf(name, points, reading)
  const { title, scale, shape } = measure
  const directionWords =
    name === 'phaseOfIllness' ? phaseWords(reading) : inWords(direction, points, measure, reading)
  return { name, title, scale, shape, points, direction, directionWords }
}

/** From the last three measurements, upwards being better: a fall and a rise within them go both ways. */
function directionOf(
  name: SeriesName,
  points: readonly SeriesPoint[],
  reading: Reading,
): Series['direction'] {
  const last = points.slice(-3).map(point => point.value)
  if (last.length < 2) return 'single'
  if (name === 'ipos' && !areComparable(reading)) return 'not_comparable'
  const { scale } = MEASURES[name]
  const steps = last.slice(1).map((value, place) => (value - Number(last[place])) * (scale.to - scale.from))
  if (steps.every(step => step === 0)) return 'steady'
  if (name === 'phaseOfIllness') return 'changed'
  const rises = steps.some(step => step > 0)
  return rises && steps.some(step => step < 0) ? 'both_ways' : rises ? 'rising' : 'falling'
}

/** Totals over different questions, or asked of different people, say nothing beside each other. */
function areComparable(reading: Reading): boolean {
  const last = measured(reading, 'ipos').slice(-3)
  const kinds = last.map(({ body }) => [body.version, ...Object.keys(body.scores).toSorted()].join(' '))
  return new Set(kinds).size === 1
}

function inWords(
  direction: Series['direction'],
  points: readonly SeriesPoint[],
  { better, worse }: { better: string; worse: string },
  { asOf, hasDied }: Reading,
): string {
  const recent = points.slice(-3)
  const [first] = recent
  const last = recent.at(-1)
  if (!first || !last) return ''
  const fromTo = `from ${first.words} to ${last.words} in ${lasting(first.at, last.at)}`
  switch (direction) {
    case 'single':
      return `${last.words}, measured once, ${showDay(dayInBritain(last.at))}`
    case 'steady':
      return hasDied
        ? `Unchanged from ${showDay(dayInBritain(first.at))} on: ${last.words}`
        : `Unchanged for ${lasting(first.at, asOf)}: ${last.words}`
    case 'rising':
      return `${better}: ${fromTo}`
    case 'falling':
      return `${worse}: ${fromTo}`
    case 'both_ways':
      return `Up and down: ${recent.map(point => point.words).join(', then ')}`
    case 'changed':
      return `Changed: ${fromTo}`
    case 'not_comparable':
      return `${last.words}; those before asked other questions, or another person`
  }
}

/** A time that is over in words; what was measured twice within a minute took a minute. */
function lasting(from: Instant, to: Instant): string {
  return ageInWords(Math.max(60, secondsBetween(from, to)))
}

function phaseWords(reading: Reading): string {
  const changes = phaseChanges(reading)
  const last = changes.at(-1)
  if (!last) return ''
  const since = `${shortly(phases[last.body.phase].text)} ${reading.hasDied ? 'from' : 'since'} ${showDay(dayInBritain(last.body.at))}${reading.hasDied ? ' on' : ''}`
  const times = changes.length - 1
  return times === 0
    ? since
    : `${since}; changed ${times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`}`
}

function totalOf({ scores }: Body<'ipos'>): number {
  return Object.values(scores).reduce((sum: number, score) => sum + (score ?? 0), 0)
}
