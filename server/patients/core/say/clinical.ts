import { showDay, showMoment } from '#shared/days.ts'
import { allergySeverities, certainties } from '#shared/record/clinical.ts'
import { isUnknown } from '#shared/record/knownState.ts'
import { frailtyLevels, gsfStages, iposVersions, phases, prognoses } from '#shared/record/measures.ts'
import { anticipatoryStates, doseBenefits } from '#shared/record/medicines.ts'
import type { Body } from '#shared/record/sections.ts'
import {
  answered,
  asIs,
  dated,
  ifSo,
  labelled,
  type Maybe,
  orWhyNot,
  pastDue,
  type Sayings,
  worded,
} from './said.ts'

type Names =
  | 'allergies'
  | 'anticipatoryMedicines'
  | 'anticipatoryDoses'
  | 'syringePump'
  | 'medications'
  | 'devices'
  | 'primaryDiagnosis'
  | 'problems'
  | 'prognosis'
  | 'gsf'
  | 'phaseOfIllness'
  | 'akps'
  | 'clinicalFrailty'
  | 'ipos'

export const clinical: Sayings<Names> = {
  allergies: body =>
    body.kind === 'none_known'
      ? { headline: 'No known allergies' }
      : {
          headline: body.substance,
          lines: [
            worded('Reaction', body.reaction, asIs),
            worded('How bad', body.severity, key => allergySeverities[key].text.toLowerCase()),
            worded('How certain', body.certainty, key => certainties[key].text.toLowerCase()),
          ],
          warnings: [body.severity === 'life_threatening' && 'Life-threatening'],
        },
  anticipatoryMedicines: (body, today, _, stockOf) => ({
    headline: anticipatoryStates[body.state].text,
    lines: [
      worded('In the house', body.placeInHouse, asIs),
      ...body.items.map((item, place) => medicine(item, stockOf(item, place).words)),
      answered('Signed chart in the house', body.chartPresent),
      dated('Chart runs out', body.chartExpiresOn),
      dated('Issued', body.issuedOn),
      answered('A carer may give them', body.carerMayGive),
      worded('May be given by', body.mayBeGivenBy, asIs),
      body.note,
    ],
    warnings: [
      pastDue('The chart ran out', body.chartExpiresOn, today),
      body.chartPresent === false && 'No signed chart: a nurse may not give them',
      ...body.items.map(
        item =>
          item.expiresOn &&
          item.expiresOn < today &&
          `${item.drug} out of date since ${showDay(item.expiresOn)}`,
      ),
      ...body.items.map((item, place) => stockOf(item, place).isNone && `No ${item.drug} left`),
    ],
  }),
  anticipatoryDoses: body => ({
    headline: `${[body.drug, body.dose, body.route].filter(Boolean).join(' ')}, ${showMoment(body.givenAt)}`,
    lines: [
      labelled('Given by', body.givenBy),
      labelled('For', body.because),
      labelled('Benefit', body.benefit && doseBenefits[body.benefit].text.toLowerCase()),
    ],
  }),
  syringePump: body => ({
    headline: body.isRunning ? 'Syringe pump running' : 'No syringe pump running',
    lines: [
      labelled('Holds', body.contents),
      body.dueAt && `Due ${showMoment(body.dueAt)}`,
      body.startedAt && `Started ${showMoment(body.startedAt)}`,
      body.lineChangedAt && `Line changed ${showMoment(body.lineChangedAt)}`,
      labelled('Team', body.team),
      labelled('Model', body.model),
    ],
  }),
  medications: (body, today) => ({
    headline: [body.drug, body.dose, body.route, body.frequency].filter(Boolean).join(' '),
    lines: [
      labelled('For', body.indication),
      dated('Started', body.startedOn),
      body.stoppedOn !== undefined && body.stoppedOn >= today && dated('To be stopped', body.stoppedOn),
      labelled('Prescribed by', body.prescriber),
      body.note,
    ],
    warnings: [pastDue('Stopped', body.stoppedOn, today)],
  }),
  devices: body => ({
    headline: deviceName(body),
    lines: [
      dated('Since', body.since),
      body.kind === 'catheter' && dated('Change due', body.changeDueOn),
      body.kind === 'oxygen' && labelled('Supplier', body.supplier),
      body.kind === 'icd' && dated('Switched off', body.deactivatedOn),
      body.note,
    ],
    warnings: [
      body.kind === 'icd' && body.shocks === 'active' && 'The defibrillator can still give shocks',
      body.kind === 'icd' &&
        isUnknown(body.shocks) &&
        'Not known whether the defibrillator still gives shocks',
      body.kind === 'oxygen' && ifSo('Oxygen and a fire risk', body.isFireRisk),
    ],
  }),
  primaryDiagnosis: body => ({
    headline: body.text,
    lines: [labelled('Spread', body.spread), dated('Since', body.since), body.note],
  }),
  problems: body => ({
    headline: body.text,
    lines: [
      body.isActive === false && 'In the past',
      isUnknown(body.isActive) && answered('Still a problem', body.isActive),
      dated('Since', body.since),
      body.note,
    ],
  }),
  prognosis: body => ({ headline: prognoses[body.prognosis].text, lines: [body.note] }),
  gsf: body => ({ headline: gsfStages[body.stage].text, lines: [measured(body), body.note] }),
  phaseOfIllness: body => ({ headline: phases[body.phase].text, lines: [measured(body), body.note] }),
  akps: body => ({ headline: `AKPS ${body.score} of 100`, lines: [measured(body), body.note] }),
  clinicalFrailty: body => ({ headline: frailtyLevels[body.level].text, lines: [measured(body), body.note] }),
  ipos: body => ({
    headline: `IPOS, answered by ${iposVersions[body.version].text.toLowerCase()}`,
    lines: [
      measured(body),
      ...Object.entries(body.scores).map(([item, score]) => `${item.replaceAll('_', ' ')}: ${score}`),
      body.note,
    ],
  }),
}

function measured({ at }: { at: string }): Maybe {
  return `Assessed ${showMoment(at)}`
}

function medicine(item: Body<'anticipatoryMedicines'>['items'][number], left: Maybe): string {
  return [
    [item.drug, item.strength, item.form, item.dose, item.route].filter(Boolean).join(' '),
    `for ${item.indication}`,
    ifSo('chosen for kidneys that work poorly', item.isRenalVariant),
    item.minIntervalMinutes !== undefined && `no sooner than ${item.minIntervalMinutes} min`,
    item.max24h && `at most ${item.max24h} in 24 h`,
    left,
    item.expiresOn && `use by ${showDay(item.expiresOn)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

function deviceName(body: Body<'devices'>): string {
  switch (body.kind) {
    case 'other':
      return body.what
    case 'peg':
      return 'PEG feeding tube'
    case 'icd':
      return `Implanted defibrillator (${orWhyNot(body.shocks, state => (state === 'active' ? 'shocks on' : 'shocks off'))})`
    case 'oxygen':
      return body.flow ? `Oxygen, ${body.flow}` : 'Oxygen'
    default:
      return `${body.kind.slice(0, 1).toUpperCase()}${body.kind.slice(1)}`
  }
}
