import { useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLoad } from '#client/api/useLoad.ts'
import type { CallerForm } from '#client/calls/CallerFields.tsx'
import { NOTHING_SAID, type SaidForm, saidErrors, saidFrom, searchFrom } from '#client/calls/core/said.ts'
import { callerErrors, detailsOf, type Found } from '#client/calls/useIdentity.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import type { IdentityMatch } from '#shared/calls.ts'
import type { CallId, CommandId, PatientId } from '#shared/ids.ts'
import type { RightPerson, SavedWords } from '#shared/movedOutcome.ts'
import { routes } from '#shared/routes.ts'
import { isReason } from '#shared/text.ts'
import type { Instant } from '#shared/time.ts'

/** `to`: by what name whom it is about now was found; null for nobody. `callBackAt`: what was promised in it, and goes with it. */
export type Moved = { epoch: number; entriesLeft: number; to: string | null; callBackAt: Instant | null }
type Wrong = { id: string; says: string }
export type SavedCall = {
  callId: CallId
  epoch: number
  /** Which call that is, where there is more than one: when, from where, who saved it. */
  about?: string
  /** A death, or something else after which a pause is offered. */
  wasHard?: boolean
  /** It was taken off a record, and is on nobody's until somebody says whom it was about. */
  isOnNobody?: boolean
}

/** What she found when she read what was saved once more: nothing that tells of anybody else, or something that does. */
export type ReadAs = 'nothing' | 'something'

/** The call is over: there is nobody to ask any more. */
const WHO_RANG: Readonly<Record<string, string>> = {
  'caller-name': 'Write who rang.',
  'caller-relationship': 'Write who they are to the person.',
}

const WHY_WRONG = 'Say in a few words why it was the wrong person.'
const HOW_KNOWN = 'Say in a few words how you know whom it was about.'
const NOT_READ = 'Read what was saved once more, and say whether it tells of anybody else.'

/** A saved call that was about somebody else: why, who it was, and what became of it. */
export function useMoveCall({ callId, epoch, isOnNobody = false }: SavedCall) {
  const [because, setBecause] = useState('')
  const [readAs, setReadAs] = useState<ReadAs | ''>('')
  const [said, setSaid] = useState<SaidForm>(NOTHING_SAID)
  const [described, setDescribed] = useState<CallerForm | null>(null)
  const words = useLoad(`saved ${callId} ${epoch}`, signal =>
    call(routes.savedWords, { params: { callId }, signal }),
  )
  // Who rang, as far as what was saved says, until she says it otherwise.
  const ringing = described ?? callerOf(words.kind === 'here' ? words.value : null)
  const [found, setFound] = useState<Found | null>(null)
  const [errors, setErrors] = useState<Wrong[]>([])
  const [isBusy, setBusy] = useState(false)
  const [moved, setMoved] = useState<Moved | null>(null)
  const commands = useRef(new Map<string, CommandId>())
  const year = new Date().getFullYear()

  /** The same wish sent again, because the answer was lost, is the same command. */
  const commandFor = (wish: object) => {
    const key = JSON.stringify(wish)
    const commandId = commands.current.get(key) ?? newCommandId()
    commands.current.set(key, commandId)
    return commandId
  }

  async function ask(work: () => Promise<void>) {
    setBusy(true)
    setErrors([])
    try {
      await work()
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      const { because: reason } = error.fields
      setErrors([reason ? { id: 'move-because', says: reason } : { id: '', says: error.message }])
    } finally {
      setBusy(false)
    }
  }

  const search = () => {
    const wrong = Object.entries(saidErrors(said, year)).map(([id, says]) => ({ id: `said-${id}`, says }))
    const wanted = searchFrom(said, year)
    if (wrong.length > 0) return setErrors(wrong)
    if (Object.keys(wanted).length === 0)
      return setErrors([{ id: 'said-name', says: 'Type a name, a birth date or an address to search by.' }])
    return ask(async () => {
      const reply = await call(routes.findRightPerson, { params: { callId }, body: wanted })
      // Whom it is on already is nobody to move it to.
      const already = words.kind === 'here' ? words.value.patientId : null
      const matches = reply.matches.filter(({ patientId }) => patientId !== already)
      setFound({ among: 'everyone', asked: said, ...reply, matches })
    })
  }

  const move = (to: RightPerson, name: string | null) => {
    const wrong = [
      ...(!isReason(because, 3) ? [{ id: 'move-because', says: isOnNobody ? HOW_KNOWN : WHY_WRONG }] : []),
      ...(to.kind === 'person'
        ? [...whoRangErrors(ringing), ...readErrors(readAs, words.kind === 'here')]
        : []),
    ]
    if (wrong.length > 0) return setErrors(wrong)
    return ask(async () => {
      const body = { commandId: commandFor({ because, to }), epoch, because, to }
      const reply = await call(routes.moveOutcome, { params: { callId }, body })
      if (reply.kind === 'not_enough')
        return setFound({ among: 'everyone', asked: said, matches: [reply.match], more: false })
      const callBack = words.kind === 'here' ? words.value.outcome.callBack : null
      setMoved({ ...reply, to: name, callBackAt: callBack?.needed === true ? callBack.dueAt : null })
    })
  }
  const moveTo = ({ patientId, label }: IdentityMatch, skippedBecause?: string) =>
    move(
      {
        kind: 'person',
        patientId,
        said: saidFrom(said, year),
        isRead: true,
        caller: detailsOf(ringing),
        ...(skippedBecause ? { skippedBecause } : {}),
      },
      label,
    )

  const beside = (patientId: PatientId, signal: AbortSignal) =>
    call(routes.besideMove, {
      params: { callId },
      body: { patientId, said: saidFrom(found?.asked ?? said, year) },
      signal,
    })

  const mend = (id: string) => setErrors(before => before.filter(error => error.id !== id))
  return {
    because,
    say: (words: string) => {
      setBecause(words)
      mend('move-because')
    },
    readAs,
    sayRead: (found: ReadAs | '') => {
      setReadAs(found)
      mend('move-read')
    },
    said,
    type: (field: keyof SaidForm, value: string) => {
      setSaid(before => ({ ...before, [field]: value }))
      mend(`said-${field}`)
    },
    ringing,
    words,
    describeCaller: (caller: CallerForm) => {
      setDescribed(caller)
      mend(caller.name === ringing.name ? 'caller-relationship' : 'caller-name')
    },
    /** By what name the person is known whose record the call is on, once that was looked up. */
    onRecordOf: words.kind === 'here' ? words.value.personName : null,
    beside,
    found,
    errors,
    errorOf: (id: string) => errors.find(error => error.id === id)?.says,
    isBusy,
    moved,
    search,
    moveTo,
    moveOff: () => move({ kind: 'nobody' }, null),
  }
}

/** What they are to the one whom it was saved of they may not be to the other: that is asked. */
function callerOf(saved: SavedWords | null): CallerForm {
  return { name: saved?.callerName ?? '', relationship: '', isPatient: false, isChild: false }
}

function readErrors(readAs: ReadAs | '', isShown: boolean): Wrong[] {
  if (!isShown) return [{ id: '', says: 'What was saved has to be read first: wait until it is shown.' }]
  return readAs === 'nothing' ? [] : [{ id: 'move-read', says: NOT_READ }]
}

function whoRangErrors(ringing: CallerForm): Wrong[] {
  return callerErrors(ringing).map(({ id, says }) => ({ id, says: WHO_RANG[id] ?? says }))
}
