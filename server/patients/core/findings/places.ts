import { ceilings } from '#shared/record/decisions.ts'
import { known } from '#shared/record/knownState.ts'
import { gsfStages, phases, prognoses } from '#shared/record/measures.ts'
import { preferredPlaces } from '#shared/record/places.ts'
import { deteriorating, dying, type Near, newest, shortly } from '../course.ts'
import { type Item, isOpen, type Reading } from '../reading.ts'
import { HOUSE, inASentence } from '../standing/rule.ts'
import { about, type FindingRule, gap } from './rule.ts'

/** At a relative's or a friend's, too. */
const AT_HOME = 'Wants to be at home'

type Wish = Item<'preferredPlaceOfCare' | 'preferredPlaceOfDeath'>

/** Where the person wants to be, whether that can be, and how near death is. */
export const placeRules: readonly FindingRule[] = [
  noPlaceWhen('dying_without_preferred_place', 'now', dying),
  noPlaceWhen('deteriorating_without_preferred_place', 'soon', deteriorating),
  {
    key: 'home_with_nobody',
    urgency: 'soon',
    source: `${HOUSE}; SCCI1580, availability of carer support`,
    find: homeAnd('none', 'nobody is there to care'),
  },
  {
    key: 'home_with_frail_carer',
    urgency: 'soon',
    source: `${HOUSE}; SCCI1580, availability of carer support`,
    find: homeAnd('frail_carer', 'the carer is frail'),
  },
  {
    key: 'carer_strained',
    urgency: 'soon',
    source: 'IPOS, family item: 3 or 4 of 4',
    find: reading => {
      const strain = newestStrain(reading)
      if (!strain || strain.body.strain < 3) return undefined
      const wishes = wishesForHome(reading)
      const isOverwhelmed = strain.body.strain === 4
      const how = `the carer is ${isOverwhelmed ? 'overwhelmed' : 'severely strained'}`
      return {
        words: wishes.length > 0 ? `${AT_HOME}, and ${how}` : upper(how),
        toDo: isOverwhelmed
          ? 'Ask who can be there tonight; think of the second choice'
          : 'Ask for a sitter or respite before it breaks',
        about: about(...wishes, strain),
        ...(isOverwhelmed && { urgency: 'now' }),
      }
    },
  },
  {
    key: 'place_against_ceiling',
    urgency: 'soon',
    source: HOUSE,
    find: reading => {
      const wishes = wishesOf(reading)
      const limits = reading.of('treatmentEscalation')
      const pairs = wishes.flatMap(wish =>
        limits.filter(limit => isAgainst(wish, limit)).map(limit => ({ wish, limit })),
      )
      const [pair] = pairs
      const ceiling = known(pair?.limit.body.ceiling)
      if (!pair || !ceiling) return undefined
      return {
        words: `${wishWords(pair.wish)}, and a ceiling of treatment says “${ceilings[ceiling].text}” (${pair.limit.body.problem})`,
        toDo: 'Ask the person, and whoever agreed the ceiling, which of the two they mean',
        about: about(...new Set(pairs.flatMap(({ wish, limit }) => [wish, limit]))),
      }
    },
  },
  {
    key: 'course_against_itself',
    urgency: 'when_you_can',
    source: `${HOUSE}; PRSB, prognosis and GSF`,
    find: reading => {
      const pair = furthestApart(horizons(reading))
      if (!pair) return undefined
      return {
        words: `${pair.nearer.words}, and ${inASentence(pair.further.words)}: that cannot both be so`,
        toDo: 'Ask the key worker or the GP which of the two is right now',
        about: about(pair.nearer.item, pair.further.item),
      }
    },
  },
]

function noPlaceWhen(
  key: string,
  urgency: FindingRule['urgency'],
  when: (reading: Reading) => Near | undefined,
): FindingRule {
  return {
    key,
    urgency,
    source: 'PRSB Palliative and End of Life Care v1.1, preferred place of death',
    find: reading => {
      const near = when(reading)
      if (!near || !isOpen(reading, 'preferredPlaceOfDeath')) return undefined
      return {
        words: `${near.words}, and nobody knows where they want to be`,
        toDo: 'Ask, if it can be asked kindly: where would they want to be?',
        about: [...about(near.about), ...gap('preferredPlaceOfDeath')],
      }
    },
  }
}

/** First choices that say a place, not that there is none. */
function wishesOf(reading: Reading): Wish[] {
  return [reading.one('preferredPlaceOfCare'), reading.one('preferredPlaceOfDeath')].filter(
    wish => wish !== undefined,
  )
}

function wishesForHome(reading: Reading): Wish[] {
  return wishesOf(reading).filter(({ body }) => isHome(body.first.place))
}

function isHome(place: keyof typeof preferredPlaces): boolean {
  return place === 'home' || place === 'family_home'
}

function homeAnd(support: Item<'carerSupport'>['body']['support'], but: string): FindingRule['find'] {
  return reading => {
    const wishes = wishesForHome(reading)
    const atHome = reading.one('carerSupport')
    if (wishes.length === 0 || atHome?.body.support !== support) return undefined
    return {
      words: `${AT_HOME}, and ${but}`,
      toDo: 'Ask what help there can be, and what the second choice is',
      about: about(...wishes, atHome),
    }
  }
}

/** 'Preferred place of death is “Hospital”'. */
function wishWords({ section, body }: Wish): string {
  const kind = section === 'preferredPlaceOfCare' ? 'care' : 'death'
  return `Preferred place of ${kind} is “${preferredPlaces[body.first.place].text}”`
}

/** Hospital for the dying where treatment ends at home or in the hospice; home where everything is to be tried. */
function isAgainst({ body: { first } }: Wish, { body: { ceiling } }: Item<'treatmentEscalation'>): boolean {
  const isHospital = first.place === 'hospital' || first.place === 'community_hospital'
  if (isHospital) return ceiling === 'home_only' || ceiling === 'hospice'
  return isHome(first.place) && ceiling === 'intensive_care'
}

/** The newest carer's strain; on the same day the heavier one. */
export function newestStrain(reading: Reading): Item<'carerStrain'> | undefined {
  return reading
    .of('carerStrain')
    .toSorted((a, b) =>
      a.body.on < b.body.on ? 1 : a.body.on > b.body.on ? -1 : b.body.strain - a.body.strain,
    )[0]
}

/** How long is left, as one part of the record says it, in steps from days (0) to more than a year (4). */
type Horizon = {
  least: number
  most: number
  words: string
  item: Item<'phaseOfIllness' | 'prognosis' | 'gsf'>
}

const PROGNOSIS_STEPS = { last_days: 0, last_weeks: 1, last_months: 2, about_a_year: 3, more_than_a_year: 4 }
const GSF_STEPS = { red: [0, 0], yellow: [1, 1], green: [2, 2], blue: [3, 4] } as const
/** Only two phases say how long: dying is days, and who is stable is not in the last weeks. */
const PHASE_STEPS: Partial<Record<keyof typeof phases, readonly [number, number]>> = {
  dying: [0, 0],
  stable: [2, 4],
}

function horizons(reading: Reading): Horizon[] {
  const phase = newest(reading, 'phaseOfIllness')
  const prognosis = reading.one('prognosis')
  const gsf = newest(reading, 'gsf')
  const said: Horizon[] = []
  if (phase) {
    const [least, most] = PHASE_STEPS[phase.body.phase] ?? []
    const words = `The phase is “${shortly(phases[phase.body.phase].text)}”`
    if (least !== undefined && most !== undefined) said.push({ least, most, words, item: phase })
  }
  if (prognosis) {
    const step = PROGNOSIS_STEPS[prognosis.body.prognosis]
    const words = `The prognosis is “${prognoses[prognosis.body.prognosis].text}”`
    said.push({ least: step, most: step, words, item: prognosis })
  }
  if (gsf) {
    const [least, most] = GSF_STEPS[gsf.body.stage]
    said.push({ least, most, words: `GSF is “${gsfStages[gsf.body.stage].text}”`, item: gsf })
  }
  return said
}

/** Neighbouring steps are a matter of judgement: two that lie a whole step or more between them are not. */
function furthestApart(said: readonly Horizon[]): { nearer: Horizon; further: Horizon } | undefined {
  return said
    .flatMap(nearer => said.map(further => ({ nearer, further, apart: further.least - nearer.most })))
    .filter(({ apart }) => apart >= 2)
    .toSorted((a, b) => b.apart - a.apart)[0]
}

function upper(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
