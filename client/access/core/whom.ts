import { showDate } from '#client/ui/core/when.ts'
import type { KnownPerson } from '#shared/access.ts'
import { nhsDigits, showNhsNumber } from '#shared/nhsNumber.ts'
import type { FindForm } from './finding.ts'

/**
 * Whose record somebody is at, as far as they may know it: what stood before their eyes when they pressed, or what they typed themselves.
 * Where a record is refused, nothing else is said of whose it is.
 */
export type Whom = string

/** Somebody whom a list showed them. */
export function seenAs({ name, birthDate }: Pick<KnownPerson, 'name' | 'birthDate'>): Whom {
  return `${name} · ${birthDate ? `born ${showDate(birthDate)}` : 'birth date not known'}`
}

/** Somebody of whom no more was told than that a record may exist: the words of whoever looked. */
export function typedAs(form: Pick<FindForm, 'name' | 'birthDate' | 'nhsNumber'>): Whom {
  const digits = nhsDigits(form.nhsNumber)
  const typed = [
    form.name.trim().replace(/\s+/g, ' '),
    onOneLine(form.birthDate.trim()),
    digits ? `NHS ${onOneLine(showNhsNumber(digits))}` : '',
  ]
  return `You typed: ${typed.filter(Boolean).join(' · ')}`
}

/** In two halves on two lines it is misread. */
function onOneLine(typed: string): string {
  return typed.replace(/\s+/g, '\u00a0')
}
