import type { Review, ReviewKind, Verdict } from '#shared/access.ts'
import type { LineId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { signedIn } from '#tests/support/browser.ts'
import { aColleague } from '#tests/support/colleagues.ts'
import type { SmallHouse } from '#tests/support/smallHouse.ts'

/** A privacy officer of a hub, who sees what waits in her queue of one kind. */
export type Reviewer = {
  actor: Actor
  open(): Promise<Review[]>
  /** Judges what waits first, and answers the status. */
  judge(verdict: Verdict, note: string): Promise<number>
}

export async function aReviewer(
  small: SmallHouse,
  kind: ReviewKind,
  lineId: LineId = small.north.lineId,
): Promise<Reviewer> {
  const signInName = `officer.${lineId === small.north.lineId ? 'north' : 'south'}`
  const actor = await aColleague(small.database.db, lineId, {
    signInName,
    organisation: 'Test Hospice',
    kind: 'hub',
    role: 'privacy_officer',
  })
  const at = await signedIn(small.url, signInName)
  const open = async () =>
    routes.reviews.reply.parse((await at.get(`/api/reviews?kind=${kind}`)).body).reviews
  return {
    actor,
    open,
    judge: async (verdict, note) => {
      const [first] = await open()
      return (await at.post(`/api/reviews/${first?.reviewId}/verdict`, { verdict, note })).status
    },
  }
}
