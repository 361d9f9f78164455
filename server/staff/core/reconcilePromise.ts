export const RECONCILE = 'line.reconcile'

/**
 * One standing promise per line: whichever process takes it asks the carrier what it knows, and makes it due again. It is
 * made with the line, and by every process that learns of a line: the same key is the same promise.
 */
export function reconcilePromise<Id extends string>(lineId: Id, dueAt: string) {
  return { key: `line/${lineId}/reconcile`, kind: RECONCILE, subjectId: lineId, body: {}, dueAt }
}
