import type { LineId, StaffId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'

/** Who is connected here, found by session, person or line. */
export type SocketRegister<One> = {
  /** Returns those to be cut because this person has too many: the oldest. */
  add(actor: Actor, socket: One): One[]
  remove(actor: Actor, socket: One): void
  ofSession(sessionId: string): One[]
  ofLine(lineId: LineId): One[]
  sessions(): string[]
  lines(): LineId[]
}

export function socketRegister<One>(maxPerPerson: number): SocketRegister<One> {
  const bySession = new Map<string, Set<One>>()
  const byPerson = new Map<StaffId, Set<One>>()
  const byLine = new Map<LineId, Set<One>>()

  return {
    add: (actor, socket) => {
      put(bySession, actor.sessionId, socket)
      put(byLine, actor.lineId, socket)
      const hers = [...put(byPerson, actor.staffId, socket)]
      return hers.slice(0, Math.max(0, hers.length - maxPerPerson))
    },
    remove: (actor, socket) => {
      take(bySession, actor.sessionId, socket)
      take(byPerson, actor.staffId, socket)
      take(byLine, actor.lineId, socket)
    },
    ofSession: sessionId => [...(bySession.get(sessionId) ?? [])],
    ofLine: lineId => [...(byLine.get(lineId) ?? [])],
    sessions: () => [...bySession.keys()],
    lines: () => [...byLine.keys()],
  }
}

function put<Key, One>(map: Map<Key, Set<One>>, key: Key, one: One): Set<One> {
  const set = map.get(key) ?? new Set()
  map.set(key, set.add(one))
  return set
}

function take<Key, One>(map: Map<Key, Set<One>>, key: Key, one: One): void {
  const set = map.get(key)
  set?.delete(one)
  if (set?.size === 0) map.delete(key)
}
