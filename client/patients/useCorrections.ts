import { useEffect, useRef, useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { ItemId } from '#shared/ids.ts'
import type { ChangedBy } from '#shared/patients.ts'
import type { EnteredInError, GlanceItem } from '#shared/record/glance.ts'
import type { SeenItem } from '#shared/recordActs.ts'
import { AS_OF } from './AsOf.tsx'
import type { Retractable } from './recordActs.ts'
import { useRecordDoor } from './recordDoor.ts'

type Given = {
  /** Of the record on the screen. */
  version: number
  onChanged: () => void
}
/** `by` names who was quicker. */
type Answer = { kind: 'saved' } | { kind: 'changed_meanwhile'; by: string[] }

/** Saying that items are still right, that one was entered in error, or that it was not. `problem` is what kept it from being saved. */
export function useCorrections({ version, onChanged }: Given) {
  const door = useRecordDoor()
  const announce = useAnnounce()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const leaving = useFocusOfWhatLeft(version)

  /** Returns whether it is saved. */
  async function ask(say: () => Promise<Answer>, done: string): Promise<boolean> {
    setBusy(true)
    setProblem(null)
    try {
      const reply = await say()
      onChanged()
      if (reply.kind === 'saved') announce(done)
      else setProblem(quicker(reply.by))
      return reply.kind === 'saved'
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
      return false
    } finally {
      setBusy(false)
    }
  }

  function confirm(items: readonly GlanceItem[], goneThroughWith: string): Promise<boolean> {
    const confirmedWith = goneThroughWith.trim()
    const body = {
      commandId: newCommandId(),
      items: items.map(seen),
      ...(confirmedWith ? { confirmedWith } : {}),
    }
    const what = items.length === 1 ? (items[0]?.title ?? '') : `${items.length} things`
    return ask(
      async () => corrected(await door.confirm(body)),
      `${what}: still right${confirmedWith ? `, gone through with ${confirmedWith}` : ''}.`,
    )
  }

  function retract(item: Retractable, because: string): Promise<boolean> {
    leaving()
    const body = { commandId: newCommandId(), item: seen(item), because }
    return ask(async () => corrected(await door.retract(body)), `${item.title}: marked as entered in error.`)
  }

  function putBack({ section, title, knownState, body: content, ...item }: EnteredInError): Promise<boolean> {
    leaving()
    const body = {
      commandId: newCommandId(),
      section,
      itemId: ItemId.parse(item.itemId),
      version: item.version,
      knownState,
      ...(content === undefined ? {} : { body: content }),
    }
    return ask(async () => {
      const reply = await door.edit(body)
      return reply.kind === 'saved' ? reply : { kind: reply.kind, by: [reply.by] }
    }, `${title}: back on the record.`)
  }

  return { isBusy, problem, forgetProblem: () => setProblem(null), confirm, retract, putBack }
}

/**
 * An item that leaves its place takes the focus with it, once the record has been read again: the keyboard goes on at the head of
 * the record. Returns what to call before.
 */
function useFocusOfWhatLeft(version: number): () => void {
  const isLeaving = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer record on the screen is when it has left
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLeaving.current && isLost) document.getElementById(AS_OF)?.focus({ preventScroll: true })
    isLeaving.current = false
  }, [version])
  return () => {
    isLeaving.current = true
  }
}

function seen({ section, itemId, version }: Retractable): SeenItem {
  return { section, itemId: ItemId.parse(itemId), version }
}

function corrected(
  reply: { kind: 'saved' } | { kind: 'changed_meanwhile'; changed: readonly ChangedBy[] },
): Answer {
  return reply.kind === 'saved' ? reply : { kind: reply.kind, by: reply.changed.map(({ by }) => by.name) }
}

function quicker(names: readonly string[]): string {
  const who = [...new Set(names)].join(' and ') || 'A colleague'
  return `${who} changed this after you opened it. Nothing of yours was saved: look at it as it is now.`
}
