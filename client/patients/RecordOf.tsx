import { showDate } from '#client/ui/core/when.ts'
import type { PatientBanner } from '#shared/record/glance.ts'

/** Whose record this is, in one line: on a narrow screen the head scrolls away, and this stays. */
export function RecordOf({ banner }: { banner: PatientBanner }) {
  return (
    <p className="app-record__of" aria-hidden="true">
      <b>{banner.name}</b>
      {banner.birthDate ? ` · born ${showDate(banner.birthDate)}` : ''}
    </p>
  )
}
