import type { z } from 'zod'
import type { sections } from '#shared/record/sections.ts'
import type { Calendar } from './calendar.ts'
import type { Written } from './sitting.ts'

type Anticipatory = z.input<typeof sections.anticipatoryMedicines.schema>
type Item = Anticipatory['items'][number]
type InTheHouse = {
  state?: Anticipatory['state']
  /** Days ago. */
  issued: number
  /** Days from now; negative is past. */
  expires?: number
  /** Days from now. Left out: there is no chart. */
  chartExpires?: number
  place: string
  left?: number
  isRenal?: boolean
  note?: string
  carerMayGive?: boolean
}

/** The four usual medicines "just in case", named as the chart in the house names them. Doses are on the chart only. */
export function justInCase(t: Calendar, house: InTheHouse): Anticipatory {
  const {
    state = 'issued',
    issued,
    expires = 240,
    chartExpires,
    place,
    left = 10,
    isRenal = false,
    ...more
  } = house
  const item = (drug: string, indication: string, strength: string, quantityLeft = left): Item => ({
    drug,
    form: 'ampoule',
    strength,
    route: 'subcutaneous',
    indication,
    quantityLeft,
    expiresOn: t.day(expires),
    ...(isRenal ? { isRenalVariant: true } : {}),
  })
  return {
    state,
    issuedOn: t.day(-issued),
    items: [
      item(isRenal ? 'Oxycodone' : 'Morphine sulfate', 'pain or breathlessness', '10 mg/ml'),
      item('Levomepromazine', 'nausea or vomiting', '25 mg/ml', Math.ceil(left / 2)),
      item('Midazolam', 'agitation or distress', '10 mg/2 ml'),
      item('Glycopyrronium', 'noisy secretions', '200 micrograms/ml'),
    ],
    chartPresent: chartExpires !== undefined,
    ...(chartExpires === undefined ? {} : { chartExpiresOn: t.day(chartExpires) }),
    placeInHouse: place,
    mayBeGivenBy: 'community nurses',
    ...more,
  }
}

/** Medicines by mouth, each with what it is for. */
export function takes(...medicines: [drug: string, indication: string][]): Written['medications'] {
  return Object.fromEntries(
    medicines.map(([drug, indication], n) => [`medicine-${n + 1}`, { drug, route: 'by mouth', indication }]),
  )
}

/** A pump that was filled so many hours ago and runs for a day. */
export function pumpRunning(
  t: Calendar,
  hoursAgo: number,
  contents: string,
  team: string,
): Written['syringePump'] {
  return {
    isRunning: true,
    model: 'T34',
    contents,
    startedAt: t.minutesAgo(hoursAgo * 60),
    dueAt: t.minutesAhead((24 - hoursAgo) * 60),
    team,
  }
}
