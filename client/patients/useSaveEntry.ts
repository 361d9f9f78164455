import { useRef, useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { ItemId } from '#shared/ids.ts'
import { isSame } from '#shared/record/sayValue.ts'
import { parseBody, type SectionName } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { countedAnew } from './core/counts.ts'
import { fromReply, type Meanwhile } from './core/meanwhile.ts'
import type { Content } from './core/merge.ts'
import { useRecordDoor } from './recordDoor.ts'

/** The version that the nurse began with, and what it held; version 0 holds nothing. */
export type Base = { version: number; content: Content }
/** Two wrote the same item: what there is to choose between. */
export type Conflict = { theirs: Meanwhile; mine: Content }
/** What keeps it from being saved: at a field of the body, or, without a path, as a whole. */
export type Wrong = { path: readonly PropertyKey[]; says: string }

type Given = { section: SectionName; itemId: string; base: Base; typedAt: Instant; onSaved: () => void }

/**
 * One change of the record on its way: saved over the version that the nurse began with. When a colleague was quicker nothing is
 * written; both are kept here until she has chosen, and what she chose is saved over theirs. Whatever form it was written in.
 */
export function useSaveEntry({ section, itemId, base: first, typedAt, onSaved }: Given) {
  const door = useRecordDoor()
  const [base, setBase] = useState(first)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [wrongs, setWrongs] = useState<readonly Wrong[]>([])
  const [isBusy, setBusy] = useState(false)
  // Sent, and no answer came: it may be on the record. What stands there and is one of these is her own.
  const unanswered = useRef<Content[]>([])

  /** `over` is theirs, once the nurse has seen it. */
  async function save(mine: Content, over: Base = base): Promise<void> {
    const body = mine.knownState === 'known' ? parseBody(section, mine.body) : undefined
    if (body && !body.success)
      return setWrongs(body.error.issues.map(({ path, message }) => ({ path, says: message })))
    const content = {
      knownState: mine.knownState,
      ...(body ? { body: countedAnew(section, over.content.body, body.data, new Date().toISOString()) } : {}),
    }
    setWrongs([])
    setBusy(true)
    try {
      const theirs = await send(content, over)
      if (theirs === 'saved') return onSaved()
      setBase(over)
      see(theirs, content)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      unanswered.current.push(content)
      setWrongs([{ path: [], says: error.message }])
    }
    setBusy(false)
  }

  async function send(content: Content, over: Base): Promise<'saved' | Meanwhile> {
    const { knownState, body } = content
    const edit = {
      commandId: newCommandId(),
      section,
      itemId: ItemId.parse(itemId),
      version: over.version,
      knownState,
      ...(body === undefined ? {} : { body }),
      typedAt,
    }
    const reply = await door.edit(edit)
    if (reply.kind === 'saved') return 'saved'
    const theirs = fromReply(reply)
    const isMine = (one: Content) => one.knownState === theirs.knownState && isSame(one.body, theirs.body)
    const mine = theirs.isRetracted ? -1 : unanswered.current.findIndex(isMine)
    if (mine < 0) return theirs
    // What stands there is an earlier save of her own whose answer was lost: this goes over it, and nobody is asked.
    unanswered.current.splice(mine, 1)
    return send(content, { version: theirs.version, content: theirs })
  }

  /** Puts theirs and mine side by side. From here on it is another intention: to write over what was just seen. */
  function see(theirs: Meanwhile, mine: Content): void {
    setConflict({ theirs, mine })
  }

  /** The nurse has seen theirs and goes on writing from there. */
  function goOnFrom(theirs: Meanwhile): void {
    setBase({ version: theirs.version, content: theirs })
    setConflict(null)
    setWrongs([])
  }

  return { base, save, see, goOnFrom, conflict, wrongs, isBusy }
}
