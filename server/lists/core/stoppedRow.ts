import type { Stopped } from '#server/patients/core/stopped.ts'

/** Why a list writes nothing on a record, to whoever brought it. */
export const STOPPED_ROW: Readonly<Record<Stopped, string>> = {
  disputed:
    'Whose record this is, is disputed: nothing is written on it until a shift lead has settled that, by this list neither.',
  kept_elsewhere:
    'There are two records of this person, and the one on your list is not the one that is written to: this list writes nothing on it.',
}
