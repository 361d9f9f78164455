import type { Incident } from '#shared/shift.ts'

/** What an incident is about, the same wherever it is read. */
export const INCIDENT_WHY = {
  late: 'nobody was there in time',
  not_heard: 'whoever went was not heard of',
  help: 'whoever went pressed for help',
} as const

export function incidentWhy(safety: Incident['account']['safety']): string {
  return INCIDENT_WHY[safety?.how ?? 'late']
}
