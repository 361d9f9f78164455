import { showDay, showMoment } from '#shared/days.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { ambulanceAnswers } from '#shared/record/afterDeath.ts'
import { safetyKinds } from '#shared/record/home.ts'
import { placesOfDeath } from '#shared/record/places.ts'
import { carePlanKinds, documentClasses } from '#shared/record/plans.ts'
import { fundingKinds, registerStatuses } from '#shared/record/register.ts'
import { phoneUses } from '#shared/record/who.ts'
import { dated, labelled, orWhyNot, pastDue, type Sayings, yesNo } from './said.ts'

type Names =
  | 'alerts'
  | 'safetyFlags'
  | 'interpreter'
  | 'adjustments'
  | 'currentLocation'
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
    headline: body.text,
    lines: [dated('Until', body.expiresOn)],
    warnings: [pastDue('Ended', body.expiresOn, today)],
  }),
  safetyFlags: (body, today) => ({
    headline: `${safetyKinds[body.kind].text}${body.needsTwoPeople ? ': two people' : ''}`,
    lines: [body.reason, labelled('Evidence', body.evidence), dated('Review by', body.reviewBy)],
    warnings: [pastDue('Review was due', body.reviewBy, today)],
  }),
  interpreter: body => ({
    headline: body.isNeeded
      ? `Interpreter needed: ${body.isBsl ? 'British Sign Language' : (body.language ?? 'language not recorded')}`
      : 'No interpreter needed',
    lines: [
      labelled('Dialect', body.dialect),
      labelled('Interpreter preferred', body.genderPreference === 'any' ? undefined : body.genderPreference),
      body.note,
    ],
  }),
  adjustments: body => ({ headline: body.what, lines: [body.note] }),
  currentLocation: body => ({
    headline: body.text ?? 'At one of the addresses below',
    lines: [
      body.since && `Since ${showMoment(body.since)}`,
      dated('Expected there until', body.expectedUntil),
    ],
  }),
  addresses: (body, today) => ({
    headline: [...body.lines, body.postcode].filter(Boolean).join(', '),
    lines: [
      body.kind === 'temporary' && 'For the time being',
      dated('From', body.from),
      dated('Until', body.to),
    ],
    warnings: [pastDue('Lived there until', body.to, today)],
  }),
  phones: body => ({
    headline: showPhoneNumber(body.number),
    lines: [
      phoneUses[body.use].text,
      body.mayLeaveMessage === false && 'Do not leave a message',
      body.mayText === false && 'Do not text',
      body.note,
    ],
  }),
  accessNotes: body => ({
    headline: body.gettingIn ?? 'Getting in',
    lines: [
      body.keysafe?.exists && 'There is a keysafe (the code is kept apart)',
      labelled('Parking', body.parking),
      labelled('Stairs', body.stairs),
      labelled('Lights', body.lighting),
      labelled('Pets', body.pets),
      body.smokers && 'Somebody smokes',
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
    lines: [body.contents, dated('Dated', body.on), labelled('Responsible', body.responsible)],
    warnings: [pastDue('Review was due', body.reviewOn, today)],
  }),
  documents: body => ({
    headline: body.title,
    lines: [
      documentClasses[body.class].text,
      labelled('Where', body.location),
      labelled('Reference', body.reference),
      dated('Updated', body.updatedOn),
    ],
  }),
  registerStatus: body => ({
    headline: registerStatuses[body.status].text,
    lines: [dated('Since', body.since), labelled('Because', body.because)],
  }),
  referral: body => ({
    headline: `Referred by ${[body.by, body.role, body.organisation].filter(Boolean).join(', ')}`,
    lines: [dated('On', body.on), labelled('Because', body.reason)],
    warnings: [!body.consentRecorded && 'The referral did not record agreement'],
  }),
  reviewDates: (body, today) => ({
    headline: `Next review ${showDay(body.nextReviewOn)}`,
    lines: [dated('Last', body.lastReviewedOn), labelled('Responsible', body.responsible), body.note],
    warnings: [pastDue('Review was due', body.nextReviewOn, today)],
  }),
  funding: body => ({
    headline: fundingKinds[body.kind].text,
    lines: [body.status, dated('On', body.on), body.note],
  }),
  notes: body => ({ headline: body.text, lines: [labelled('About', body.about)] }),
  death: body => ({
    headline: body.stage === 'verified' ? 'Has died' : 'Death reported, not yet verified',
    lines: [
      `When: ${orWhyNot(body.at, showMoment)}`,
      `Where: ${orWhyNot(body.place, place => placesOfDeath[place].text)}`,
      labelled('Reported by', body.reportedBy),
      labelled('How they know', body.howKnown),
      body.ambulance && body.ambulance !== 'not_called' && ambulanceAnswers[body.ambulance].text,
      body.verifiedAt &&
        `Verified ${showMoment(body.verifiedAt)}${body.verifiedBy ? ` by ${body.verifiedBy}` : ''}`,
      body.preferredPlaceMet !== undefined && `Where they had wished: ${yesNo(body.preferredPlaceMet)}`,
      labelled('Why not', body.reasonNotMet),
      labelled('Implants', body.implants),
      labelled('Faith, and what cannot wait', body.rites),
      labelled('Funeral director', body.funeralDirector),
    ],
  }),
  bereavement: (body, today) => ({
    headline: [body.contactName, body.offered].filter(Boolean).join(': '),
    lines: [dated('Due', body.dueOn), dated('Done', body.doneOn), body.response?.replaceAll('_', ' ')],
    warnings: [!body.doneOn && pastDue('Was due', body.dueOn, today), labelled('Risk', body.riskNoted)],
  }),
}
