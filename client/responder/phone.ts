import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import type { CommandId, PatientId, TeamTaskId } from '#shared/ids.ts'
import type { Act, HeldTask, Queue } from '#shared/onThePhone.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import type { MyTeamTasks } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'
import { stayOf, toKeep, withPerson } from './core/copies.ts'
import { isHelp } from './core/loneWorker.ts'
import {
  actsOn,
  failedAs,
  NOTHING_WAITS,
  nextOf,
  put,
  read,
  type Sent,
  sentAs,
  settle,
} from './core/queue.ts'
import { endsIt } from './core/standsAs.ts'
import { keptQueue } from './keptQueue.ts'
import { readPerson, readTask } from './readPerson.ts'
import { seal, sealAnew, wipe } from './sealed.ts'

/** Why what is shown is not of now. */
export type Trouble = 'not_heard' | 'signed_out' | 'refused' | null

export type PhoneState = {
  /** Null until the phone's own store was read, and the server asked. */
  tasks: readonly HeldTask[] | null
  /** Which of them are about one person. */
  together: MyTeamTasks['together']
  /** When the server last said that this is so. */
  heardAt: Instant | null
  queue: Queue
  /** Pressed, and not on the disk yet: nothing says of it that it is kept. */
  unwritten: readonly CommandId[]
  /** What the server has taken and has not been asked about since: shown as done, so that nothing springs back under a thumb. */
  sent: readonly Act[]
  trouble: Trouble
  isAsking: boolean
  /** The store of this browser keeps nothing: what is not sent is nowhere but on the screen. */
  keepsNothing: boolean
}

export type Phone = ReturnType<typeof openPhone>

const now = (): Instant => new Date().toISOString()

/**
 * The tasks of one person on one phone. What is pressed is kept first and sent then, in its order, until the server has answered; what is
 * shown is what the server said last, and is kept sealed for as long as it may be.
 */
export function openPhone(me: Me, before: { tasks: readonly HeldTask[]; heardAt: Instant } | null) {
  let state: PhoneState = {
    tasks: before?.tasks ?? null,
    together: [],
    heardAt: before?.heardAt ?? null,
    queue: NOTHING_WAITS,
    unwritten: [],
    sent: [],
    trouble: null,
    isAsking: false,
    keepsNothing: false,
  }
  const ears = new Set<() => void>()
  let isOver = false
  let asking: Promise<void> | null = null
  let isAskedAgain = false
  /** Whose record was read, and of whom nothing was missed since: what lies on the phone from before is not believed unasked. */
  const sure = new Set<PatientId>()
  /** They want to be asked each time, and were, while this page is open. */
  const asked = new Set<PatientId>()
  let copied: ReadonlySet<TeamTaskId> = new Set(before ? withPerson(before.tasks) : [])
  const kept = keptQueue(storing)
  const known = readQueue()

  function set(change: Partial<PhoneState>) {
    if (isOver) return
    state = { ...state, ...change }
    for (const ear of ears) ear()
  }

  function readQueue() {
    return kept.read(queue => set({ queue }))
  }

  /** A browser that keeps nothing must not keep anybody from working: it is said. */
  async function storing<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error
      set({ keepsNothing: true })
      return undefined
    }
  }

  async function changeQueue(change: (queue: Queue) => Queue) {
    set({ queue: change(state.queue) })
    await kept.change(change)
  }

  /** Where somebody goes from it the key goes as well: what the disk still has of them opens for nobody. */
  async function keepCopy() {
    const { tasks, heardAt, queue } = state
    if (isOver || !tasks || !heardAt) return
    const toStay = toKeep(tasks, queue.waiting)
    const ids = new Set(withPerson(toStay))
    const hasGone = [...copied].some(id => !ids.has(id))
    copied = ids
    const isWanted = toStay.length > 0 || queue.waiting.length > 0
    await storing(async () => {
      // Whose phone it is stays for as long as something waits: without it the page would not open without a signal.
      if (!isWanted) await wipe('copy')
      else await (hasGone ? sealAnew : seal)('copy', { me, heardAt, tasks: toStay })
    })
  }

  /** Sends what waits, the oldest first, until there is nothing left or nobody answers. */
  async function send(): Promise<void> {
    for (let act = nextOf(state.queue, me.staffId); act; act = nextOf(state.queue, me.staffId)) {
      const sent = await sendOne(act)
      if (sent.kind === 'again' || isOver) return
      await settled(act, sent)
    }
  }

  async function settled(act: Act, sent: Sent): Promise<void> {
    if (sent.kind === 'done') set({ sent: [...state.sent, act] })
    const at = now()
    await changeQueue(queue => settle(queue, act, sent, at))
  }

  async function sendOne({ teamTaskId, asked }: Act): Promise<Sent> {
    const params = { teamTaskId }
    try {
      return sentAs(
        asked.kind === 'answer'
          ? await call(routes.answerTeamTask, { params, body: asked.body })
          : await call(routes.progressTeamTask, { params, body: asked.body }),
      )
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      noteTrouble(error)
      return failedAs(error)
    }
  }

  function noteTrouble({ code }: CallFailed) {
    set({ trouble: code === 'not_signed_in' ? 'signed_out' : 'not_heard' })
  }

  /** Sends, then asks what there is. Asked meanwhile, it asks once more. */
  function refresh(): Promise<void> {
    if (asking) isAskedAgain = true
    asking ??= askUntilDone().finally(() => {
      asking = null
    })
    return asking
  }

  async function askUntilDone() {
    await known
    set({ isAsking: true })
    do {
      isAskedAgain = false
      await readQueue()
      try {
        await send()
        await look()
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error
        if (error.code === 'not_allowed') await forget()
        else noteTrouble(error)
      }
    } while (isAskedAgain && !isOver)
    set({ isAsking: false })
  }

  /** Tasks are not for them any more: what the phone has of anybody goes at once. */
  async function forget() {
    set({ tasks: [], sent: [], trouble: 'refused' })
    await storing(() => wipe('copy'))
  }

  async function look() {
    const { tasks: rows, together, at } = await call(routes.myTeamTasks)
    if (isOver) return
    const held = stayOf(state.tasks ?? [], rows)
    // What is not theirs any more goes now, and not when the rest has come.
    set({ trouble: null, heardAt: at, together, ...(state.tasks ? { tasks: held } : {}) })
    const believed = new Set(sure) // two tasks may be about one person
    const shown = await Promise.all(rows.map(row => lookAt(row, held, believed)))
    set({ tasks: shown.filter(one => one !== null), sent: [] })
    await keepCopy()
  }

  async function lookAt(
    row: MyTeamTasks['tasks'][number],
    held: readonly HeldTask[],
    believed: ReadonlySet<PatientId>,
  ) {
    const { teamTaskId } = row
    const before = held.find(one => one.task.teamTaskId === teamTaskId)
    const isSame = before?.task.version === row.version
    const task = isSame ? before.task : await readTask(teamTaskId)
    if (!task) return null
    const { patientId } = task
    const isEnded = actsOn(state.queue.waiting, teamTaskId).some(endsIt)
    if (patientId === null || isEnded) return { task, person: null, readAt: null }
    const isKept = before?.person && before.readAt && believed.has(patientId)
    if (isKept) return { ...before, task }
    sure.add(patientId)
    try {
      return { task, person: await readPerson(patientId, asked.has(patientId)), readAt: now() }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      sure.delete(patientId)
      return { task, person: before?.person ?? null, readAt: before?.readAt ?? null }
    }
  }

  /** Kept before it is sent: once this returns it is done once, whatever becomes of the signal. */
  async function press(teamTaskId: TeamTaskId, asked: Act['asked']): Promise<void> {
    await known
    const act: Act = { commandId: asked.body.commandId, teamTaskId, of: me.staffId, at: now(), asked }
    const { commandId } = act
    set({ unwritten: [...state.unwritten, commandId] })
    await changeQueue(queue => put(queue, act))
    if (!state.keepsNothing) set({ unwritten: state.unwritten.filter(id => id !== commandId) })
    if (endsIt(act)) {
      const without = (one: HeldTask) =>
        one.task.teamTaskId === teamTaskId ? { ...one, person: null, readAt: null } : one
      set({ tasks: state.tasks?.map(without) ?? null })
      await keepCopy()
    }
    // A call for help does not wait for a question that hangs in a bad signal: sent twice it is done once.
    if (isHelp(act)) void sendOne(act).then(sent => (sent.kind === 'again' ? undefined : settled(act, sent)))
    void refresh()
  }

  /** That somebody looks at an offer. Nothing hangs on it that would have to be kept. */
  async function seen({ task }: HeldTask): Promise<void> {
    if (!task.offer || task.state !== 'offered') return
    const body = { answer: 'seen' as const, commandId: newCommandId(), offer: task.offer.number }
    await call(routes.answerTeamTask, { params: { teamTaskId: task.teamTaskId }, body }).catch(
      (error: unknown) => {
        if (!(error instanceof CallFailed)) throw error
      },
    )
  }

  /** The person was asked just now, and said yes. */
  async function askedThem({ task }: HeldTask): Promise<void> {
    if (!task.patientId) return
    const person = await readPerson(task.patientId, true)
    asked.add(task.patientId)
    const same = (one: HeldTask) =>
      one.task.teamTaskId === task.teamTaskId ? { ...one, person, readAt: now() } : one
    set({ tasks: state.tasks?.map(same) ?? null })
  }

  const ask = () => void refresh()
  return {
    get: () => state,
    subscribe: (ear: () => void) => {
      ears.add(ear)
      return () => void ears.delete(ear)
    },
    ask,
    isUnsent: () => state.queue.waiting.length > 0,
    press,
    seen,
    askedThem,
    /** The record of this person is another now; of nobody in particular: somebody's may be. */
    turned: (patientId?: PatientId) => {
      if (patientId) sure.delete(patientId)
      else sure.clear()
      void refresh()
    },
    /** Of the record as this phone shows it; null where it shows none. */
    versionOf: (patientId: PatientId) => {
      const shown = state.tasks?.find(({ task }) => task.patientId === patientId)?.person
      return shown?.kind === 'open' ? shown.summary.version : null
    },
    read: (commandId: string) => void changeQueue(queue => read(queue, commandId)),
    open: () => {
      isOver = false
      ask()
    },
    /** Nothing is written any more. */
    close: () => {
      isOver = true
    },
  }
}
