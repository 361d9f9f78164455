import { showMoment } from '#shared/days.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { roles } from '#shared/staff.ts'
import type { LineWithStaff } from './accountStore.ts'

/** Lines and staff as a person at a terminal reads them. */
export function listing(lines: readonly LineWithStaff[]): string {
  if (lines.length === 0) return 'There is no line yet. Make one: add-line.'
  return lines.map(lineText).join('\n\n')
}

function lineText({ id, name, phoneNumber, onCallNumbers, services, staff }: LineWithStaff): string {
  const onCall = onCallNumbers.map(showPhoneNumber).join(', ') || 'none'
  const width = Math.max(0, ...staff.map(one => one.signInName.length))
  const people = staff.map(one =>
    [
      `  ${one.signInName.padEnd(width)}  ${one.name}`,
      one.role.replaceAll('_', ' '),
      one.organisation,
      ...(one.phoneNumber ? [showPhoneNumber(one.phoneNumber)] : []),
      ...(one.isDisabled ? ['disabled'] : []),
      ...(one.proposed ? [proposedText(one.proposed)] : []),
    ].join(', '),
  )
  return [
    `${name}, ${showPhoneNumber(phoneNumber)}`,
    `  line id ${id}, on-call phones: ${onCall}`,
    ...services.map(({ key, name: called, number }) => `  ${key}: ${called}, ${showPhoneNumber(number)}`),
    ...(people.length > 0 ? people : ['  Nobody signs in here yet: add-nurse.']),
  ].join('\n')
}

type Proposed = NonNullable<LineWithStaff['staff'][number]['proposed']>

function proposedText({ role, organisation, line, lapsesAt, isOver, refusedBy, because }: Proposed): string {
  const what = `${roles[role].text.toLowerCase()} of ${organisation}${line ? ` on ${line}` : ''}`
  if (refusedBy) return `not made ${what}: ${refusedBy} said no, “${because}”`
  if (isOver) return `not made ${what}: nobody answered by ${showMoment(lapsesAt)}`
  return `proposed as ${what}: waits for a privacy officer until ${showMoment(lapsesAt)}`
}
