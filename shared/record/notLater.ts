/**
 * Fields, by their own name, whose day or moment has come already: what was given, assessed, signed or talked about cannot lie
 * in the future. In every section they mean the same. The form asks it as it is typed, and the server of whatever is written.
 */
export const NOT_LATER: ReadonlySet<string> = new Set([
  'at',
  'on',
  'since',
  'givenAt',
  'countedAt',
  'assessedAt',
  'startedAt',
  'lineChangedAt',
  'reportedAt',
  'verifiedAt',
  'referredAt',
  'birthDate',
  'decidedOn',
  'signedOn',
  'madeOn',
  'withdrawnOn',
  'issuedOn',
  'doneOn',
  'registeredOn',
  'revokedOn',
  'deactivatedOn',
  'updatedOn',
  'lastReviewedOn',
  'verifiedOn',
  'referredOn',
  'asOf',
  'admittedOn',
  'dischargedOn',
])

/** By these the record is gone through again, usually after a quarter of a year. */
export const REVIEWS: ReadonlySet<string> = new Set(['reviewOn', 'nextReviewOn', 'reviewBy'])

/** Clocks of two machines differ a little, and a dose may be written down while it is given. */
export const MINUTES_AHEAD = 5
