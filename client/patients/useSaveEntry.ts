import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { type CallId, ItemId } from '#shared/ids.ts'
import { parseBody, type SectionName } from '#shared/record/sections.ts'
import { routes } from '#shared/routes.ts'
import { fromReply, type Meanwhile } from './core/meanwhile.ts'
import type { Content } from './core/merge.ts'

/** The version that the nurse began with, and what it held; version 0 holds nothing. */
export type Base = { version: number; content: Content }
/** Two wrote the same item: what there is to choose between. */
export type Conflict = { theirs: Meanwhile; mine: Content }
/** What keeps it from being saved: at a field of the body, or, without a path, as a whole. */
export type Wrong = { path: readonly PropertyKey[]; says: string }

type Given = {
  callId: CallId
  epoch: number
  section: SectionName
  itemId?: string | undefined
  base: Base
  onSaved: () => void
}

/**
 * One change of the record on its way: saved over the version that the nurse began with. When a colleague was quicker nothing is
 * written; both are kept here until she has chosen, and what she chose is saved over theirs. Whatever form it was written in.
 */
export function useSaveEntry({ callId, epoch, section, itemId, base: first, onSaved }: Given) {
  const [base, setBase] = useState(first)
  const [commandId, setCommandId] = useState(newCommandId)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [wrongs, setWrongs] = useState<readonly Wrong[]>([])
  const [isBusy, setBusy] = useState(false)

  /** `over` is theirs, once the nurse has seen it. */
  async function save(mine: Content, over: Base = base): Promise<void> {
    const body = mine.knownState === 'known' ? parseBody(section, mine.body) : undefined
    if (body && !body.success)
      return setWrongs(body.error.issues.map(({ path, message }) => ({ path, says: message })))
    const content = { knownState: mine.knownState, ...(body ? { body: body.data } : {}) }
    setWrongs([])
    setBusy(true)
    try {
      const reply = await call(routes.editRecord, {
        params: { callId },
        body: {
          commandId,
          epoch,
          section,
          ...(itemId ? { itemId: ItemId.parse(itemId) } : {}),
          version: over.version,
          ...content,
        },
      })
      if (reply.kind === 'saved') return onSaved()
      setBase(over)
      see(fromReply(reply), content)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setWrongs([{ path: [], says: error.message }])
    }
    setBusy(false)
  }

  /** Puts theirs and mine side by side. From here on it is another intention: to write over what was just seen. */
  function see(theirs: Meanwhile, mine: Content): void {
    setCommandId(newCommandId())
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
