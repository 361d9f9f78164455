/** Where the half-written forms of an open record stand. */
export const HALF_WRITTEN = 'half-written'

/** What ends the way by which a record is open waits for its forms: they would come back by no other. One line for each of these titles. */
export function stillHalfWritten(titles: readonly string[]): { id: string; says: string }[] {
  return titles.map(title => ({
    id: HALF_WRITTEN,
    says: `${title} is half-written: save it on the record, or throw it away.`,
  }))
}
