import { known } from '#shared/record/knownState.ts'
import type { Body } from '#shared/record/sections.ts'
import type { Item, Reading } from '../reading.ts'

/** An advance decision beside one power of attorney for health: which came first, and whether both are about the same thing. */
export type Beside = {
  lpa: Item<'lpa'>
  adrt: Item<'adrt'>
  order: 'lpa_first' | 'adrt_first' | 'not_known'
  /** Whether the attorneys may decide what the advance decision refuses. */
  covers: 'yes' | 'no' | 'not_known'
}

/** Every power of attorney for health beside an advance decision. */
export function besideLpas(adrt: Item<'adrt'>, reading: Reading): Beside[] {
  return reading
    .of('lpa')
    .filter(({ body }) => body.kind === 'health_and_welfare')
    .map(lpa => beside(adrt, lpa))
}

/** Every advance decision that was not withdrawn beside a power of attorney. */
export function besideAdrts(lpa: Item<'lpa'>, reading: Reading): Beside[] {
  return reading
    .of('adrt')
    .filter(({ body }) => !body.withdrawnOn)
    .map(adrt => beside(adrt, lpa))
}

function beside(adrt: Item<'adrt'>, lpa: Item<'lpa'>): Beside {
  const isNamedLater = adrt.body.laterLpaItem === lpa.itemId
  return {
    lpa,
    adrt,
    order: isNamedLater ? 'adrt_first' : orderOf(adrt.body, lpa.body),
    covers: coverage(adrt.body, lpa.body),
  }
}

/**
 * A power of attorney is only created when it has been made and registered (Mental Capacity Act 2005 s.9(2)(b)), and what counts
 * is which was created first (s.25(2)(b)): made before and registered after the advance decision, it may be either.
 */
function orderOf(
  { madeOn }: Body<'adrt'>,
  { madeOn: lpaMadeOn, registeredOn }: Body<'lpa'>,
): Beside['order'] {
  if (madeOn === undefined) return 'not_known'
  if (lpaMadeOn !== undefined && lpaMadeOn > madeOn) return 'adrt_first'
  const createdBy = known(registeredOn)
  if (createdBy !== undefined && createdBy < madeOn) return 'lpa_first'
  return 'not_known'
}

/** Attorneys decide about life-sustaining treatment only where the paper says so (Mental Capacity Act 2005 s.11(8)(a)). */
function coverage(adrt: Body<'adrt'>, { mayDecideLifeSustaining }: Body<'lpa'>): Beside['covers'] {
  const isLifeSustaining = known(adrt.isLifeSustaining)
  const mayDecide = known(mayDecideLifeSustaining)
  if (isLifeSustaining === false || mayDecide === true) return 'yes'
  return isLifeSustaining === undefined || mayDecide === undefined ? 'not_known' : 'no'
}

const CPR = /\bcpr\b|resuscitat|cardiopulmonary/iu

/** Advance decisions that were not withdrawn and refuse CPR. */
export function adrtsRefusingCpr(reading: Reading): Item<'adrt'>[] {
  return reading.of('adrt').filter(({ body }) => !body.withdrawnOn && CPR.test(body.treatment))
}

/** A ReSPECT form and a CPR decision that say the opposite of one another. */
export function cprConflict(
  reading: Reading,
):
  | { respect: Item<'respect'>; decision: Item<'cprDecision'>; newer: 'respect' | 'decision' | 'not_known' }
  | undefined {
  const respect = reading.one('respect')
  const decision = reading.one('cprDecision')
  if (!respect?.body.isPresent || !decision) return undefined
  const { cpr, signedOn } = respect.body
  const isOpposed =
    (decision.body.decision === 'not_for' && (cpr === 'recommended' || cpr === 'modified_child')) ||
    (decision.body.decision === 'for' && cpr === 'not_recommended')
  if (!isOpposed) return undefined
  const { decidedOn } = decision.body
  const newer =
    signedOn === undefined || decidedOn === undefined || signedOn === decidedOn
      ? 'not_known'
      : signedOn > decidedOn
        ? 'respect'
        : 'decision'
  return { respect, decision, newer }
}
