import { dayInBritain, showDay, showMoment } from '#shared/days.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { consentValues, sharingScopes, waysOfAsking } from '#shared/record/consent.ts'
import { isUnknown } from '#shared/record/knownState.ts'
import { optOutSources } from '#shared/record/optOut.ts'
import { partTitle } from '#shared/record/parts.ts'
import { carerSupportChoices, contactRoles, mayBeToldChoices } from '#shared/record/people.ts'
import type { Body } from '#shared/record/sections.ts'
import type { NameOf } from '../nameOf.ts'
import { doesAgree } from '../sharing.ts'
import {
  answered,
  asIs,
  dated,
  ifSo,
  inPreference,
  labelled,
  type Maybe,
  orWhyNot,
  paperOf,
  pastDue,
  phoneLine,
  type Said,
  type Sayings,
  timed,
  worded,
} from './said.ts'

type Names =
  | 'personalContacts'
  | 'consentToTellCarers'
  | 'awareness'
  | 'professionalContacts'
  | 'gpPractice'
  | 'carerSupport'
  | 'carerStrain'
  | 'consentToRegister'
  | 'consentToShare'
  | 'consentToRecording'
  | 'nationalDataOptOut'
  | 'sharingRestrictions'

const WAKE = {
  yes: 'May be woken at night',
  only_if_urgent: 'Wake only if urgent',
  no: 'Do not wake at night',
}
const STRAIN = ['Coping', 'Slightly strained', 'Moderately strained', 'Severely strained', 'Overwhelmed']

export const people: Sayings<Names> = {
  personalContacts: body => ({
    headline: `${body.name}, ${body.relationship}`,
    lines: [
      `May be told: ${orWhyNot(body.mayBeTold, level => mayBeToldChoices[level].text.toLowerCase())}`,
      body.roles.map(role => contactRoles[role].text).join(', '),
      ...inPreference(body.phones).map(phoneLine),
      ifSo('Lives with the person', body.livesWithPatient),
      ifSo('Holds a key', body.isKeyholder),
      isUnknown(body.wakeAtNight)
        ? worded('May be woken at night', body.wakeAtNight, asIs)
        : body.wakeAtNight && WAKE[body.wakeAtNight],
      worded('Language', body.language, asIs),
      ifSo('May give medicines', body.mayGiveMedicines),
      labelled(
        'What they may be told rests on',
        body.mayBeToldBasis && consentValues[body.mayBeToldBasis].text.toLowerCase(),
      ),
      answered('May hear who has looked at the record', body.maySeeAccessLog),
      body.notes,
    ],
    warnings: [
      ifSo('A child', body.isChild),
      isUnknown(body.mayBeTold) && 'What they may be told has not been settled',
    ],
  }),
  consentToTellCarers: sayAgreement,
  consentToRegister: sayAgreement,
  consentToRecording: sayAgreement,
  nationalDataOptOut: body => ({
    headline: body.hasOptedOut ? 'Opted out of planning and research' : 'Has not opted out',
    lines: [
      dated('As of', body.asOf),
      body.source && optOutSources[body.source].text,
      'Says nothing about care: those who look after the person read the record as before',
      body.note,
    ],
  }),
  consentToShare: (body, today, nameOf) => {
    const said = sayAgreement(body, today, nameOf)
    return { ...said, headline: `${body.organisation ?? sharingScopes[body.scope].text}: ${said.headline}` }
  },
  sharingRestrictions: (body, today) => ({
    headline: body.endedAt ? `Limit ended: ${against(body)}` : `Limit: ${against(body)}`,
    lines: [
      body.endedAt && `Ended ${showMoment(body.endedAt)}`,
      labelled('Why it ended', body.endedBecause),
      { hide_all: 'Show nothing', hide_sections: 'Hide some parts', ask_each_time: 'Ask each time' }[
        body.rule
      ],
      labelled('Parts', body.sections?.map(partTitle).join(', ')),
      labelled('Because', body.because),
      timed(body.from && dayInBritain(body.from) >= today ? 'From' : 'Since', body.from),
      labelled('Not heard from the person: as told by', body.toldBy),
      dated('Until', body.until),
    ],
  }),
  awareness: body => ({
    headline: 'Who knows what',
    lines: [
      aware('The person knows the prognosis', body.personAwareOfPrognosis),
      aware('The carer knows the prognosis', body.carerAwareOfPrognosis),
      aware('The person knows of the CPR decision', body.personAwareOfCprDecision),
      aware('The carer knows of the CPR decision', body.carerAwareOfCprDecision),
      aware('The family knows of the CPR decision', body.familyAwareOfCprDecision),
      body.note,
    ],
  }),
  professionalContacts: (body, today) => ({
    headline: `${body.name}, ${body.role}${body.isKeyWorker === true ? ' (key worker)' : ''}`,
    lines: [
      [body.team, body.organisation].filter(Boolean).join(', '),
      isUnknown(body.isKeyWorker) && answered('The key worker', body.isKeyWorker),
      labelled('By day', body.phoneInHours && showPhoneNumber(body.phoneInHours)),
      labelled('Out of hours', body.phoneOutOfHours && showPhoneNumber(body.phoneOutOfHours)),
      dated('Since', body.from),
      dated('Until', body.to),
      body.note,
    ],
    warnings: [pastDue('Involved until', body.to, today)],
  }),
  gpPractice: body => ({
    headline: body.name,
    lines: [
      labelled('GP', body.gpName),
      labelled('Telephone', body.phone && showPhoneNumber(body.phone)),
      labelled('For professionals only', body.bypassPhone && showPhoneNumber(body.bypassPhone)),
      labelled('Practice code', body.odsCode),
    ],
  }),
  carerSupport: body => ({
    headline: carerSupportChoices[body.support].text,
    lines: [ifSo('Lives alone', body.livesAlone), body.note],
  }),
  carerStrain: (body, _, nameOf) => ({
    headline: `${STRAIN[body.strain]} (${body.strain} of 4)`,
    lines: [
      body.contactItem &&
        `Who: ${nameOf('personalContacts', body.contactItem) ?? 'a contact who is not shown here'}`,
      dated('Asked', body.on),
      body.note,
    ],
    warnings: [body.strain >= 3 && 'The carer needs help'],
  }),
}

function sayAgreement(body: Body<'consentToRegister'>, today: string, nameOf: NameOf): Said {
  const { evidence, bestInterests, from, value } = body
  const { text } = consentValues[value]
  const isToCome = from !== undefined && dayInBritain(from) > today
  // Of today's the hour is said as well, which is true before it and after it.
  const isNew = isToCome || (from !== undefined && from !== evidence?.at && dayInBritain(from) === today)
  const begins = doesAgree(value) && isNew ? from : undefined
  return {
    headline: begins ? `${text}, from ${showMoment(begins)}` : text,
    lines: [
      labelled('By', body.by),
      // What was said and held from then is one moment.
      evidence?.at !== body.from &&
        !begins &&
        timed(isToCome ? 'Dated (a no holds at once)' : 'Since', body.from),
      evidence?.at && `Said${evidence.at === body.from ? ', and so since,' : ''} ${showMoment(evidence.at)}`,
      evidence?.how && labelled('How', waysOfAsking[evidence.how].text.toLowerCase()),
      evidence?.inTheirWords && `“${evidence.inTheirWords}”`,
      labelled('Explained', evidence?.explained),
      answered('What follows from a no was explained', evidence?.consequencesExplained),
      labelled('Interpreter', evidence?.interpreterUsed),
      labelled('Not heard from the person: as told by', evidence?.toldBy),
      bestInterests &&
        `Best interests, ${showDay(bestInterests.on)}, ${[bestInterests.assessor, bestInterests.assessorRole].filter(Boolean).join(', ')}: ${bestInterests.decision}`,
      labelled('Cannot decide', bestInterests?.cannotDecideBecause),
      labelled('Noted about being able to decide', evidence?.capacityNoted),
      labelled('Asked', bestInterests?.consulted.join(', ')),
      dated('Review', body.reviewOn ?? bestInterests?.reviewOn),
      paperOf(evidence?.documentItem, nameOf),
    ],
    warnings: [pastDue('Review was due', body.reviewOn ?? bestInterests?.reviewOn, today)],
  }
}

function against({ against: other }: Body<'sharingRestrictions'>): string {
  switch (other.kind) {
    case 'organisation':
    case 'person':
      return other.name
    case 'scope':
      return sharingScopes[other.scope].text
    case 'section':
      return partTitle(other.section)
  }
}

function aware(label: string, value: Body<'awareness'>['personAwareOfPrognosis']): Maybe {
  return value === undefined ? undefined : `${label}: ${orWhyNot(value, answer => answer)}`
}
