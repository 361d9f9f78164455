import type {
  CallStatus,
  HandsetCall,
  HandsetPhone,
  HeardLine,
  LineNumber,
  PracticeEvent,
  PracticeState,
  Scene,
  SuggestedCaller,
  Talk,
  TextMessage,
} from '#shared/practice.ts'

/** A call without its lines: those are kept apart, because they may arrive before the call they belong to. */
export type KnownCall = Omit<HandsetCall, 'heard'>

/** What the page knows of the practice line. */
export type LineView = {
  /** Those that can be rung. */
  readonly numbers: readonly LineNumber[]
  /** Whom texts go to, where that is another number. */
  readonly forTexts: LineNumber | undefined
  readonly callers: readonly SuggestedCaller[]
  readonly atWork: PracticeState['atWork']
  readonly calls: ReadonlyMap<string, KnownCall>
  /** By call, in the order of their numbers. */
  readonly heard: ReadonlyMap<string, readonly HeardLine[]>
  readonly phones: ReadonlyMap<string, HandsetPhone>
  /** Callers who speak by themselves, by the name of their script. */
  readonly scenes: ReadonlyMap<string, Scene>
  /** Calls that were live when the line went away and that it no longer knows: it was started anew. */
  readonly lost: ReadonlySet<string>
}

const FINAL: ReadonlySet<CallStatus> = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled'])

const RANK: Readonly<Record<CallStatus, number>> = {
  queued: 0,
  initiated: 1,
  ringing: 2,
  'in-progress': 3,
  completed: 4,
  busy: 4,
  'no-answer': 4,
  failed: 4,
  canceled: 4,
}

export function isOver(call: Pick<HandsetCall, 'status'>): boolean {
  return FINAL.has(call.status)
}

/**
 * What the page knows after one more event. Undefined before the first snapshot: nothing can be built on nothing.
 * Events and answers to requests come by two roads, so every order and every repetition of them ends in the same view:
 * a call only moves on, a talk only begins and ends, a line is known by its number, a message by its sid.
 */
export function applyEvent(view: LineView | undefined, event: PracticeEvent): LineView | undefined {
  if (event.type === 'snapshot') return takeSnapshot(view, event.state)
  if (!view) return undefined
  switch (event.type) {
    case 'call':
      return takeCall(view, event.call)
    case 'heard':
      return { ...view, heard: withLines(view.heard, event.sid, [event.line]) }
    case 'phone':
      return { ...view, phones: new Map(view.phones).set(event.phone.number, merged(view, event.phone)) }
    case 'message':
      return takeMessage(view, event.phone, event.message)
    case 'scene':
      return takeScene(view, event.scene)
    default:
      return event satisfies never
  }
}

/** How many calls the page knows that the line has forgotten. */
export function forgotten(view: LineView | undefined): number {
  return [...(view?.calls.keys() ?? [])].filter(sid => sid.includes('@')).length
}

/** A name that no other call ever gets: a line that is started anew gives the same sids out again. */
export function lastingName(call: Pick<HandsetCall, 'sid' | 'startedAt'>): string {
  return call.sid.includes('@') ? call.sid : `${call.sid}@${call.startedAt}`
}

/** A call as an event or an answer tells it, with the lines it brings. */
export function takeCall(view: LineView, { heard, ...call }: HandsetCall): LineView {
  const known = view.calls.get(call.sid)
  const isOlder = known !== undefined && RANK[call.status] < RANK[known.status]
  const talks = known ? furtherOn(known.talks, call.talks) : call.talks
  return {
    ...view,
    calls: new Map(view.calls).set(call.sid, { ...(isOlder ? known : call), talks }),
    heard: heard.length > 0 ? withLines(view.heard, call.sid, heard) : view.heard,
  }
}

/** Of two tales of the same talks, the one that knows more. */
function furtherOn(a: readonly Talk[], b: readonly Talk[]): Talk[] {
  const changes = (talks: readonly Talk[]) =>
    talks.reduce((sum, talk) => sum + (talk.until === undefined ? 1 : 2), 0)
  return [...(changes(a) > changes(b) ? a : b)]
}

/** A snapshot is the truth, and replaces all: only calls that were live and that it has forgotten are remembered as lost. */
function takeSnapshot(before: LineView | undefined, state: PracticeState): LineView {
  const calls = new Map(state.calls.map(({ heard: _, ...call }) => [call.sid, call]))
  const heard = new Map(state.calls.map(call => [call.sid, inOrder(call.heard)]))
  const lost = new Set<string>()
  for (const call of before?.calls.values() ?? []) {
    if (calls.get(call.sid)?.startedAt === call.startedAt) continue
    const sid = lastingName(call)
    if (!isOver(call)) lost.add(sid)
    calls.set(sid, { ...call, sid })
    heard.set(sid, before?.heard.get(call.sid) ?? [])
  }
  return {
    numbers: state.numbers.filter(({ isForTexts }) => !isForTexts),
    forTexts: state.numbers.find(({ isForTexts }) => isForTexts),
    callers: state.callers,
    atWork: state.atWork,
    calls,
    heard,
    phones: new Map(state.phones.map(phone => [phone.number, phone])),
    scenes: new Map(state.scenes.map(scene => [scene.name, scene])),
    lost,
  }
}

/** A scene as the line tells it. Only its events do, in their order. */
function takeScene(view: LineView, scene: Scene): LineView {
  return { ...view, scenes: new Map(view.scenes).set(scene.name, scene) }
}

/** The scene whose script holds this call's handset, if one does. */
export function sceneOfCall(view: LineView, sid: string): Scene | undefined {
  return [...view.scenes.values()].find(({ state, sids }) => state === 'playing' && sids.includes(sid))
}

function takeMessage(view: LineView, number: string, message: TextMessage): LineView {
  const fresh: HandsetPhone = { number, habit: 'ring', afterSeconds: 2, messages: [] }
  const phone = view.phones.get(number) ?? fresh
  const messages = withMessages(phone.messages, [message])
  return { ...view, phones: new Map(view.phones).set(number, { ...phone, messages }) }
}

/** The phone as it is now told, and no message lost that came before. */
function merged(view: LineView, phone: HandsetPhone): HandsetPhone {
  const before = view.phones.get(phone.number)?.messages ?? []
  return { ...phone, messages: withMessages(before, phone.messages) }
}

function withMessages(before: readonly TextMessage[], more: readonly TextMessage[]): TextMessage[] {
  const bySid = new Map([...before, ...more].map(message => [message.sid, message]))
  return [...bySid.values()].sort((a, b) => a.at.localeCompare(b.at) || a.sid.localeCompare(b.sid))
}

function withLines(
  heard: LineView['heard'],
  sid: string,
  more: readonly HeardLine[],
): ReadonlyMap<string, readonly HeardLine[]> {
  return new Map(heard).set(sid, inOrder([...(heard.get(sid) ?? []), ...more]))
}

function inOrder(lines: readonly HeardLine[]): readonly HeardLine[] {
  const byNumber = new Map(lines.map(line => [line.n, line]))
  return [...byNumber.values()].sort((a, b) => a.n - b.n)
}
