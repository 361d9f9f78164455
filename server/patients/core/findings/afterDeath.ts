import { showDay } from '#shared/days.ts'
import { known } from '#shared/record/knownState.ts'
import { placesOfDeath, preferredPlaces } from '#shared/record/places.ts'
import { newest } from '../course.ts'
import type { Reading } from '../reading.ts'
import { HOUSE, listed } from '../standing/rule.ts'
import { liveDefibrillators } from './home.ts'
import { about, type FindingRule, gap } from './rule.ts'

/** What is still open once a death is on the record: said instead of everything that was to be done in life (domain guide 3.5). */
export const afterDeathRules: readonly FindingRule[] = [
  {
    key: 'death_not_verified',
    urgency: 'now',
    source: 'Hospice UK, Registered nurse verification of expected adult death (2024)',
    find: reading => {
      const death = reading.one('death')
      if (death?.body.stage !== 'reported') return undefined
      return {
        words: 'A death was reported, and nobody has verified it yet',
        toDo: 'Make sure that somebody who may verify is on the way, and that the family knows when',
        about: about(death),
      }
    },
  },
  {
    key: 'urgent_rites',
    urgency: 'now',
    source: `${HOUSE}: faith and time-critical burial are asked first`,
    find: reading => {
      const wishes = reading.one('spiritualCultural')
      if (
        known(wishes?.body.burialOrCremation) !== 'urgent_burial' ||
        reading.one('death')?.body.funeralDirector
      )
        return undefined
      return {
        words: 'Burial is wanted without delay, and no funeral director is on the record',
        toDo: 'Say so to whoever verifies; ask whom the family wants to be called',
        about: about(wishes, reading.one('death')),
      }
    },
  },
  {
    key: 'pump_running_after_death',
    urgency: 'now',
    source: `${HOUSE}: pump and medicines stay as they are until a nurse has counted`,
    find: reading => {
      const pump = reading.one('syringePump')
      if (!pump?.body.isRunning) return undefined
      return {
        words: 'The record still says that a syringe pump is running',
        toDo: 'Ask the family to leave it; tell the nurse who comes',
        about: about(pump),
      }
    },
  },
  {
    key: 'icd_active_after_death',
    urgency: 'soon',
    source:
      'RC(UK), BCS and NCPC, Cardiovascular implanted electronic devices towards the end of life (2015)',
    find: reading => {
      const devices = liveDefibrillators(reading)
      if (devices.length === 0) return undefined
      return {
        words: 'A defibrillator may still be switched on',
        toDo: 'Tell the funeral director, and the cardiology team',
        about: about(...devices),
      }
    },
  },
  {
    key: 'medicines_left_after_death',
    urgency: 'soon',
    source: `${HOUSE}: pump and medicines stay as they are until a nurse has counted`,
    find: reading => {
      const box = reading.one('anticipatoryMedicines')
      if (!box || !['issued', 'in_use', 'expired'].includes(box.body.state)) return undefined
      return {
        words: 'Anticipatory medicines are still in the house',
        toDo: 'Ask that nobody throws them away; the nurse counts them and a pharmacy takes them',
        about: about(box),
      }
    },
  },
  {
    key: 'register_still_open',
    urgency: 'soon',
    source: HOUSE,
    find: reading => {
      const death = reading.one('death')
      const register = reading.one('registerStatus')
      if (death?.body.stage !== 'verified' || !register || register.body.status === 'deceased')
        return undefined
      return {
        words: 'The death is verified, and the register still says otherwise',
        toDo: 'Close the register entry, so that visits, letters and reminders stop',
        about: about(register),
      }
    },
  },
  {
    key: 'bereavement_overdue',
    urgency: 'soon',
    source: 'NICE QS13, statement 14',
    find: reading => {
      const overdue = reading
        .of('bereavement')
        .filter(
          ({ body }) =>
            body.dueOn !== undefined &&
            body.dueOn < reading.today &&
            !body.doneOn &&
            body.response !== 'declined',
        )
      const [first] = overdue.toSorted((a, b) => ((a.body.dueOn ?? '') < (b.body.dueOn ?? '') ? -1 : 1))
      if (!first?.body.dueOn) return undefined
      return {
        words: `Bereavement contact was due ${showDay(first.body.dueOn)}: ${listed(overdue.map(({ body }) => body.contactName ?? body.offered))}`,
        toDo: 'Ring, or ask who does',
        about: about(...overdue),
      }
    },
  },
  {
    key: 'nobody_offered_bereavement',
    urgency: 'when_you_can',
    source: 'NICE QS13, statement 14',
    find: reading => {
      const contacts = reading.of('personalContacts')
      const isNobodyAsked = reading.sees('bereavement') && reading.of('bereavement').length === 0
      if (!isNobodyAsked || contacts.length === 0) return undefined
      return {
        words: 'Nobody has been offered bereavement support',
        toDo: 'Offer it to those who cared, and write down when to ring',
        about: gap('bereavement'),
      }
    },
  },
  {
    key: 'place_differs_without_reason',
    urgency: 'when_you_can',
    source: 'PRSB Palliative and End of Life Care v1.1: reason, if the place differs from the preferred one',
    find: reading => {
      const death = reading.one('death')
      const place = known(death?.body.place)
      const wish = reading.one('preferredPlaceOfDeath')
      if (!death || !place || !wish || death.body.reasonNotMet) return undefined
      const wished = wish.body.first.place
      // The second choice is a choice: domain guide 6, "PPD achieved".
      if (!(wished in placesOfDeath) || wished === place || wish.body.second?.place === place)
        return undefined
      return {
        words: `Died in another place (${placesOfDeath[place].text.toLowerCase()}) than preferred (${preferredPlaces[wished].text.toLowerCase()}), and why has not been recorded`,
        toDo: 'Write down why, for those who come after',
        about: about(death, wish),
      }
    },
  },
]

/** A phase that says what no entry about a death says. For the living. */
export const bereavementWithoutDeath: FindingRule = {
  key: 'bereavement_without_death',
  urgency: 'soon',
  source: `${HOUSE}; PCOC phases`,
  find: (reading: Reading) => {
    const phase = newest(reading, 'phaseOfIllness')
    if (phase?.body.phase !== 'bereavement') return undefined
    return {
      words: 'The phase is bereavement, and no death is on the record',
      toDo: 'Find out gently, before you ask for the person by name',
      about: [...about(phase), ...gap('death')],
    }
  },
}
