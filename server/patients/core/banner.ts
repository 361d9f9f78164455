import { dayInBritain, showDay } from '#shared/days.ts'
import { bodiesOf, type Entry } from '#shared/record/entry.ts'
import type { PatientBanner } from '#shared/record/glance.ts'
import { isUnknown, known, notKnownChoices, type Unknown } from '#shared/record/knownState.ts'
import type { Body } from '#shared/record/sections.ts'
import { ethnicCategories, genders, nhsNumberStatuses, religionGroups } from '#shared/record/who.ts'
import { ageOn, type LocalDate } from '#shared/time.ts'

/**
 * Who this is, for the strip that stays in sight. Expired and retracted entries are left out before. What the person's other records
 * say as well: that they have died, and that where they are is protected.
 */
export function bannerOf(
  entries: readonly Entry[],
  today: LocalDate,
  { diedElsewhere = false, isPlaceKept = false }: { diedElsewhere?: boolean; isPlaceKept?: boolean } = {},
): PatientBanner {
  const identity = bodiesOf(entries, 'identity')[0]
  const death = bodiesOf(entries, 'death')[0]
  const interpreter = bodiesOf(entries, 'interpreter')[0]
  const name = known(identity?.name)
  const birthDate = known(identity?.birthDate)
  const diedOn = death && !isUnknown(death.at) ? dayInBritain(death.at) : undefined
  return {
    name: [name?.given, name?.family].filter(Boolean).join(' ') || 'Name not known',
    ...(identity?.preferredName && { preferredName: identity.preferredName }),
    ...(identity?.title && { title: identity.title }),
    ...(birthDate && { birthDate }),
    // The age of somebody who died on a day nobody knows would go on growing.
    ...(birthDate &&
      (diedOn || !(death || diedElsewhere)) && { age: Math.max(0, ageOn(birthDate, diedOn ?? today)) }),
    ...(identity && genderOf(identity) && { gender: genderOf(identity) }),
    ...aboutNumber(identity),
    ...aboutThem(identity),
    isProtectedLocation: isPlaceKept || (bodiesOf(entries, 'locationProtection')[0]?.isProtected ?? false),
    isProvisional: bodiesOf(entries, 'registerStatus')[0]?.status === 'provisional',
    ...(death
      ? { deceased: deceasedInWords(death, diedOn) }
      : diedElsewhere && { deceased: 'Has died: it stands in their other record' }),
    ...(interpreter?.isNeeded && {
      interpreter: interpreterInWords(interpreter, death !== undefined || diedElsewhere),
    }),
    dangers: bodiesOf(entries, 'alerts')
      .filter(alert => alert.severity === 'danger')
      .map(alert => alert.text),
  }
}

const VERIFIED = '01'

/** The number and what keeps it from being a verified one, or why there is none. */
function aboutNumber(
  identity: Body<'identity'> | undefined,
): Pick<PatientBanner, 'nhsNumber' | 'nhsNumberNote'> {
  const { nhsNumber, nhsNumberStatus: status } = identity ?? {}
  if (isUnknown(nhsNumber)) return { nhsNumberNote: notKnownChoices[nhsNumber.unknown].text.toLowerCase() }
  return {
    ...(nhsNumber && { nhsNumber }),
    ...(status && status !== VERIFIED && { nhsNumberNote: nhsNumberStatuses[status].text.toLowerCase() }),
  }
}

/** 'Female, she/her' */
function genderOf({ gender, genderInOwnWords, pronouns }: Body<'identity'>): string {
  const said = isUnknown(gender)
    ? inWords('Gender', gender, own)
    : gender === undefined
      ? ''
      : genders[gender].text
  const words = genderInOwnWords ?? said
  return [words, pronouns].filter(Boolean).join(', ')
}

function aboutThem(identity: Body<'identity'> | undefined): Pick<PatientBanner, 'about'> {
  const about = [
    inWords('Ethnicity', identity?.ethnicCategory, key => ethnicCategories[key].text),
    inWords('Ethnicity', identity?.ethnicity, own),
    inWords('Religion', identity?.religionGroup, key => religionGroups[key].text),
    inWords('Religion', identity?.religion, own),
  ].filter(words => words !== '')
  return about.length > 0 ? { about: [...new Set(about)] } : {}
}

function inWords<Value extends string>(
  label: string,
  value: Value | Unknown | undefined,
  say: (value: Value) => string,
): string {
  if (value === undefined) return ''
  return `${label}: ${isUnknown(value) ? notKnownChoices[value.unknown].text.toLowerCase() : say(value)}`
}

function own(words: string): string {
  return words
}

function deceasedInWords(death: Body<'death'>, diedOn: LocalDate | undefined): string {
  if (death.stage === 'reported') return 'Death reported, not yet verified'
  return diedOn === undefined ? 'Has died' : `Died ${showDay(diedOn)}`
}

function interpreterInWords({ isBsl, language, dialect }: Body<'interpreter'>, hasDied: boolean): string {
  const named = isUnknown(language)
    ? `Language ${notKnownChoices[language.unknown].text.toLowerCase()}`
    : language
  const spoken =
    isBsl === true ? 'British Sign Language' : [named, dialect && `(${dialect})`].filter(Boolean).join(' ')
  const orSigned = isUnknown(isBsl) ? `, ${inWords('sign language', isBsl, own)}` : ''
  return `${spoken || 'Language not recorded'}${orSigned}: interpreter ${hasDied ? 'was ' : ''}needed`
}
