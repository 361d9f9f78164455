import { showDay } from '#shared/days.ts'
import { IN_HOSPITAL } from '#shared/record/findings.ts'
import { safetyKinds } from '#shared/record/home.ts'
import { isUnknown } from '#shared/record/knownState.ts'
import { deteriorating, dying, type Near } from '../course.ts'
import { daysBetween } from '../dayCount.ts'
import type { Item, Reading } from '../reading.ts'
import { HOUSE, listed } from '../standing/rule.ts'
import { stayInWords, stayNow } from '../stays.ts'
import { about, are, type FindingRule } from './rule.ts'

const DEVICES =
  'RC(UK), BCS and NCPC, Cardiovascular implanted electronic devices towards the end of life (2015)'

/** The house, what is fitted in it and in the person, and whether whoever visits is safe. */
export const homeRules: readonly FindingRule[] = [
  { key: 'icd_active_when_dying', urgency: 'now', source: DEVICES, find: icdWhen(dying) },
  { key: 'icd_active_when_deteriorating', urgency: 'soon', source: DEVICES, find: icdWhen(deteriorating) },
  {
    key: 'oxygen_and_smoking',
    urgency: 'soon',
    source: HOUSE,
    find: reading => {
      const oxygen = reading.of('devices').filter(({ body }) => body.kind === 'oxygen')
      const notes = reading.one('accessNotes')
      const isMarked = oxygen.some(({ body }) => body.kind === 'oxygen' && body.isFireRisk === true)
      const isSmoky = notes?.body.smokers === true
      if (oxygen.length === 0 || !(isMarked || isSmoky)) return undefined
      return {
        words: isSmoky
          ? 'Oxygen is used in a house where somebody smokes'
          : 'Oxygen is used near a fire risk',
        toDo: 'Say it to whoever is there: no flame near it. Ask for a fire safety visit',
        about: about(...oxygen, isSmoky ? notes : undefined),
      }
    },
  },
  {
    key: 'safety_flag_past_review',
    urgency: 'soon',
    source: `${HOUSE}: a flag about a household needs an end`,
    find: reading => {
      const past = reading.of('safetyFlags').filter(({ body }) => body.reviewBy < reading.today)
      if (past.length === 0) return undefined
      const kinds = past.map(({ body }) => `“${safetyKinds[body.kind].text}”`)
      return {
        words: `${listed(kinds)} ${are(kinds)} past review (${showDay(earliest(past.map(({ body }) => body.reviewBy)))})`,
        toDo: 'Keep to it tonight; ask the team that wrote it whether it still holds',
        about: about(...past),
      }
    },
  },
  {
    key: 'place_of_stay_past',
    urgency: 'soon',
    source: HOUSE,
    find: reading => {
      const { today } = reading
      const stays = reading.of('currentLocation').filter(({ body }) => isPast(body.expectedUntil, today))
      const addresses = reading
        .of('addresses')
        .filter(({ body }) => body.kind === 'temporary' && isPast(body.to, today))
      const until = [...stays.map(({ body }) => body.expectedUntil), ...addresses.map(({ body }) => body.to)]
      const [last] = until.filter(day => day !== undefined).toSorted()
      if (last === undefined) return undefined
      return {
        words: `Was to be away from home until ${showDay(last)}, and nothing newer says where the person is`,
        toDo: 'Ask where they are before you send anybody',
        about: about(...stays, ...addresses),
      }
    },
  },
  {
    key: IN_HOSPITAL,
    urgency: 'soon',
    source: `${HOUSE}; domain guide 8: the person is in hospital, and the carer rings`,
    find: reading => {
      const here = reading.of('hospitalStays').filter(({ body }) => body.dischargedOn === undefined)
      const stay = stayNow(here.map(({ body }) => body))
      if (!stay) return undefined
      const since = typeof stay.admittedOn === 'string' ? ` since ${showDay(stay.admittedOn)}` : ''
      return {
        words: `${stayInWords(stay)}${since}, as far as the record knows`,
        toDo: 'Ask where they are before you send anybody home; write down the day they were discharged',
        about: about(...here),
      }
    },
  },
  {
    key: 'catheter_change_overdue',
    urgency: 'soon',
    source: HOUSE,
    find: reading => {
      const due = reading
        .of('devices')
        .flatMap(item =>
          item.body.kind === 'catheter' && isPast(item.body.changeDueOn, reading.today)
            ? [{ item, on: item.body.changeDueOn }]
            : [],
        )
      const [first] = due
      if (!first?.on) return undefined
      const days = daysBetween(first.on, reading.today)
      return {
        words: `The catheter was to be changed ${showDay(first.on)}, ${days} day${days === 1 ? '' : 's'} ago`,
        toDo: 'Ask whether it was; if not, tell the district nurses',
        about: about(...due.map(({ item }) => item)),
      }
    },
  },
]

/** A defibrillator that may still give shocks. Not knowing is as urgent as knowing. */
export function liveDefibrillators(reading: Reading): Item<'devices'>[] {
  return reading.of('devices').filter(({ body }) => body.kind === 'icd' && body.shocks !== 'deactivated')
}

function icdWhen(when: (reading: Reading) => Near | undefined): FindingRule['find'] {
  return reading => {
    const near = when(reading)
    const [icd] = liveDefibrillators(reading)
    if (!near || !icd) return undefined
    const isNotKnown = icd.body.kind === 'icd' && isUnknown(icd.body.shocks)
    return {
      words: `${near.words}, and ${isNotKnown ? 'nobody knows whether the defibrillator still gives shocks' : 'the defibrillator can still give shocks'}`,
      toDo: 'Ask the cardiology team or the hospice to switch the shocks off',
      about: about(near.about, icd),
    }
  }
}

function isPast(day: string | undefined, today: string): day is string {
  return day !== undefined && day < today
}

function earliest(days: readonly string[]): string {
  return days.toSorted()[0] ?? ''
}
