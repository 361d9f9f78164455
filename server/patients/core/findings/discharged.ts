import type { LocalDate } from '#shared/time.ts'
import type { Reading } from '../reading.ts'
import { lastDischarge } from '../stays.ts'

/** The newest day on which they were discharged: from the register, or from hospital or a hospice. */
export function dischargedOn(reading: Reading): LocalDate | undefined {
  const { status, since } = reading.one('registerStatus')?.body ?? {}
  return [
    status === 'discharged' ? since : undefined,
    lastDischarge(reading.of('hospitalStays').map(({ body }) => body)),
  ]
    .filter(day => day !== undefined)
    .toSorted()
    .at(-1)
}
