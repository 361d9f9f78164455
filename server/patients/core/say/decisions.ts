import { showDay, showMoment } from '#shared/days.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import {
  ceilings,
  cprDecisions,
  cprInvolvement,
  type respectCapacities,
  respectCpr,
  respectPriorities,
} from '#shared/record/decisions.ts'
import { isUnknown, known } from '#shared/record/knownState.ts'
import { attorneysActing } from '#shared/record/legal.ts'
import type { Body } from '#shared/record/sections.ts'
import {
  answered,
  asIs,
  dated,
  ifSo,
  labelled,
  type Maybe,
  paperOf,
  pastDue,
  type Sayings,
  worded,
} from './said.ts'

type Names =
  | 'cprDecision'
  | 'respect'
  | 'treatmentEscalation'
  | 'adrt'
  | 'lpa'
  | 'capacity'
  | 'imca'
  | 'advanceStatement'

const TOOK_PART: Readonly<Record<keyof typeof respectCapacities, string>> = {
  yes: 'Could take part in making it',
  no: 'Could not take part in making it',
  not_recorded: 'Not recorded whether they could take part in making it',
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
      paperAt(body.paperLocation),
      dated('Decided', body.decidedOn),
      labelled('By', [body.clinician, body.clinicianRole].filter(Boolean).join(', ')),
      labelled('Endorsed by', body.endorsedBy),
      labelled('Reason', body.reason),
      body.involved?.map(key => cprInvolvement[key].text).join('; '),
      labelled('Discussed with', body.discussedWith?.join(', ')),
      labelled('Told', body.informed?.join(', ')),
      labelled('Not discussed because', body.notDiscussedBecause),
      body.isIndefinite === true ? 'No review date: stands until changed' : dated('Review', body.reviewOn),
      isUnknown(body.isIndefinite) && answered('Stands until changed', body.isIndefinite),
    ],
  }),
  respect: (body, _, nameOf) => ({
    headline: body.isPresent ? 'Has a ReSPECT form' : 'No ReSPECT form',
    lines: [
      worded('Priority', body.priority, key => respectPriorities[key].text.toLowerCase()),
      body.slider && `Between living longer (0) and comfort (${body.slider.scaleMax}): ${body.slider.value}`,
      labelled('Recommended', body.recommendations),
      isUnknown(body.cpr)
        ? worded('CPR on this form', body.cpr, asIs)
        : body.cpr && respectCpr[body.cpr].text,
      body.hadCapacity && TOOK_PART[body.hadCapacity],
      labelled('Took part', body.involved),
      answered('Somebody may decide for them by law', body.hasWelfareProxy),
      labelled('Values most', body.values),
      labelled('Fears most', body.fears),
      labelled('Understanding of the illness', body.sharedUnderstanding),
      labelled('Other plans', body.otherPlans),
      paperAt(body.paperLocation),
      labelled(
        'Signed',
        [body.signedBy, body.signedRole, body.signedOn && showDay(body.signedOn)].filter(Boolean).join(', '),
      ),
      dated('Review', body.reviewOn),
      labelled('Form', body.formVersion && `version ${body.formVersion}`),
      paperOf(body.documentItem, nameOf),
    ],
  }),
  treatmentEscalation: (body, today) => ({
    headline: ceilingIn(body),
    lines: [
      body.advised,
      isUnknown(body.ceiling) && worded('Go no further than', body.ceiling, asIs),
      labelled('Agreed with', body.agreedWith),
      dated('Review', body.reviewOn),
    ],
    warnings: [pastDue('Review was due', body.reviewOn, today)],
  }),
  adrt: (body, _, nameOf) => ({
    headline: `Refuses: ${body.treatment}`,
    lines: [
      worded('When', body.circumstances, asIs),
      ifSo('Refuses treatment that may keep the person alive', body.isLifeSustaining),
      formOf(body),
      makerOf(body),
      dated('Made', body.madeOn),
      paperAt(body.paperLocation),
      paperOf(body.documentItem, nameOf),
      dated('Withdrawn', body.withdrawnOn),
      labelled('Later conduct that may be against it', body.laterConductAgainst),
    ],
  }),
  lpa: (body, _, nameOf) => ({
    headline: LPA_KINDS[body.kind],
    lines: [
      labelled('Attorneys', attorneys(body, false)),
      labelled('Only if one of these can no longer act', attorneys(body, true)),
      worded('Acting', body.acting, key => attorneysActing[key].text.toLowerCase()),
      answered('May decide about life-sustaining treatment', body.mayDecideLifeSustaining),
      dated('Made', body.madeOn),
      worded('Registered', body.registeredOn, showDay),
      labelled('Reference', body.reference),
      dated('Revoked', body.revokedOn),
      paperAt(body.paperLocation),
      paperOf(body.documentItem, nameOf),
    ],
  }),
  capacity: (body, _, nameOf) => ({
    headline: `${{ yes: 'Can decide', no: 'Cannot decide', fluctuates: 'Sometimes can decide' }[body.hasCapacity]}: ${body.decision}`,
    lines: [
      `Assessed ${showMoment(body.assessedAt)} by ${[body.assessor, body.assessorRole].filter(Boolean).join(', ')}`,
      labelled('Because', body.basis),
      dated('Review', body.reviewOn),
      paperOf(body.documentItem, nameOf),
    ],
  }),
  imca: body => ({
    headline: body.isRequired ? 'An independent advocate is needed' : 'No independent advocate needed',
    lines: [
      labelled('Advocate', body.name),
      labelled('Telephone', body.phone && showPhoneNumber(body.phone)),
      dated('Referred', body.referredOn),
      body.note,
    ],
  }),
  advanceStatement: (body, _, nameOf) => ({
    headline: body.text,
    lines: [dated('Made', body.madeOn), paperAt(body.paperLocation), paperOf(body.documentItem, nameOf)],
  }),
}

/** 'Chest infection: stay at home'. */
function ceilingIn({ problem, ceiling: written }: Body<'treatmentEscalation'>): string {
  const ceiling = known(written)
  return ceiling ? `${problem}: ${ceilings[ceiling].text.toLowerCase()}` : problem
}

/** Where the paper is, or that somebody asked and was not told. */
function paperAt(place: Body<'adrt'>['paperLocation']): Maybe {
  return worded('Paper', place, asIs)
}

/** What was written of its form: 'Written: yes, signed: yes, witnessed: no'. What is missing is its standing. */
function formOf(body: Body<'adrt'>): Maybe {
  return inARow([
    answered('written', body.isWritten),
    answered('signed', body.isSigned),
    answered('witnessed', body.isWitnessed),
    answered('says that it applies even if life is at risk', body.statesEvenIfLifeAtRisk),
  ])
}

function makerOf(body: Body<'adrt'>): Maybe {
  return inARow([
    answered('was 18 or older', body.makerWasAdult),
    answered('could decide about it then', body.hadCapacity),
  ])
}

function inARow(answers: readonly Maybe[]): Maybe {
  const words = answers.filter(Boolean).join(', ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** Those who decide, or those who take their place: 'Ann Ellis, 01632 960 111; Tom Ellis'. */
function attorneys(body: Body<'lpa'>, isReplacement: boolean): string {
  return body.attorneys
    .filter(attorney => (attorney.isReplacement === true) === isReplacement)
    .map(attorney => {
      const { name, phone } = attorney
      const whether = isUnknown(attorney.isReplacement) && ifSo('only a replacement', attorney.isReplacement)
      return [name, phone && showPhoneNumber(phone), whether && `(${whether})`].filter(Boolean).join(', ')
    })
    .join('; ')
}
