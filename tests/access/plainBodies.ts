const endpoint = 'https://push.example.org/1'

/** Bodies that name nothing of the house, for `BODIES` of everyAsk.ts. */
export const PLAIN_BODIES = {
  stopVisitLink: () => ({}),
  watchVisit: () => ({ token: 'AAAAAA' }),
  tellHere: () => ({
    endpoint,
    p256dh: `B${'A'.repeat(86)}`,
    auth: 'A'.repeat(22),
    instead: 'https://push.example.org/2',
  }),
  tellHereNoMore: () => ({ endpoint }),
}
