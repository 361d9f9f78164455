import { isUnknown, known } from '#shared/record/knownState.ts'
import type { Item, Reading } from '../reading.ts'
import { listed } from '../standing/rule.ts'
import { about, are, type FindingRule, gap } from './rule.ts'

const TOLD = 'Common law duty of confidence: what somebody agreed that others be told'

/** Who is around the person, what they may be told, and how to talk with them. */
export const peopleRules: readonly FindingRule[] = [
  {
    key: 'told_against_refusal',
    urgency: 'now',
    source: TOLD,
    find: reading => {
      const refusal = reading
        .of('consentToTellCarers')
        .find(({ body }) => body.value === 'declined' || body.value === 'withdrawn')
      const told = reading.of('personalContacts').filter(contact => {
        const isOwnRefusal =
          contact.body.mayBeToldBasis === 'declined' || contact.body.mayBeToldBasis === 'withdrawn'
        return isToldSomething(contact) && (refusal !== undefined || isOwnRefusal)
      })
      if (told.length === 0) return undefined
      const names = told.map(({ body }) => body.name)
      return {
        words: `The person said that carers are not to be told, and ${listed(names)} ${are(names)} down to be told something`,
        toDo: 'Tell nothing; ask the person, and correct the record',
        about: about(refusal, ...told),
      }
    },
  },
  {
    key: 'nobody_may_be_told',
    urgency: 'soon',
    source: TOLD,
    find: reading => {
      const contacts = reading.of('personalContacts')
      if (!reading.sees('personalContacts') || contacts.some(isToldSomething)) return undefined
      return {
        words:
          contacts.length === 0
            ? 'No family, carer or friend is on the record'
            : 'Nobody on the record may be told anything, as far as was asked',
        toDo: 'Ask the person whom you may speak to, and about what',
        about: contacts.length === 0 ? gap('personalContacts') : about(...contacts),
      }
    },
  },
  {
    key: 'main_carer_not_settled',
    urgency: 'soon',
    source: TOLD,
    find: reading => {
      const carers = mainCarers(reading).filter(({ body }) => isUnknown(body.mayBeTold))
      if (carers.length === 0) return undefined
      return {
        words: `What ${listed(carers.map(({ body }) => body.name))} (main carer) may be told has not been settled`,
        toDo: 'Ask the person; until then tell nothing',
        about: about(...carers),
      }
    },
  },
  {
    key: 'main_carer_told_nothing',
    urgency: 'when_you_can',
    source: TOLD,
    find: reading => {
      const carers = mainCarers(reading).filter(({ body }) => body.mayBeTold === 'nothing')
      if (carers.length === 0) return undefined
      return {
        words: `${listed(carers.map(({ body }) => body.name))} (main carer) may be told nothing`,
        toDo: 'Keep to it; ask the person whether it is still what they want, and who looks after the carer',
        about: about(...carers),
      }
    },
  },
  {
    key: 'interpreter_without_language',
    urgency: 'soon',
    source: 'NHS Accessible Information Standard',
    find: reading => {
      const interpreter = reading.one('interpreter')
      if (!interpreter?.body.isNeeded) return undefined
      const { isBsl, language } = interpreter.body
      if (isBsl === true || known(language)) return undefined
      return {
        words: `An interpreter is needed, and ${isUnknown(language) ? 'nobody knows in which language' : 'the language has not been recorded'}`,
        toDo: 'Ask which language, and write it down before the next call',
        about: about(interpreter),
      }
    },
  },
]

function mainCarers(reading: Reading): Item<'personalContacts'>[] {
  return reading.of('personalContacts').filter(({ body }) => body.roles.includes('main_carer'))
}

function isToldSomething({ body }: Item<'personalContacts'>): boolean {
  const level = known(body.mayBeTold)
  return level !== undefined && level !== 'nothing'
}
