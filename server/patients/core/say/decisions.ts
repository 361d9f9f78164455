import { ceilings, cprDecisions, cprInvolvement, respectPriorities } from '#shared/record/decisions.ts'
import { isUnknown } from '#shared/record/knownState.ts'
import { showDay, showMoment } from '../days.ts'
import { dated, labelled, pastDue, type Sayings, yesNo } from './said.ts'

type Names =
  | 'cprDecision'
  | 'respect'
  | 'treatmentEscalation'
  | 'adrt'
  | 'lpa'
  | 'capacity'
  | 'imca'
  | 'advanceStatement'

const RESPECT_CPR = {
  recommended: 'CPR recommended',
  modified_child: 'Modified CPR (child)',
  not_recommended: 'CPR not recommended',
}
const LPA_KINDS = {
  health_and_welfare: 'Lasting power of attorney for health and welfare',
  property: 'Lasting power of attorney for property',
}

export const decisions: Sayings<Names> = {
  cprDecision: (body, today) => ({
    headline: cprDecisions[body.decision].text,
    lines: [
      labelled('Paper', body.paperLocation),
      dated('Decided', body.decidedOn),
      labelled('By', [body.clinician, body.clinicianRole].filter(Boolean).join(', ')),
      labelled('Endorsed by', body.endorsedBy),
      labelled('Reason', body.reason),
      body.involved?.map(key => cprInvolvement[key].text).join('; '),
      labelled('Discussed with', body.discussedWith?.join(', ')),
      labelled('Told', body.informed?.join(', ')),
      labelled('Not discussed because', body.notDiscussedBecause),
      body.isIndefinite ? 'No review date: stands until changed' : dated('Review', body.reviewOn),
    ],
    warnings: [
      body.decision === 'not_for' && !body.paperLocation && 'Where the paper is has not been recorded',
      pastDue('Review was due', body.reviewOn, today),
    ],
  }),
  respect: (body, today) => ({
    headline: body.isPresent ? 'Has a ReSPECT form' : 'No ReSPECT form',
    lines: [
      body.priority && `Priority: ${respectPriorities[body.priority].text.toLowerCase()}`,
      body.slider && `Between living longer (0) and comfort (${body.slider.scaleMax}): ${body.slider.value}`,
      labelled('Recommended', body.recommendations),
      body.cpr && RESPECT_CPR[body.cpr],
      labelled('Values most', body.values),
      labelled('Fears most', body.fears),
      labelled('Understanding of the illness', body.sharedUnderstanding),
      labelled('Other plans', body.otherPlans),
      labelled('Paper', body.paperLocation),
      labelled('Signed', [body.signedBy, body.signedOn && showDay(body.signedOn)].filter(Boolean).join(', ')),
      dated('Review', body.reviewOn),
    ],
    warnings: [
      body.isPresent && !body.signedBy && 'No signature recorded',
      pastDue('Review was due', body.reviewOn, today),
    ],
  }),
  treatmentEscalation: (body, today) => ({
    headline: body.ceiling ? `${body.problem}: ${ceilings[body.ceiling].text.toLowerCase()}` : body.problem,
    lines: [body.advised, labelled('Agreed with', body.agreedWith), dated('Review', body.reviewOn)],
    warnings: [pastDue('Review was due', body.reviewOn, today)],
  }),
  adrt: body => {
    const parts = {
      'in writing': body.isWritten,
      signed: body.isSigned,
      witnessed: body.isWitnessed,
      'stating that it applies even if life is at risk': body.statesEvenIfLifeAtRisk,
    }
    const missing = Object.entries(parts).flatMap(([part, value]) =>
      value === true ? [] : [isUnknown(value) || value === undefined ? `${part} (not known)` : part],
    )
    return {
      headline: `Refuses: ${body.treatment}`,
      lines: [
        labelled('When', body.circumstances),
        body.isLifeSustaining && 'Refuses treatment that may keep the person alive',
        dated('Made', body.madeOn),
        labelled('Paper', body.paperLocation),
      ],
      warnings: [
        body.withdrawnOn && `Withdrawn ${showDay(body.withdrawnOn)}`,
        body.isLifeSustaining && missing.length > 0 && `Incomplete: not recorded as ${missing.join(', ')}`,
        labelled('Later conduct that may be against it', body.laterConductAgainst),
      ],
    }
  },
  lpa: body => ({
    headline: LPA_KINDS[body.kind],
    lines: [
      labelled('Attorneys', body.attorneys.map(attorney => attorney.name).join(', ')),
      labelled('Acting', body.acting?.replaceAll('_', ' ')),
      body.mayDecideLifeSustaining !== undefined &&
        `May decide about life-sustaining treatment: ${yesNo(body.mayDecideLifeSustaining)}`,
      dated('Registered', body.registeredOn),
      labelled('Paper', body.paperLocation),
    ],
    warnings: [
      body.revokedOn && `Revoked ${showDay(body.revokedOn)}`,
      body.kind === 'health_and_welfare' && !body.registeredOn && 'Registration has not been recorded',
      body.kind === 'property' && 'Has no say in treatment',
    ],
  }),
  capacity: (body, today) => ({
    headline: `${{ yes: 'Can decide', no: 'Cannot decide', fluctuates: 'Sometimes can decide' }[body.hasCapacity]}: ${body.decision}`,
    lines: [
      `Assessed ${showMoment(body.assessedAt)} by ${[body.assessor, body.assessorRole].filter(Boolean).join(', ')}`,
      labelled('Because', body.basis),
      dated('Review', body.reviewOn),
    ],
    warnings: [pastDue('Review was due', body.reviewOn, today)],
  }),
  imca: body => ({
    headline: body.isRequired ? 'An independent advocate is needed' : 'No independent advocate needed',
    lines: [
      labelled('Advocate', body.name),
      labelled('Telephone', body.phone),
      dated('Referred', body.referredOn),
      body.note,
    ],
    warnings: [body.isRequired && !body.referredOn && 'No referral recorded'],
  }),
  advanceStatement: body => ({
    headline: body.text,
    lines: [dated('Made', body.madeOn), labelled('Paper', body.paperLocation)],
  }),
}
