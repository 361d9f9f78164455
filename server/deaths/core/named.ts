import { nameWords } from '#server/patients/core/nameWords.ts'
import type { SecondAct } from '#shared/deaths.ts'
import { known } from '#shared/record/knownState.ts'
import type { Body } from '#shared/record/sections.ts'

/** What must be typed to confirm: the family name, or the given name of somebody who has no other; null where none is known. */
export function nameToType(identity: Body<'identity'> | undefined): string | null {
  const name = known(identity?.name)
  return name?.family ?? name?.given ?? null
}

/** Whether the second act names this person: every word of the name, in any case and with or without accents, and no other. */
export function isNamed(identity: Body<'identity'> | undefined, act: SecondAct): boolean {
  const wanted = nameToType(identity)
  if (wanted === null) return act.kind === 'read_back'
  if (act.kind !== 'name') return false
  const name = known(identity?.name)
  const typed = nameWords(act.typed)
  const all = nameWords([name?.given, identity?.preferredName, name?.family].filter(Boolean).join(' '))
  return nameWords(wanted).every(word => typed.includes(word)) && typed.every(word => all.includes(word))
}
