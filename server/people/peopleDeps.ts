import type { RecordDeps } from '#server/outcomes/aboutPatient.ts'

/** What is needed to say who somebody is: in a call, and beside one. */
export type PeopleDeps = RecordDeps
