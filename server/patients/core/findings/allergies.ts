import { isSameMedicine } from '../ledger.ts'
import { nameWords } from '../nameWords.ts'
import { type Item, isOpen, type Reading } from '../reading.ts'
import { HOUSE } from '../standing/rule.ts'
import { about, type FindingRule, gap } from './rule.ts'

/** Allergies, beside the medicines. */
export const allergyRules: readonly FindingRule[] = [
  {
    key: 'allergy_against_medicine',
    urgency: 'now',
    source: `${HOUSE}. By name only: an allergy to a family of medicines is not seen`,
    find: reading => {
      const pairs = reading.of('allergies').flatMap(allergy => {
        const { body } = allergy
        return body.kind === 'allergy'
          ? medicinesNamed(reading, body.substance).map(item => ({
              allergy,
              substance: body.substance,
              item,
            }))
          : []
      })
      const [first] = pairs
      if (!first) return undefined
      return {
        words: `Allergic to ${first.substance}, and it is among the medicines`,
        toDo: 'Nobody should give it before a prescriber has looked',
        about: about(...new Set(pairs.flatMap(({ allergy, item }) => [allergy, item]))),
      }
    },
  },
  {
    key: 'allergies_against_each_other',
    urgency: 'soon',
    source: HOUSE,
    find: reading => {
      const all = reading.of('allergies')
      const isNone = all.some(({ body }) => body.kind === 'none_known')
      if (!isNone || all.length < 2 || all.every(({ body }) => body.kind === 'none_known')) return undefined
      return {
        words: '“No known allergies” stands beside an allergy',
        toDo: 'Ask, and retract the one that is wrong',
        about: about(...all),
      }
    },
  },
  {
    key: 'allergies_never_asked',
    urgency: 'soon',
    source: 'PRSB Palliative and End of Life Care v1.1, allergies',
    find: reading =>
      isOpen(reading, 'allergies')
        ? {
            words: 'Nobody has asked about allergies',
            toDo: 'Ask now: it takes a moment',
            about: gap('allergies'),
          }
        : undefined,
  },
]

/** Medicines that are given now and bear this name: taken, kept just in case, or in the pump. */
function medicinesNamed(
  reading: Reading,
  substance: string,
): Item<'medications' | 'anticipatoryMedicines' | 'syringePump'>[] {
  const { today } = reading
  const isTaken = (stoppedOn: string | undefined) => stoppedOn === undefined || stoppedOn >= today
  const inPump = (contents: string | undefined) =>
    nameWords(substance).every(word => nameWords(contents ?? '').includes(word))
  return [
    ...reading
      .of('medications')
      .filter(({ body }) => isTaken(body.stoppedOn) && isSameMedicine(body.drug, substance)),
    ...reading
      .of('anticipatoryMedicines')
      .filter(({ body }) => body.items.some(({ drug }) => isSameMedicine(drug, substance))),
    ...reading.of('syringePump').filter(({ body }) => body.isRunning && inPump(body.contents)),
  ]
}
