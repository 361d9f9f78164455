import { useState } from 'react'
import { nameAndBirth } from '#client/patients/core/sayAge.ts'
import type { Standing } from '#shared/access.ts'
import type { PatientBanner } from '#shared/record/glance.ts'
import type { Instant } from '#shared/time.ts'

export type Closed = { at: Instant; before: Extract<Standing, { kind: 'open' }> }

/** Whose record a page showed, and since when it shows it no more: for the words over an empty page. Null of a page that showed nothing. */
export function useClosing(
  standing: Standing | null,
  banner: PatientBanner | null,
): { about: string | null; closed: Closed | null } {
  const [about, setAbout] = useState<string | null>(null)
  const [before, setBefore] = useState<Closed['before'] | null>(null)
  const [at, setAt] = useState<Instant | null>(null)
  if (banner && nameAndBirth(banner) !== about) setAbout(nameAndBirth(banner))
  if (standing?.kind === 'open') {
    if (standing !== before) setBefore(standing)
    if (at !== null) setAt(null)
  } else if (standing && before && at === null) setAt(new Date().toISOString())
  return { about, closed: at !== null && before ? { at, before } : null }
}
