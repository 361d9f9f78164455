import { dayInBritain } from '#shared/days.ts'
import { cprDecisions } from '#shared/record/decisions.ts'
import { known } from '#shared/record/knownState.ts'
import { deteriorating, dying, type Near, phaseChangesSince } from '../course.ts'
import type { Reading } from '../reading.ts'
import { decidedByNobody } from '../standing/ability.ts'
import { adrtsRefusingCpr, besideLpas, cprConflict } from '../standing/papersInOrder.ts'
import { inASentence, JOINT_CPR, listed, MCA, onDay } from '../standing/rule.ts'
import { about, age, type FindingRule, type Found, gap, times } from './rule.ts'

/** CPR, ReSPECT, refusals in advance and whoever decides for the person. */
export const decisionRules: readonly FindingRule[] = [
  {
    key: 'cpr_against_respect',
    urgency: 'now',
    source: JOINT_CPR,
    find: reading => {
      const conflict = cprConflict(reading)
      if (!conflict) return undefined
      const { decision, respect } = conflict
      const says = respect.body.cpr === 'not_recommended' ? 'does not recommend CPR' : 'recommends CPR'
      return {
        words: `The CPR decision (${onDay(decision.body.decidedOn)}) and the ReSPECT form (${onDay(respect.body.signedOn)}) say the opposite: ${inASentence(cprDecisions[decision.body.decision].text)}; the form ${says}`,
        toDo: 'Ask a clinician which one stands. Tell a crew of both',
        about: about(decision, respect),
      }
    },
  },
  {
    key: 'cpr_against_adrt',
    urgency: 'now',
    source: `${MCA} s.26(1)`,
    find: reading => {
      const [refusal] = adrtsRefusingCpr(reading)
      const decision = reading.one('cprDecision')
      const respect = reading.one('respect')
      const isForCpr = decision?.body.decision === 'for'
      const isAdvised = respect?.body.isPresent === true && respect.body.cpr === 'recommended'
      if (!refusal || !(isForCpr || isAdvised)) return undefined
      return {
        words: `An advance decision (${onDay(refusal.body.madeOn)}) refuses CPR, and ${isForCpr ? 'the CPR decision is for CPR' : 'the ReSPECT form recommends CPR'}`,
        toDo: 'Ask a clinician now: where the refusal is valid, it binds. Tell a crew of both',
        about: about(refusal, isForCpr ? decision : undefined, isAdvised ? respect : undefined),
      }
    },
  },
  gapWhenDying('dying_without_cpr_decision', 'now', dying),
  gapWhenDying('deteriorating_without_cpr_decision', 'soon', deteriorating),
  {
    key: 'cpr_paper_not_placed',
    urgency: 'now',
    source: 'PRSB Palliative and End of Life Care v1.1, location of document',
    find: reading => {
      const decision = reading.one('cprDecision')
      if (decision?.body.decision !== 'not_for' || known(decision.body.paperLocation)) return undefined
      return {
        words: 'Not for CPR, and where the paper is has not been recorded',
        toDo: 'Ask whoever is there where it is: a crew asks for it first',
        about: about(decision),
      }
    },
  },
  {
    key: 'adrt_against_lpa',
    urgency: 'soon',
    source: `${MCA} s.25(2)(b)`,
    find: reading => {
      const pairs = reading
        .of('adrt')
        .filter(({ body }) => !body.withdrawnOn)
        .flatMap(adrt => besideLpas(adrt, reading))
        .filter(({ order, covers, lpa }) => order !== 'lpa_first' && covers !== 'no' && !lpa.body.revokedOn)
      const [pair] = pairs
      if (!pair) return undefined
      const { adrt, lpa, order } = pair
      const which =
        order === 'adrt_first' ? 'the power of attorney is the later' : 'which is the later is not known'
      return {
        words: `An advance decision (${onDay(adrt.body.madeOn)}) and a lasting power of attorney (${onDay(lpa.body.madeOn ?? known(lpa.body.registeredOn))}) are about the same: ${which}`,
        toDo: 'Find both papers: the later one counts',
        about: about(...pairs.flatMap(one => [one.adrt, one.lpa])),
      }
    },
  },
  {
    key: 'refusal_without_cpr_decision',
    urgency: 'soon',
    source: JOINT_CPR,
    find: reading => {
      const [refusal] = adrtsRefusingCpr(reading)
      const decision = reading.one('cprDecision')
      const isUndecided = decision
        ? decision.body.decision === 'none'
        : reading.whyNothing('cprDecision') !== undefined
      if (!refusal || !isUndecided) return undefined
      return {
        words: 'An advance decision refuses CPR, and no CPR decision says so to a crew',
        toDo: 'Ask the GP or the hospice for a CPR decision that agrees with it',
        about: [...about(refusal, decision), ...(decision ? [] : gap('cprDecision'))],
      }
    },
  },
  {
    key: 'cpr_older_than_phase',
    urgency: 'soon',
    source: `${JOINT_CPR}: reviewed when the condition changes`,
    find: reading => {
      const decision = reading.one('cprDecision')
      if (!decision || decision.body.decision === 'none') return undefined
      // That somebody who is not for CPR has come to the last days was foreseen by the decision.
      const isForeseen = decision.body.decision === 'not_for' && dying(reading) !== undefined
      const decided = decision.body.decidedOn ?? dayInBritain(decision.recordedAt)
      const confirmed = decision.confirmedAt && dayInBritain(decision.confirmedAt)
      const isLookedAtSince = confirmed !== undefined && confirmed > decided
      const changes = phaseChangesSince(reading, isLookedAtSince ? confirmed : decided)
      if (changes.length === 0 || isForeseen) return undefined
      const howOld = isLookedAtSince
        ? `was last gone through ${age(decision.confirmedAt ?? reading.asOf, reading)} ago`
        : `is ${age(`${decided}T00:00:00.000Z`, reading)} old`
      return {
        words: `The CPR decision ${howOld}, and the phase has changed ${times(changes.length)} since`,
        toDo: 'Ask the GP or the hospice to go through it again',
        about: about(decision, changes.at(-1)),
      }
    },
  },
  {
    key: 'advocate_needed',
    urgency: 'soon',
    source: `${MCA} ss.37–40`,
    find: reading => {
      const decisions = decidedByNobody(reading)
      const imca = reading.one('imca')
      if (decisions.length === 0 || imca?.body.isRequired) return undefined
      return {
        words: `The person cannot decide about ${listed(decisions.map(({ body }) => `“${body.decision}”`))}, and nobody to consult is on the record`,
        toDo: 'Ask for an independent advocate (IMCA), unless somebody suitable is found',
        about: [...about(...decisions, imca), ...gap('personalContacts')],
      }
    },
  },
]

function gapWhenDying(
  key: string,
  urgency: FindingRule['urgency'],
  when: (reading: Reading) => Near | undefined,
): FindingRule {
  return {
    key,
    urgency,
    source: JOINT_CPR,
    find: (reading): Found | undefined => {
      const near = when(reading)
      const decision = reading.one('cprDecision')
      const why = reading.whyNothing('cprDecision')
      const isUndecided = decision ? decision.body.decision === 'none' : why !== undefined
      if (!near || !isUndecided) return undefined
      const because = why === 'declined' ? ': they did not want to talk about it' : ''
      return {
        words: `${near.words}, and there is no CPR decision${because}`,
        toDo: because
          ? 'Keep to it, and tell the GP: without a decision CPR would usually be tried'
          : 'Ask the GP or the out-of-hours doctor to decide, with the person and the family',
        about: [...about(near.about, decision), ...(decision ? [] : gap('cprDecision'))],
      }
    },
  }
}
