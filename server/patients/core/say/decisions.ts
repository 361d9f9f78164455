import { showDay, showMoment } from '#shared/days.ts'
import { ceilings, cprDecisions, cprInvolvement, respectPriorities } from '#shared/record/decisions.ts'
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

/** What each paper says. What follows from it beside the rest of the record is its standing. */
export const decisions: Sayings<Names> = {
  cprDecision: body => ({
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
  }),
  respect: body => ({
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
  }),
  treatmentEscalation: (body, today) => ({
    headline: body.ceiling ? `${body.problem}: ${ceilings[body.ceiling].text.toLowerCase()}` : body.problem,
    lines: [body.advised, labelled('Agreed with', body.agreedWith), dated('Review', body.reviewOn)],
    warnings: [pastDue('Review was due', body.reviewOn, today)],
  }),
  adrt: body => ({
    headline: `Refuses: ${body.treatment}`,
    lines: [
      labelled('When', body.circumstances),
      body.isLifeSustaining && 'Refuses treatment that may keep the person alive',
      dated('Made', body.madeOn),
      labelled('Paper', body.paperLocation),
      dated('Withdrawn', body.withdrawnOn),
      labelled('Later conduct that may be against it', body.laterConductAgainst),
    ],
  }),
  lpa: body => ({
    headline: LPA_KINDS[body.kind],
    lines: [
      labelled('Attorneys', body.attorneys.map(attorney => attorney.name).join(', ')),
      labelled('Acting', body.acting?.replaceAll('_', ' ')),
      body.mayDecideLifeSustaining !== undefined &&
        `May decide about life-sustaining treatment: ${yesNo(body.mayDecideLifeSustaining)}`,
      dated('Registered', body.registeredOn),
      dated('Revoked', body.revokedOn),
      labelled('Paper', body.paperLocation),
    ],
  }),
  capacity: body => ({
    headline: `${{ yes: 'Can decide', no: 'Cannot decide', fluctuates: 'Sometimes can decide' }[body.hasCapacity]}: ${body.decision}`,
    lines: [
      `Assessed ${showMoment(body.assessedAt)} by ${[body.assessor, body.assessorRole].filter(Boolean).join(', ')}`,
      labelled('Because', body.basis),
      dated('Review', body.reviewOn),
    ],
  }),
  imca: body => ({
    headline: body.isRequired ? 'An independent advocate is needed' : 'No independent advocate needed',
    lines: [
      labelled('Advocate', body.name),
      labelled('Telephone', body.phone),
      dated('Referred', body.referredOn),
      body.note,
    ],
  }),
  advanceStatement: body => ({
    headline: body.text,
    lines: [dated('Made', body.madeOn), labelled('Paper', body.paperLocation)],
  }),
}
