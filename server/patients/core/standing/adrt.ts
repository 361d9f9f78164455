import { showDay, showMoment } from '#shared/days.ts'
import { isUnknown, known } from '#shared/record/knownState.ts'
import { abilities, isAboutThis } from './ability.ts'
import { isOpenField, missingParts, wasAdult } from './adrtParts.ts'
import { demands, namesNothing } from './conditions.ts'
import { type Beside, besideLpas } from './papersInOrder.ts'
import { HOUSE, listed, MCA, onDay, type StandingRule } from './rule.ts'

/**
 * An advance decision to refuse treatment, as the Mental Capacity Act 2005 judges it (ss.24–26). Whatever is missing or doubtful
 * is said; what the person wrote must be weighed all the same (s.4(6)(a)).
 */
export const adrtRules: readonly StandingRule<'adrt'>[] = [
  {
    key: 'withdrawn',
    leadsTo: 'withdrawn',
    source: `${MCA} s.25(2)(a)`,
    find: ({ body }) => body.withdrawnOn && `Withdrawn ${showDay(body.withdrawnOn)}`,
  },
  {
    key: 'later_lpa',
    leadsTo: 'superseded',
    source: `${MCA} s.25(2)(b)`,
    find: ofLater(
      ({ lpa, covers }) =>
        covers === 'yes' && known(lpa.body.registeredOn) !== undefined && !lpa.body.revokedOn,
      ({ lpa }) =>
        `A later lasting power of attorney (${onDay(lpa.body.madeOn)}) covers the same decision: the attorneys decide`,
    ),
  },
  {
    key: 'later_lpa_not_registered',
    leadsTo: 'in_doubt',
    source: `${MCA} ss.9(2)(b), 25(2)(b)`,
    find: ofLater(
      ({ lpa, covers }) => covers === 'yes' && !known(lpa.body.registeredOn) && !lpa.body.revokedOn,
      ({ lpa }) =>
        `A later lasting power of attorney would overtake it once registered, and ${isUnknown(lpa.body.registeredOn) ? 'nobody knows whether it is' : 'its registration has not been recorded'}`,
    ),
  },
  {
    key: 'later_lpa_authority_not_known',
    leadsTo: 'in_doubt',
    source: `${MCA} ss.11(8)(a), 25(2)(b)`,
    find: ofLater(
      ({ lpa, covers }) => covers === 'not_known' && !lpa.body.revokedOn,
      () =>
        'Not known whether a later lasting power of attorney covers life-sustaining treatment: if so, it overtakes this',
    ),
  },
  {
    key: 'later_lpa_revoked',
    leadsTo: 'in_doubt',
    source: `${MCA} s.25(2)(b)`,
    find: ofLater(
      ({ lpa, covers }) => covers !== 'no' && lpa.body.revokedOn !== undefined,
      ({ lpa }) =>
        `A later lasting power of attorney, since revoked (${onDay(lpa.body.revokedOn)}), may have overtaken it: ask what the person meant`,
    ),
  },
  {
    key: 'lpa_order_not_known',
    leadsTo: 'in_doubt',
    source: `${MCA} s.25(2)(b)`,
    find: (paper, reading) =>
      besideLpas(paper, reading).some(
        ({ order, covers, lpa }) => order === 'not_known' && covers !== 'no' && !lpa.body.revokedOn,
      ) &&
      `Not known which came first, this (${onDay(paper.body.madeOn)}) or the lasting power of attorney: the later one counts`,
  },
  {
    key: 'later_lpa_not_on_record',
    leadsTo: 'in_doubt',
    source: `${MCA} s.25(2)(b)`,
    find: ({ body }, reading) =>
      body.laterLpaItem !== undefined &&
      reading.sees('lpa') &&
      !reading.of('lpa').some(({ itemId }) => itemId === body.laterLpaItem) &&
      'It was noted that a later lasting power of attorney exists, and that is not on the record',
  },
  {
    key: 'later_conduct',
    leadsTo: 'in_doubt',
    source: `${MCA} s.25(2)(c)`,
    find: ({ body }) =>
      body.laterConductAgainst && `Later conduct that may be against it: ${body.laterConductAgainst}`,
  },
  {
    key: 'treatment_not_named',
    leadsTo: 'in_doubt',
    source: `${MCA} ss.24(1)(a), 25(4)(a)`,
    find: ({ body }) => namesNothing(body.treatment) && 'It does not name the treatment that is refused',
  },
  {
    key: 'demands',
    leadsTo: 'in_doubt',
    source: `${MCA} ss.4(6)(a), 24(1)`,
    find: ({ body }) =>
      demands(body.treatment) &&
      'It seems to ask for a treatment: an advance decision can refuse one and cannot demand one. What it asks for is a wish, to be weighed',
  },
  {
    key: 'maker_not_adult',
    leadsTo: 'in_doubt',
    source: `${MCA} s.24(1)`,
    find: (paper, reading) =>
      wasAdult(paper, reading) === false && 'The person was not yet 18 when they made it',
  },
  {
    key: 'maker_could_not_decide',
    leadsTo: 'in_doubt',
    source: `${MCA} s.24(1)`,
    find: ({ body }) =>
      body.hadCapacity === false && 'The person could not decide about this when they made it',
  },
  {
    key: 'formalities_missing',
    leadsTo: 'incomplete',
    source: `${MCA} s.25(5)–(6)`,
    find: ({ body }) =>
      body.isLifeSustaining === true &&
      missingParts(body).length > 0 &&
      `Not recorded as ${missingParts(body).join(', ')}`,
  },
  {
    key: 'life_sustaining_not_known',
    leadsTo: 'incomplete',
    source: `${MCA} s.25(5)–(6)`,
    find: ({ body }) =>
      isUnknown(body.isLifeSustaining) &&
      missingParts(body).length > 0 &&
      `Not known whether it refuses what may keep the person alive: if it does, it binds only with every part, and is not recorded as ${missingParts(body).join(', ')}`,
  },
  {
    key: 'circumstances_not_known',
    leadsTo: 'incomplete',
    source: `${MCA} s.25(4)(b)`,
    find: ({ body }) =>
      isUnknown(body.circumstances) &&
      body.circumstances.unknown !== 'not_applicable' &&
      'Not known in which circumstances it is meant to apply: the paper must be read',
  },
  {
    key: 'age_not_known',
    leadsTo: 'incomplete',
    source: `${MCA} s.24(1)`,
    find: (paper, reading) =>
      wasAdult(paper, reading) === undefined && 'Not known whether the person was 18 when they made it',
  },
  {
    key: 'no_paper_place',
    leadsTo: 'incomplete',
    source: HOUSE,
    find: ({ body }) =>
      !known(body.paperLocation) && !body.documentItem && 'Where the paper is has not been recorded',
  },
  {
    key: 'can_decide',
    leadsTo: 'waits',
    source: `${MCA} s.25(3)`,
    find: ({ body }, reading) => {
      const { can, cannot } = abilities(reading)
      // Who could decide about this and could not, earlier, about something else is asked about this. What is found later may be a change.
      const [latest] = can
        .filter(paper => isAboutThis(paper.body.decision, body.treatment))
        .toSorted((a, b) => (a.body.assessedAt < b.body.assessedAt ? 1 : -1))
      const isOver = cannot.some(
        ({ body: other }) =>
          isAboutThis(other.decision, body.treatment) || other.assessedAt > (latest?.body.assessedAt ?? ''),
      )
      return (
        !isOver &&
        latest &&
        `Could decide for themselves when last asked (${showMoment(latest.body.assessedAt)}, about “${latest.body.decision}”): while they can, ask them. As soon as they cannot, this speaks`
      )
    },
  },
  {
    key: 'still_a_wish',
    leadsTo: 'in_order',
    source: `${MCA} s.4(6)(a)`,
    find: ({ body }) =>
      body.isLifeSustaining === true &&
      missingParts(body).length > 0 &&
      'A refusal of life-sustaining treatment binds only with every one of these; without, it still says what the person wants',
  },
  {
    key: 'ask_first',
    leadsTo: 'in_order',
    source: `${MCA} ss.1(2), 25(3)`,
    find: ({ body }, reading) =>
      !body.withdrawnOn &&
      reading.of('capacity').length === 0 &&
      'While the person can decide, their own word counts; as soon as they cannot, this speaks',
  },
  {
    key: 'can_decide_another',
    leadsTo: 'in_order',
    source: `${MCA} ss.2(1), 25(3)`,
    find: ({ body }, reading) => {
      const others = abilities(reading).can.filter(paper => !isAboutThis(paper.body.decision, body.treatment))
      return (
        !body.withdrawnOn &&
        others.length > 0 &&
        `Recorded as able to decide about ${listed(others.map(paper => `“${paper.body.decision}”`))}: by its words that is not this treatment. Ask them about this one, if they can answer`
      )
    },
  },
  {
    key: 'cannot_decide',
    leadsTo: 'in_order',
    source: `${MCA} ss.2–3, 25(3)`,
    find: (_, reading) => {
      const about = abilities(reading).cannot.map(
        ({ body }) => `“${body.decision}” (${showMoment(body.assessedAt)})`,
      )
      return about.length > 0 && `Recorded as not able to decide, or not always, about ${listed(about)}`
    },
  },
  {
    key: 'must_fit',
    leadsTo: 'in_order',
    source: `${MCA} ss.25(4), 26(1)`,
    find: ({ body }) =>
      !body.withdrawnOn &&
      `Where it is valid it binds, for the treatment ${known(body.circumstances) ? 'and in the circumstances ' : ''}it names and no other`,
  },
  {
    key: 'stands_over',
    leadsTo: 'in_order',
    source: `${MCA} ss.5(4), 24(1), 26`,
    find: ({ body }) =>
      !body.withdrawnOn &&
      'Where it is valid it stands over what others hold to be best for the person, over a deputy and over the court. It can refuse a treatment and cannot demand one',
  },
  {
    key: 'capacity_presumed',
    leadsTo: 'in_order',
    source: `${MCA} s.1(2)`,
    find: ({ body }) =>
      isOpenField(body.hadCapacity) &&
      'Not recorded whether they could decide when they made it: the law takes it that they could',
  },
  {
    key: 'date_not_known',
    leadsTo: 'in_order',
    source: HOUSE,
    find: ({ body }) => body.madeOn === undefined && 'The day on which it was made has not been recorded',
  },
  {
    key: 'earlier_lpa',
    leadsTo: 'in_order',
    source: `${MCA} ss.11(7)(b), 25(7)`,
    find: (paper, reading) =>
      besideLpas(paper, reading).some(({ order, lpa }) => order === 'lpa_first' && !lpa.body.revokedOn) &&
      'Newer than the lasting power of attorney: attorneys cannot overrule it',
  },
  {
    key: 'later_lpa_has_no_say',
    leadsTo: 'in_order',
    source: `${MCA} ss.11(8)(a), 25(7)`,
    find: ofLater(
      ({ covers }) => covers === 'no',
      () => 'The lasting power of attorney is later and has no say in life-sustaining treatment',
    ),
  },
  {
    key: 'by_word_of_mouth',
    leadsTo: 'in_order',
    source: `${MCA} s.24(2)–(4)`,
    find: ({ body }) =>
      body.isLifeSustaining === false &&
      body.isWritten === false &&
      'Made by word of mouth, which is enough for a treatment that does not keep the person alive',
  },
]

function ofLater(
  isSo: (pair: Beside) => boolean,
  say: (pair: Beside) => string,
): StandingRule<'adrt'>['find'] {
  return (paper, reading) => {
    const pair = besideLpas(paper, reading).find(one => one.order === 'adrt_first' && isSo(one))
    return pair && say(pair)
  }
}
