import { useState } from 'react'
import { nameAndBirth } from '#client/patients/core/sayAge.ts'
import type { Standing } from '#shared/access.ts'
import type { PatientBanner } from '#shared/record/glance.ts'
import type { Instant } from '#shared/time.ts'

export type Closed = { at: Instant; before: Extract<Standing, { kind: 'open' }> }

/**
 * Whose record a page showed, and since when it shows it no more: for the words over an empty page. Null of a page that showed nothing.
 * `opened`: since when it is shared, on a page that said that it was not.
 */
export function useClosing(
  standing: Standing | null,
  banner: PatientBanner | null,
): { about: string | null; closed: Closed | null; opened: Instant | null } {
  const [about, setAbout] = useState<string | null>(null)
  const [before, setBefore] = useState<Closed['before'] | null>(null)
  const [at, setAt] = useState<Instant | null>(null)
  const [wasNotShared, setNotShared] = useState(false)
  const [opened, setOpened] = useState<Instant | null>(null)
  if (banner && nameAndBirth(banner) !== about) setAbout(nameAndBirth(banner))
  if (standing?.kind === 'open') {
    if (standing !== before) setBefore(standing)
    if (at !== null) setAt(null)
  } else if (standing && before && at === null) setAt(new Date().toISOString())
  if (standing && (standing.kind === 'not_shared') !== wasNotShared) {
    setNotShared(standing.kind === 'not_shared')
    const isShared = standing.kind === 'open' && standing.by !== 'break_glass'
    setOpened(isShared ? new Date().toISOString() : null)
  } else if (standing && standing.kind !== 'open' && opened !== null) setOpened(null)
  return { opened, about, closed: at !== null && before ? { at, before } : null }
}
