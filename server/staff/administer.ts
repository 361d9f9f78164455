import { streetKey } from '#server/patients/core/addressMatch.ts'
import type { Database } from '#server/platform/database.ts'
import { LineId, OrganisationId, StaffId } from '#shared/ids.ts'
import { organisationKinds } from '#shared/organisations.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { roles } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { enableAccount, findPerson, type Person, readLinesWithStaff, withdrawAccess } from './accountStore.ts'
import { keepLikeness } from './likenessStore.ts'
import { setLineService } from './lineServiceStore.ts'
import { insertColleague, insertLine, insertNurse, insertOrganisation } from './newAccountStore.ts'
import { hashPassword, makePassword } from './password.ts'
import { awayOnBoard } from './readiness.ts'
import { changeRights } from './rightsStore.ts'
import { askAtTerminal, sayByTwo, sayPasswordByTwo } from './roleByTwo.ts'
import type {
  NewColleague,
  NewLikeness,
  NewLine,
  NewNurse,
  NewOrganisation,
  NewService,
  RightsChange,
  StaffCommand,
} from './staffArguments.ts'
import { listing } from './staffListing.ts'

export type AdministerDeps = { db: Database; clock: () => Instant; newId: () => string }

/** What the person at the terminal is told: `says` may hold a password, and is for her eyes only. */
export type Done = { kind: 'done'; says: string } | { kind: 'refused'; because: string }

/** Carries out one command of whoever runs the house. Each change is one statement; a refusal changes nothing. */
export async function administer(deps: AdministerDeps, command: StaffCommand): Promise<Done> {
  switch (command.verb) {
    case 'add-line':
      return addLine(deps, command)
    case 'add-nurse':
      return addNurse(deps, command)
    case 'add-organisation':
      return addOrganisation(deps, command)
    case 'add-colleague':
      return addColleague(deps, command)
    case 'service':
      return service(deps, command)
    case 'list':
      return done(listing(await readLinesWithStaff(deps.db)))
    case 'change':
    case 'likeness':
    case 'new-password':
    case 'disable':
    case 'enable': {
      const person = await findPerson(deps.db, command['sign-in'])
      if (!person) return refused(`Nobody signs in as ${command['sign-in']}. See who does: list.`)
      if (command.verb === 'change') return change(deps, person, command)
      if (command.verb === 'likeness') return likeness(deps, person, command)
      if (command.verb === 'enable') return enable(deps, person)
      return command.verb === 'disable'
        ? disable(deps, person)
        : newPassword(deps, person, command['sign-in'])
    }
    default:
      return command satisfies never
  }
}

async function addLine({ db, clock, newId }: AdministerDeps, line: NewLine): Promise<Done> {
  const id = LineId.parse(newId())
  const shown = showPhoneNumber(line.number)
  if (!(await insertLine(db, id, line, clock())))
    return refused(`There is already a line with the number ${shown}. See it: list.`)
  const onCall =
    line['on-call'].length > 0
      ? ''
      : '\nIt has no on-call phones: a caller whom nobody can answer is asked to leave a message.'
  return done(
    `${line.name} is there: ${shown}, line id ${id}.\nA house that is open answers it within a minute.${onCall}`,
  )
}

async function addNurse({ db, newId }: AdministerDeps, nurse: NewNurse): Promise<Done> {
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  const { lineName, organisationKind, isAdded } = await insertNurse(db, {
    ...nurse,
    id: StaffId.parse(newId()),
    organisationId: OrganisationId.parse(newId()),
    passwordHash,
  })
  if (lineName === null) return noSuchLine(nurse.line)
  if (organisationKind !== null && organisationKind !== 'hub')
    return refused(
      `${nurse.organisation} is on this line as: ${organisationKinds[organisationKind].text}. Who answers its calls belongs to the line itself: name the organisation that runs it, or use add-colleague.`,
    )
  if (!isAdded) return nameTaken(nurse['sign-in'])
  return done(`${nurse.name} can sign in to ${lineName}.\n${shownOnce(nurse['sign-in'], password)}`)
}

async function addOrganisation({ db, newId }: AdministerDeps, organisation: NewOrganisation): Promise<Done> {
  const { lineName, organisationKind, isAdded } = await insertOrganisation(db, {
    ...organisation,
    id: OrganisationId.parse(newId()),
  })
  if (lineName === null) return noSuchLine(organisation.line)
  if (!isAdded)
    return refused(
      `${organisation.name} is on this line already, as: ${organisationKind ? organisationKinds[organisationKind].text : 'another kind'}.`,
    )
  return done(
    `${organisation.name} works with ${lineName} (${organisationKinds[organisation.kind].text}). It sees a person whom it looks after, if that person agreed to share with it.`,
  )
}

async function addColleague(deps: AdministerDeps, colleague: NewColleague): Promise<Done> {
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  const id = StaffId.parse(deps.newId())
  const { proposal, accessLogged } = askAtTerminal(deps, id)
  const { lineName, organisationKind, isAdded, byTwo } = await insertColleague(
    deps.db,
    { ...colleague, id, passwordHash },
    proposal,
    accessLogged,
  )
  if (lineName === null) return noSuchLine(colleague.line)
  if (organisationKind === null)
    return refused(
      `${colleague.organisation} does not work with this line yet. Make it first: add-organisation.`,
    )
  if (!isAdded) return nameTaken(colleague['sign-in'])
  const can =
    byTwo === 'proposed'
      ? `is proposed as ${roles[colleague.role].text.toLowerCase()} on ${lineName}, and cannot sign in yet.`
      : `can sign in to the records of ${lineName}.`
  return done(
    `${colleague.name}, ${colleague.organisation}, ${can}${sayByTwo(byTwo, colleague.role, proposal)}\n${shownOnce(colleague['sign-in'], password)}`,
  )
}

/** From the next time that somebody is brought in, on every console: nobody has to sign in anew. */
async function service({ db }: AdministerDeps, given: NewService): Promise<Done> {
  const { name, number } = given
  const wanted = name !== undefined && number !== undefined ? { name, number } : null
  const { lineName, isOfALine, isSet } = await setLineService(db, given.line, given.service, wanted)
  if (lineName === null) return noSuchLine(given.line)
  if (isOfALine)
    return refused('This is the number of a line: ringing it from a call would be a call of its own.')
  if (!isSet) return refused(`${lineName} has no such service.`)
  return done(
    wanted
      ? `Nurses of ${lineName} bring in ${wanted.name} by one press: ${showPhoneNumber(wanted.number)}.`
      : `${lineName} has no such service any more: nurses type a number.`,
  )
}

function noSuchLine(number: NewNurse['line']): Done {
  return refused(`There is no line with the number ${showPhoneNumber(number)}. Make it first: add-line.`)
}

function nameTaken(signInName: string): Done {
  return refused(`Somebody signs in as ${signInName} already. Choose another name.`)
}

/**
 * A password that was lost may have been found: whoever is signed in with the old one is signed out. Of somebody whose role is given by
 * two people the second of them lets the new one in, for whoever sits here could be her with it.
 */
async function newPassword(deps: AdministerDeps, person: Person, signInName: string): Promise<Done> {
  const password = makePassword()
  const { proposal, accessLogged } = askAtTerminal(deps, person.staffId, afterFeed(deps))
  const passwordHash = await hashPassword(password)
  const change = { kind: 'password' as const, passwordHash, proposal, accessLogged }
  const { hasCall, byTwo } = await withdrawAccess(deps.db, person, change, await awayOnBoard(deps, person))
  const still = person.isDisabled ? `\n${person.name} is still disabled: see enable.` : ''
  const call = hasCall
    ? '\nShe has a call: it stays with her, and she finds it when she has signed in again.'
    : ''
  return done(
    `${person.name} has a new password, and every session of hers has ended.${still}${call}${sayPasswordByTwo(byTwo, proposal)}\n${shownOnce(signInName, password)}`,
  )
}

async function disable(deps: AdministerDeps, person: Person): Promise<Done> {
  const { accessLogged } = askAtTerminal(deps, person.staffId, afterFeed(deps))
  const change = { kind: 'disable' as const, accessLogged }
  const { hasCall } = await withdrawAccess(deps.db, person, change, await awayOnBoard(deps, person))
  const call = hasCall
    ? '\nShe has a call. Its caller still hears her until one of them hangs up, and its outcome waits in her name: only she can write it.'
    : ''
  return done(`${person.name} can no longer sign in, and every session of hers has ended.${call}`)
}

async function enable(deps: AdministerDeps, person: Person): Promise<Done> {
  if (!person.isDisabled) return done(`${person.name} was not disabled.`)
  const { proposal, accessLogged } = askAtTerminal(deps, person.staffId)
  const { isLetIn, byTwo } = await enableAccount(deps.db, person, proposal, accessLogged)
  if (!isLetIn && byTwo === null) return changedMeanwhile(person)
  const can = isLetIn
    ? 'can sign in again, with the password she had'
    : `is proposed as ${roles[person.role].text.toLowerCase()}, and stays disabled until somebody says yes`
  return done(`${person.name} ${can}.${sayByTwo(byTwo, person.role, proposal)}`)
}

const changedMeanwhile = ({ name }: Person) =>
  refused(`${name} was changed at this very moment. See what she is: list.`)

/** Whoever is signed in with what she was is signed out: what she may now is read at the next sign-in. */
async function change(deps: AdministerDeps, person: Person, wanted: RightsChange): Promise<Done> {
  const { proposal, accessLogged } = askAtTerminal(deps, person.staffId, afterFeed(deps))
  const ifLeft = await awayOnBoard(deps, person)
  const changed = await changeRights(deps.db, person, wanted, ifLeft, proposal, accessLogged)
  const { name } = person
  if (changed === 'holds_a_task')
    return refused(
      `${name} has taken something that is owed on her line. Let her finish it or hand it back first.`,
    )
  if (changed.lineName === null) return wanted.line ? noSuchLine(wanted.line) : refused('Her line is gone.')
  if (changed.organisationKind === null)
    return refused(
      `${wanted.organisation} does not work with ${changed.lineName} yet. Make it first: add-organisation.`,
    )
  if (changed.mayAnswer && changed.organisationKind !== 'hub')
    return refused(
      `Who answers calls is of the organisation that runs the line; ${changed.organisation} is here as: ${organisationKinds[changed.organisationKind].text}. Name both: --role and --organisation.`,
    )
  const role = wanted.role ?? person.role
  const says = sayByTwo(changed.byTwo, role, proposal)
  if (changed.byTwo === 'proposed')
    return done(
      `${name} is proposed as ${roles[role].text.toLowerCase()} of ${changed.organisation} on ${changed.lineName}, and stays what she was until somebody says yes.${says}`,
    )
  if (!changed.isChanged && changed.hasCall)
    return refused(`${name} has a call. Wait until its outcome is saved.`)
  if (!changed.isChanged) return changedMeanwhile(person)
  const named = wanted.role ? `, ${roles[wanted.role].text.toLowerCase()}` : ''
  const next = person.isDisabled
    ? 'She is still disabled: see enable.'
    : 'Every session of hers has ended; she signs in again as before.'
  return done(`${name} is of ${changed.organisation} on ${changed.lineName}${named}. ${next}${says}`)
}

async function likeness({ db }: AdministerDeps, person: Person, given: NewLikeness): Promise<Done> {
  const { born: birthDate, street, postcode } = given
  const key = street && streetKey(street, postcode)
  if (street && !key) return refused(`'${street}' holds no name of a street.`)
  await keepLikeness(db, person.staffId, { birthDate, street: key })
  const kept = [birthDate && 'a birth date', key && 'a street'].filter(Boolean).join(' and ')
  return done(
    kept
      ? `${person.name} is compared by ${kept}, beside her name. Only hashes are kept.`
      : `${person.name} is compared by her name alone; what was given before is forgotten.`,
  )
}

const afterFeed = ({ db: { sql } }: AdministerDeps) => sql`exists (select from feed_head)`

function shownOnce(signInName: string, password: string): string {
  return `
  sign-in name  ${signInName}
  password      ${password}

It is shown this once and kept nowhere. Hand it over so that nobody else sees it; new-password makes another.`
}

const done = (says: string): Done => ({ kind: 'done', says })
const refused = (because: string): Done => ({ kind: 'refused', because })
