import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { type CallSid, LineToSoftphone, type SoftphoneToLine } from '#shared/softphone.ts'
import type { Softphone, SoftphoneView } from './softphone.ts'

const NOTHING: SoftphoneView = { callId: null, line: { kind: 'idle' }, heard: [] }
/** A long call is not kept whole: the newest lines are what the nurse reads. */
const KEEPS_LINES = 200

/** The telephone of the practice line: a WebSocket that carries words. */
export function createPracticeSoftphone(): Softphone {
  let view = NOTHING
  let socket: WebSocket | undefined
  let sid: CallSid | undefined
  let heardCount = 0
  /** Whether the socket is there to talk, or only to ask what was heard. */
  let isJoining = false
  const watchers = new Set<() => void>()

  function set(change: Partial<SoftphoneView>) {
    view = { ...view, ...change }
    for (const watcher of watchers) watcher()
  }
  function tell(message: SoftphoneToLine) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }
  /** With the sid of the call, when there is one. */
  function tellCall(message: (callSid: CallSid) => SoftphoneToLine) {
    if (sid) tell(message(sid))
  }
  function hangUpSocket() {
    const old = socket
    socket = undefined
    sid = undefined
    isJoining = false
    old?.close()
  }

  async function register(onOpen: WebSocket) {
    const pass = await call(routes.softphonePass)
    if (socket === onOpen) tell({ type: 'register', token: pass.token })
  }

  function hear(message: LineToSoftphone, callId: CallId, from: WebSocket) {
    if (socket !== from) return
    switch (message.type) {
      case 'registered':
        if (sid) return
        if (view.heard.length === 0) tell({ type: 'recall', params: { callId } })
        if (isJoining) tell({ type: 'connect', key: crypto.randomUUID(), params: { callId } })
        return
      case 'recalled':
        if (!isJoining) hangUpSocket()
        if (view.heard.length > 0) return
        heardCount = message.heard.length
        return set({
          heard: message.heard.map(({ who, name, text }, at) => ({
            n: at + 1,
            who,
            name: name ?? null,
            text,
          })),
        })
      case 'connecting':
        sid = message.callSid
        return
      case 'connected':
      case 'reconnected':
        return set({ line: { kind: 'talking', isMuted: false } })
      case 'muted':
        return set({ line: { kind: 'talking', isMuted: message.muted } })
      case 'heard':
        heardCount += 1
        return set({
          heard: [
            ...view.heard.slice(1 - KEEPS_LINES),
            { n: heardCount, who: message.who, name: message.name ?? null, text: message.text },
          ],
        })
      case 'reconnecting':
        return set({ line: { kind: 'reconnecting' } })
      case 'disconnected':
        hangUpSocket()
        return set({ line: { kind: 'ended', at: Date.now() } })
      case 'error':
        if (!isJoining) return hangUpSocket()
        hangUpSocket()
        return set({
          line: { kind: 'failed', says: `The line answered: ${message.message} (${message.code})` },
        })
      case 'tokenExpiring':
        void register(from).catch(failed)
        return
      case 'ringing':
      case 'incoming':
      case 'unregistered':
      case 'quality':
        return
      default:
        return message satisfies never
    }
  }

  function open(pass: { url: string; token: string }, callId: CallId) {
    const opened = new WebSocket(pass.url)
    socket = opened
    opened.onopen = () => tell({ type: 'register', token: pass.token })
    opened.onmessage = ({ data }: MessageEvent<string>) =>
      hear(LineToSoftphone.parse(JSON.parse(data)), callId, opened)
    opened.onclose = () => {
      if (socket !== opened) return
      const wasJoining = isJoining
      hangUpSocket()
      if (wasJoining) set({ line: { kind: 'ended', at: Date.now() } })
    }
  }

  function failed(error: unknown) {
    if (!(error instanceof CallFailed)) throw error
    hangUpSocket()
    set({ line: { kind: 'failed', says: error.message } })
  }

  return {
    get: () => view,
    watch(watcher) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    expect(callId) {
      if (view.callId !== callId) set({ callId, line: { kind: 'connecting' }, heard: [] })
    },
    async connect(callId) {
      hangUpSocket()
      isJoining = true
      set({ callId, line: { kind: 'connecting' }, heard: view.callId === callId ? view.heard : [] })
      try {
        open(await call(routes.softphonePass), callId)
      } catch (error) {
        failed(error)
      }
    },
    async recall(callId) {
      if (view.callId === callId || socket || isJoining) return
      set({ callId, line: { kind: 'idle' }, heard: [] })
      const pass = await call(routes.softphonePass).catch(() => null)
      // Without it she reads less, and nothing else is different; a line that she takes meanwhile asks by itself.
      if (pass && !isJoining && view.callId === callId) open(pass, callId)
    },
    mute: isMuted => tellCall(callSid => ({ type: 'mute', callSid, muted: isMuted })),
    digits: digits => tellCall(callSid => ({ type: 'digits', callSid, digits })),
    say: text => tellCall(callSid => ({ type: 'say', callSid, text })),
    disconnect() {
      tellCall(callSid => ({ type: 'disconnect', callSid }))
      hangUpSocket()
      set({ line: { kind: 'idle' } })
    },
    close() {
      hangUpSocket()
      set(NOTHING)
    },
  }
}
