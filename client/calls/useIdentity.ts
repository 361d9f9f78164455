import { useCallback, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import {
  CALLER_WANTING,
  type CallDetail,
  type CallerSaid,
  type CandidateHint,
  type IdentityMatch,
} from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { CallerForm } from './CallerFields.tsx'
import { NOTHING_SAID, type SaidForm, saidErrors, saidFrom, searchFrom } from './core/said.ts'
import { newCommandId } from './useTakeCall.ts'

export type Found = {
  /** What stood in the fields when it was asked. */
  asked: SaidForm
  among: 'the number' | 'everyone'
  matches: readonly IdentityMatch[]
  more: boolean
  isPhoneUnreadable?: boolean
}
type State = { isBusy: boolean; found: Found | null; errors: { id: string; says: string }[] }
type Given = {
  callId: CallId
  epoch: number
  isWithheld: boolean
  isStale: boolean
  onDetail: (detail: CallDetail) => void
}

const NOBODY_YET: CallerForm = { name: '', relationship: '', isPatient: false, isChild: false }
const CALM: State = { isBusy: false, found: null, errors: [] }

/** The identity steps of one call: what was typed, what it matched, and what is done with it. */
export function useIdentity({ callId, epoch, isWithheld, isStale, onDetail }: Given) {
  const [form, setForm] = useState<SaidForm>(NOTHING_SAID)
  const [caller, setCaller] = useState<CallerForm>(NOBODY_YET)
  const [state, setState] = useState<State>(CALM)
  const [commandId] = useState(newCommandId)
  const year = new Date().getFullYear()
  const said = saidFrom(form, year)

  /** Asks, unless a field is wrong; what comes back replaces what was found. */
  const ask = useCallback(
    async (work: () => Promise<Found | null>) => {
      const wrong = Object.entries(saidErrors(form, new Date().getFullYear()))
      if (wrong.length > 0) {
        setState({ ...CALM, errors: wrong.map(([id, says]) => ({ id: `said-${id}`, says })) })
        return
      }
      setState(before => ({ ...before, isBusy: true, errors: [] }))
      try {
        setState({ ...CALM, found: await work() })
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error
        setState(before => ({ ...before, isBusy: false, errors: [{ id: '', says: error.message }] }))
      }
    },
    [form],
  )
  const refuse = useCallback((id: string, says: string) => setState({ ...CALM, errors: [{ id, says }] }), [])
  /** What was typed and cannot be read is not nothing: that is what is said then. */
  const isEmpty = (read: object) =>
    Object.keys(read).length === 0 && Object.keys(saidErrors(form, year)).length === 0

  const search = () => {
    const wanted = searchFrom(form, year)
    return isEmpty(wanted)
      ? refuse('said-name', 'Type a name, a birth date, an address, an NHS number or a phone to search by.')
      : ask(async () => {
          const reply = await call(routes.findPerson, { params: { callId }, body: wanted })
          return { among: 'everyone', asked: form, ...reply }
        })
  }
  const check = () => {
    // A number that is withheld suggests nobody: among them is nobody to be found.
    if (isWithheld) return search()
    if (caller.isChild)
      return ask(async () => {
        const { candidates } = await call(routes.candidates, { params: { callId } })
        return { among: 'the number', asked: form, matches: candidates.map(notCompared), more: false }
      })
    return isEmpty(said)
      ? refuse('said-name', 'Type at least one thing the caller says.')
      : ask(async () => {
          const { matches } = await call(routes.checkIdentity, { params: { callId }, body: { said } })
          return { among: 'the number', asked: form, matches, more: false }
        })
  }
  const canAsk = !isStale && !state.isBusy
  useShortcut('C', 'Check what the caller says', canAsk ? check : null)
  useShortcut('S', 'Search everyone', canAsk ? search : null)

  const confirm = (match: IdentityMatch, skippedBecause?: string) => {
    const missing = skippedBecause ? [] : callerErrors(caller)
    if (missing.length > 0) return setState(before => ({ ...before, errors: missing }))
    return ask(async () => {
      const reply = await call(routes.confirmIdentity, {
        params: { callId },
        body: {
          commandId,
          epoch,
          patientId: match.patientId,
          said,
          caller: detailsOf(caller),
          ...(skippedBecause ? { skippedBecause } : {}),
        },
      })
      if (reply.kind === 'not_enough')
        return { among: 'the number', asked: form, matches: [reply.match], more: false }
      onDetail(reply.detail)
      return null
    })
  }
  const provisional = (where: string) => {
    if (form.name.trim() === '') return refuse('said-name', "Type the person's name, as far as you know it.")
    return ask(async () => {
      const { birthDate } = said
      const body = { commandId, epoch, name: form.name, caller: detailsOf(caller) }
      onDetail(
        await call(routes.provisionalPerson, {
          params: { callId },
          body: { ...body, ...(birthDate ? { birthDate } : {}), ...(where ? { where } : {}) },
        }),
      )
      return null
    })
  }

  /** What is being mended is no longer said to be wrong. */
  const mend = (...ids: string[]) =>
    setState(before => ({ ...before, errors: before.errors.filter(({ id }) => !ids.includes(id)) }))
  const type = (field: keyof SaidForm, value: string) => {
    setForm(before => ({ ...before, [field]: value }))
    mend(`said-${field}`)
  }
  const describeCaller = (described: CallerForm) => {
    setCaller(described)
    const isNamed = described.name !== caller.name
    mend(isNamed ? 'caller-name' : 'caller-relationship')
  }
  const errorsOf = (fields: 'said' | 'caller') =>
    Object.fromEntries(
      state.errors
        .filter(({ id }) => id.startsWith(`${fields}-`))
        .map(({ id, says }) => [id.slice(fields.length + 1), says]),
    )
  const errors = { ofSaid: errorsOf('said'), ofCaller: errorsOf('caller') }
  return { form, type, said, caller, describeCaller, state, errors, check, search, confirm, provisional }
}

/** Whom the number suggests, held against nothing. */
function notCompared({ patientId, initials, birthMonth, hasDied }: CandidateHint): IdentityMatch {
  const nothing = { matched: [], notMatched: [], notCompared: [], inPart: [], marks: {}, differences: [] }
  const shown = { label: initials, birthMonth, age: null, deceased: hasDied ?? false }
  return { patientId, ...shown, ...nothing, isEnough: false }
}

export function callerErrors(caller: CallerForm) {
  return [
    ...(caller.name.trim() ? [] : [{ id: 'caller-name', says: CALLER_WANTING.name }]),
    ...(caller.isPatient || caller.relationship.trim()
      ? []
      : [{ id: 'caller-relationship', says: CALLER_WANTING.relationship }]),
  ]
}

export function detailsOf(caller: CallerForm): CallerSaid {
  return {
    name: caller.name,
    relationship: caller.isPatient ? 'the person themselves' : caller.relationship,
    isPatient: caller.isPatient,
    ...(caller.isChild ? { isChild: true } : {}),
  }
}
