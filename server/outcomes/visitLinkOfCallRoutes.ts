import { toBoard } from '#server/calls/callStore.ts'
import { callOfLine } from '#server/calls/commandCall.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import type { CarerDeps } from '#server/carers/carerDeps.ts'
import { mayFollow } from '#server/carers/mayFollow.ts'
import { sayLinks } from '#server/carers/sayLink.ts'
import { sendVisitLink } from '#server/carers/sendVisitLink.ts'
import { type CallOfCarer, visitLinkForm } from '#server/carers/visitLinkForm.ts'
import { readLinksOfCall } from '#server/carers/visitLinkStore.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, isMinimum, type RecordDeps, refusal } from './aboutPatient.ts'

export type VisitLinkOfCallDeps = RecordDeps & CarerDeps

/** In a call a carer is asked, and sent a link to who is coming: for the person that it is about, as of the identity the nurse saw. */
export function visitLinkOfCallRoutes(people: PeopleRouter, deps: VisitLinkOfCallDeps): void {
  serve(people, routes.visitLinks, 'visit_link:send', async ({ actor, params }) => {
    await callOfLine(deps, actor, params.callId)
    const links = await readLinksOfCall(deps.db, mayFollow, actor.lineId, params.callId)
    return { links: await sayLinks(deps.db, actor.lineId, links, deps.clock()) }
  })

  serve(people, routes.visitLinkForm, 'visit_link:send', async ({ actor, params, query, requestId }) => {
    const { form } = await formFor(deps, actor, params.callId, query.epoch, requestId)
    return form
  })

  serve(people, routes.sendVisitLink, 'visit_link:send', async ({ actor, params, body, requestId }) => {
    const { epoch, ...asked } = body
    const { form, looking } = await formFor(deps, actor, params.callId, epoch, requestId)
    const sent = await sendVisitLink(deps, looking, params.callId, asked, form)
    if (sent.kind === 'refused' && 'isClosed' in sent) throw refusal(sent.because)
    return sent
  })
}

async function formFor(
  deps: VisitLinkOfCallDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  requestId: string,
) {
  const { call, looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const form = await visitLinkForm(deps, looking, carerOf(call))
  if (form.kind === 'refused') throw refusal(form.because)
  return { form, looking }
}

function carerOf(call: StoredCall): CallOfCarer {
  const { caller, skippedBecause } = call.identity
  return {
    caller,
    from: toBoard(call).from,
    isUnchecked: skippedBecause !== null,
    isInLittle: isMinimum(call),
  }
}
