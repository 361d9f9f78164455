/** Why nothing is written on a record that may be read. */
export type Stopped = 'disputed' | 'kept_elsewhere'

/** What whoever tries to write is told, and what to do instead. Nothing of the person is in it. */
export const STOPPED: Readonly<Record<Stopped, string>> = {
  disputed:
    'Whose record this is, is disputed: nothing is written on it until a shift lead has settled that. What you wrote is still here. If this is somebody else, say who, and save it there.',
  kept_elsewhere:
    'There are two records of this person, and this is not the one that is written to. What you wrote is still here. Open the other record, at the top of this page, and write it there.',
}
