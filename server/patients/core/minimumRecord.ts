import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'

/** Without these somebody could come to harm in the first minutes of a call (hazard H13), or be told what they must not be. */
const KEPT_IN_SIGHT: readonly SectionName[] = [
  'identity',
  'registerStatus',
  'phones',
  'addresses',
  'locationProtection',
  'interpreter',
  'personalContacts',
  'consentToRegister',
  'consentToShare',
  'consentToTellCarers',
  'consentToRecording',
  'sharingRestrictions',
  'alerts',
  'cprDecision',
  'adrt',
  'allergies',
  'death',
]

/**
 * What a nurse is shown of somebody who wanted to be off the register and still rings: who they are, what they agreed to, and what
 * keeps them safe. The rest is kept, as the law asks (domain guide 2.7), and shown to nobody without a reason.
 */
export const MINIMUM_SECTIONS: readonly SectionName[] = SECTION_NAMES.filter(
  name => KEPT_IN_SIGHT.includes(name) && !sectionOf(name).isSealed,
)
