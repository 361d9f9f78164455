import { showDay, showMoment } from '#shared/days.ts'
import { type E164, showPhoneNumber } from '#shared/phoneNumber.ts'
import { ambulanceAnswers, bereavementResponses } from '#shared/record/afterDeath.ts'
import { interpreterPreferences, safetyKinds } from '#shared/record/home.ts'
import { isUnknown } from '#shared/record/knownState.ts'
import { placesOfDeath } from '#shared/record/places.ts'
import { carePlanKinds, documentClasses } from '#shared/record/plans.ts'
import { fundingKinds, fundingStatuses, registerStatuses } from '#shared/record/register.ts'
import type { Body } from '#shared/record/sections.ts'
import { dischargedToPlaces } from '#shared/record/stays.ts'
import { KEYSAFE } from '../gettingIn.ts'
import type { NameOf } from '../nameOf.ts'
import { leftBeforeComing, stayInWords } from '../stays.ts'
import {
  answered,
  asIs,
  dated,
  ifSo,
  labelled,
  type Maybe,
  orWhyNot,
  pastDue,
  phoneWords,
  type Sayings,
  timed,
  worded,
} from './said.ts'

type Names =
  | 'alerts'
  | 'safetyFlags'
  | 'interpreter'
  | 'adjustments'
  | 'currentLocation'
  | 'hospitalStays'
  | 'addresses'
  | 'phones'
  | 'accessNotes'
  | 'locationProtection'
  | 'contingencyPlans'
  | 'carePlans'
  | 'documents'
  | 'registerStatus'
  | 'referral'
  | 'reviewDates'
  | 'funding'
  | 'notes'
  | 'death'
  | 'bereavement'

export const home: Sayings<Names> = {
  alerts: (body, today) => ({
    headline: body.severity === 'caution' ? `Take care: ${body.text}` : body.text,
    lines: [body.severity === 'danger' && 'Danger', dated('Until', body.expiresOn)],
    warnings: [pastDue('Ended', body.expiresOn, today)],
  }),
  safetyFlags: (body, today) => ({
    headline: `${safetyKinds[body.kind].text}${body.needsTwoPeople === true ? ': two people' : ''}`,
    lines: [body.reason, labelled('Evidence', body.evidence), dated('Review by', body.reviewBy)],
    warnings: [
      pastDue('Review was due', body.reviewBy, today),
      isUnknown(body.needsTwoPeople) && ifSo('Two people must go', body.needsTwoPeople),
    ],
  }),
  interpreter: body => ({
    headline: body.isNeeded
      ? `Interpreter needed: ${body.isBsl === true ? 'British Sign Language' : languageOf(body)}`
      : 'No interpreter needed',
    lines: [
      labelled('Dialect', body.dialect),
      isUnknown(body.isBsl) && answered('British Sign Language', body.isBsl),
      worded('Interpreter preferred', body.genderPreference, key =>
        interpreterPreferences[key].text.toLowerCase(),
      ),
      body.note,
    ],
  }),
  adjustments: body => ({ headline: body.what, lines: [body.note] }),
  currentLocation: (body, _, nameOf) => ({
    headline: whereNow(body, nameOf),
    lines: [
      body.addressItem && body.text,
      body.since && `Since ${showMoment(body.since)}`,
      dated('Expected there until', body.expectedUntil),
    ],
  }),
  hospitalStays: (body, today) => ({
    headline: stayInWords(body),
    lines: [
      worded('Admitted', body.admittedOn, showDay),
      labelled('Why', body.because),
      body.dischargedOn === undefined && dated('Expected home', body.expectedHomeOn),
      body.dischargedOn !== undefined &&
        worded('Discharged to', body.dischargedTo, key => dischargedToPlaces[key].text.toLowerCase()),
      labelled('Told by', body.toldBy),
      body.note,
    ],
    warnings: [
      body.dischargedOn === undefined && pastDue('Was expected home', body.expectedHomeOn, today),
      leftBeforeComing(body) && 'Discharged before they were admitted: look at the two days again',
    ],
  }),
  addresses: (body, today) => ({
    // Of a place of which no more than the postcode is known, it stands in both.
    headline: [...new Set([...body.lines, body.postcode].filter(Boolean))].join(', '),
    lines: [
      body.kind === 'temporary' && 'For the time being',
      dated('From', body.from),
      dated('Until', body.to),
    ],
    warnings: [pastDue('Lived there until', body.to, today)],
  }),
  phones: body => ({
    headline: showPhoneNumber(body.number),
    lines: [phoneWords(body)],
  }),
  accessNotes: body => ({
    headline: body.atTheDoor ?? 'Getting in',
    lines: [
      body.keysafe &&
        (isUnknown(body.keysafe.exists)
          ? answered('Keysafe', body.keysafe.exists)
          : body.keysafe.exists
            ? KEYSAFE.yes
            : KEYSAFE.no),
      dated('Keysafe last tried', body.keysafe?.verifiedOn),
      labelled('Parking', body.parking),
      labelled('Stairs', body.stairs),
      labelled('Lights', body.lighting),
      labelled('Pets', body.pets),
      ifSo('Somebody smokes', body.smokers),
    ],
    warnings: [labelled('Take care', body.hazards), labelled('Fire risk', body.fireRisk)],
  }),
  locationProtection: body => ({
    headline: body.isProtected ? 'Protected: do not tell anyone where this person is' : 'Not protected',
    lines: [labelled('May know', body.mayKnow), dated('Review', body.reviewOn)],
  }),
  contingencyPlans: (body, today) => ({
    headline: `If this happens: ${body.trigger}`,
    lines: [
      body.whatShouldHappen,
      labelled('Call', body.whoToContact),
      labelled('Agreed with', body.agreedWith),
      dated('Review', body.reviewOn),
    ],
    warnings: [pastDue('Review was due', body.reviewOn, today)],
  }),
  carePlans: (body, today) => ({
    headline: carePlanKinds[body.kind].text,
    lines: [body.contents, dated('Dated', body.on), responsible(body), dated('Review', body.reviewOn)],
    warnings: [pastDue('Review was due', body.reviewOn, today)],
  }),
  documents: body => ({
    headline: body.title,
    lines: [
      documentClasses[body.class].text,
      labelled('Where', body.location),
      labelled('Reference', body.reference),
      dated('Updated', body.updatedOn),
      body.confidentiality === 'restricted' && 'Restricted: ask whoever wrote it before you pass it on',
      isUnknown(body.confidentiality) && worded('Handing it on', body.confidentiality, asIs),
    ],
  }),
  registerStatus: body => ({
    headline: registerStatuses[body.status].text,
    lines: [
      dated('Since', body.since),
      labelled('Because', body.because),
      answered('On the end of life care register', body.endOfLifeRegister),
      answered('On the palliative care register', body.palliativeRegister),
    ],
  }),
  referral: body => ({
    headline: `Referred by ${[body.by, body.role, body.organisation].filter(Boolean).join(', ')}`,
    lines: [dated('On', body.on), labelled('Because', body.reason)],
    warnings: [
      body.consentRecorded === false && 'The referral did not record agreement',
      isUnknown(body.consentRecorded) && answered('The person agreed to the referral', body.consentRecorded),
    ],
  }),
  reviewDates: (body, today) => ({
    headline: `Next review ${showDay(body.nextReviewOn)}`,
    lines: [dated('Last', body.lastReviewedOn), responsible(body), body.note],
    warnings: [pastDue('Review was due', body.nextReviewOn, today)],
  }),
  funding: body => ({
    headline: fundingKinds[body.kind].text,
    lines: [
      isUnknown(body.status)
        ? worded('Where it stands', body.status, asIs)
        : body.status && fundingStatuses[body.status].text,
      dated('On', body.on),
      body.note,
    ],
  }),
  notes: body => ({ headline: body.text, lines: [labelled('About', body.about)] }),
  death: body => ({
    headline: body.stage === 'verified' ? 'Has died' : 'Death reported, not yet verified',
    lines: [
      `When: ${orWhyNot(body.at, showMoment)}`,
      `Where: ${[orWhyNot(body.place, place => placesOfDeath[place].text), body.placeNamed].filter(Boolean).join(', ')}`,
      answered('The death was expected', body.wasExpected),
      answered('The coroner has been told', body.coronerInformed),
      labelled('Reported by', body.reportedBy),
      timed('Reported', body.reportedAt),
      labelled('How they know', body.howKnown),
      body.ambulance && body.ambulance !== 'not_called' && ambulanceAnswers[body.ambulance].text,
      body.verifiedAt &&
        `Verified ${showMoment(body.verifiedAt)}${body.verifiedBy ? ` by ${body.verifiedBy}` : ''}`,
      answered('Where they had wished', body.preferredPlaceMet),
      labelled('Why not', body.reasonNotMet),
      worded('Implants', body.implants, asIs),
      labelled('Faith, and what cannot wait', body.rites),
      labelled('Funeral director', body.funeralDirector),
      body.note,
    ],
  }),
  bereavement: (body, today, nameOf) => ({
    headline: [body.contactName, body.offered].filter(Boolean).join(': '),
    lines: [
      body.contactItem &&
        `For: ${nameOf('personalContacts', body.contactItem) ?? 'a contact who is not shown here'}`,
      dated('Due', body.dueOn),
      dated('Done', body.doneOn),
      body.response && bereavementResponses[body.response].text,
    ],
    warnings: [!body.doneOn && pastDue('Was due', body.dueOn, today), labelled('Risk', body.riskNoted)],
  }),
}

function languageOf({ language }: Body<'interpreter'>): string {
  return language === undefined ? 'language not recorded' : orWhyNot(language, asIs)
}

/** Where a visit goes: the address itself, not that there is one. */
function whereNow({ addressItem, text }: Body<'currentLocation'>, nameOf: NameOf): string {
  if (addressItem === undefined) return text ?? 'Not recorded where'
  return nameOf('addresses', addressItem) ?? 'At an address that is not shown here: ask'
}

function responsible(body: {
  responsible?: string | undefined
  responsibleRole?: string | undefined
  responsibleOrganisation?: string | undefined
  responsibleOdsCode?: string | undefined
  responsiblePhone?: E164 | undefined
}): Maybe {
  const {
    responsible: name,
    responsibleRole,
    responsibleOrganisation,
    responsibleOdsCode,
    responsiblePhone,
  } = body
  const organisation = [responsibleOrganisation, responsibleOdsCode && `(ODS ${responsibleOdsCode})`]
  const said = [
    name,
    responsibleRole,
    organisation.filter(Boolean).join(' '),
    responsiblePhone && showPhoneNumber(responsiblePhone),
  ]
  return labelled('Responsible', said.filter(Boolean).join(', '))
}
