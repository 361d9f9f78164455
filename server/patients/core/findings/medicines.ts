import { showDay, showMoment } from '#shared/days.ts'
import type { LedgerLine } from '#shared/record/ledger.ts'
import { deteriorating, dying, type Near } from '../course.ts'
import { chartOf, isMeantBy } from '../ledger.ts'
import { isOpen, type Reading } from '../reading.ts'
import { askFirstBy, endsWhen, nearness } from '../runningOut.ts'
import { HOUSE, listed } from '../standing/rule.ts'
import { about, type FindingRule, gap } from './rule.ts'
import { HOUSE_LEDGER, inTheHouse } from './theBox.ts'

const CHART = 'Scottish Palliative Care Guidelines, anticipatory prescribing: medicines and a signed chart'
const DOSES = 'Anticipatory prescribing guidance: 3 or more doses in 4 hours, more than 6 in 24 hours'
const CHARTED = 'Anticipatory prescribing: indication, least time between doses, most in 24 hours'

/** Anticipatory medicines, their chart, their doses, and the pump. */
export const medicineRules: readonly FindingRule[] = [
  {
    key: 'three_doses_in_four_hours',
    urgency: 'now',
    source: DOSES,
    find: triggered('three_in_four_hours', 'three doses or more within four hours, without full relief'),
  },
  {
    key: 'over_six_doses_in_a_day',
    urgency: 'now',
    source: DOSES,
    find: triggered('over_six_in_a_day', 'more than six doses in 24 hours'),
  },
  {
    key: 'more_doses_than_the_chart_allows',
    urgency: 'now',
    source: CHARTED,
    find: triggered('over_the_most', 'more doses in 24 hours than the chart allows'),
  },
  {
    key: 'dose_sooner_than_the_chart_allows',
    urgency: 'now',
    source: CHARTED,
    find: triggered('sooner_than_allowed', 'given sooner after the dose before than the chart allows'),
  },
  {
    key: 'pump_overdue',
    urgency: 'now',
    source: HOUSE,
    find: pumpWhen(
      hours => hours < 0,
      dueAt => `The syringe pump was due ${dueAt}`,
      'Ask the district nurses when they come; ask what the pump shows',
    ),
  },
  withoutWhen('dying_without_anticipatory_medicines', 'now', dying),
  withoutWhen('deteriorating_without_anticipatory_medicines', 'soon', deteriorating),
  {
    key: 'medicines_without_chart',
    urgency: 'now',
    source: CHART,
    find: reading => {
      const box = inTheHouse(reading)
      if (!box || chartOf(box.body, reading.today).state !== 'none') return undefined
      return {
        words: 'Medicines are in the house without a signed chart: a nurse may not give them',
        toDo: 'Ask a prescriber for a chart',
        about: about(box),
      }
    },
  },
  { key: 'chart_ran_out', urgency: 'now', source: CHART, find: chartWhen('past') },
  { key: 'chart_runs_out_first', urgency: 'now', source: HOUSE_LEDGER, find: chartWhen('tonight') },
  { key: 'chart_runs_out_soon', urgency: 'soon', source: HOUSE_LEDGER, find: chartWhen('soon') },
  {
    key: 'chart_not_known',
    urgency: 'soon',
    source: CHART,
    find: reading => {
      const box = inTheHouse(reading)
      if (!box || chartOf(box.body, reading.today).state !== 'not_known') return undefined
      return {
        words: 'Medicines are in the house, and nobody has recorded whether there is a signed chart',
        toDo: 'Ask whoever is there to look in the nurses’ folder',
        about: about(box),
      }
    },
  },
  {
    key: 'prescribed_not_in_house',
    urgency: 'soon',
    source: CHART,
    find: reading => {
      const box = reading.one('anticipatoryMedicines')
      if (box?.body.state !== 'prescribed') return undefined
      return {
        words: 'Anticipatory medicines were prescribed, and nobody has recorded that they are in the house',
        toDo: 'Ask the family or the pharmacy whether they have come',
        about: about(box),
        ...(dying(reading) && { urgency: 'now' }),
      }
    },
  },
  {
    key: 'pump_due',
    urgency: 'soon',
    source: HOUSE,
    find: pumpWhen(
      hours => hours >= 0 && hours <= 4,
      dueAt => `The syringe pump is due ${dueAt}`,
      'Check that the district nurses know',
    ),
  },
  {
    key: 'pump_due_not_known',
    urgency: 'soon',
    source: HOUSE,
    find: reading => {
      const pump = reading.one('syringePump')
      if (!pump?.body.isRunning || pump.body.dueAt) return undefined
      return {
        words: 'A syringe pump is running, and when it is due has not been recorded',
        toDo: 'Ask the district nurses, or what the label on the syringe says',
        about: about(pump),
      }
    },
  },
]

function triggered(trigger: LedgerLine['triggers'][number], what: string): FindingRule['find'] {
  return reading => {
    const lines = (reading.ledger?.lines ?? []).filter(({ triggers }) => triggers.includes(trigger))
    const names = [...new Set(lines.map(line => line.drug))] // two strengths have one name
    if (names.length === 0) return undefined
    return {
      words: `${listed(names)}: ${what}`,
      toDo: 'Ask for medical advice now',
      about: about(
        ...reading
          .of('anticipatoryDoses')
          .filter(({ body }) => isRecent(body.givenAt, reading))
          .filter(({ body }) => names.some(name => body.drug === name || isMeantBy(body.drug, name))),
      ),
    }
  }
}

function isRecent(at: string, { asOf }: Reading): boolean {
  return at <= asOf && Date.parse(asOf) - Date.parse(at) < 24 * HOUR
}

const HOUR = 3_600_000

function pumpWhen(
  isSo: (hours: number) => boolean,
  say: (dueAt: string) => string,
  toDo: string,
): FindingRule['find'] {
  return reading => {
    const pump = reading.one('syringePump')
    const dueAt = pump?.body.isRunning ? pump.body.dueAt : undefined
    if (!pump || !dueAt || !isSo((Date.parse(dueAt) - Date.parse(reading.asOf)) / HOUR)) return undefined
    return { words: say(showMoment(dueAt)), toDo, about: about(pump) }
  }
}

function withoutWhen(
  key: string,
  urgency: FindingRule['urgency'],
  when: (reading: Reading) => Near | undefined,
): FindingRule {
  return {
    key,
    urgency,
    source: 'NICE NG31, 1.6: anticipatory prescribing',
    find: reading => {
      const near = when(reading)
      const box = reading.one('anticipatoryMedicines')
      const isWithout = box
        ? box.body.state === 'none' || box.body.state === 'used'
        : isOpen(reading, 'anticipatoryMedicines')
      if (!near || !isWithout) return undefined
      return {
        words: `${near.words}, and there are no anticipatory medicines${box?.body.state === 'used' ? ' left' : ' on the record'}`,
        toDo: 'Ask the GP or the out-of-hours doctor whether to prescribe them, with a chart',
        about: [...about(near.about, box), ...(box ? [] : gap('anticipatoryMedicines'))],
      }
    },
  }
}

function chartWhen(near: ReturnType<typeof nearness>): FindingRule['find'] {
  return reading => {
    const box = inTheHouse(reading)
    if (!box) return undefined
    const { state, runsOutOn } = chartOf(box.body, reading.today)
    if (state === 'none' || !runsOutOn || nearness(runsOutOn, reading.today) !== near) return undefined
    const isPast = near === 'past'
    return {
      words: isPast
        ? `The medicines chart ran out on ${showDay(runsOutOn)}: a nurse may not give by it`
        : `The medicines chart runs out ${endsWhen(runsOutOn, reading.today)}`,
      toDo: isPast
        ? 'Ask a prescriber for a new chart now'
        : askFirstBy(runsOutOn, reading.today, 'ask a prescriber for a chart'),
      about: about(box),
    }
  }
}
