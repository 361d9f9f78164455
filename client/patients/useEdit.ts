import { useState } from 'react'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { type Meanwhile, onScreen } from './core/meanwhile.ts'
import type { Content } from './core/merge.ts'
import type { Draft } from './draft.ts'
import { contentOf, judgeWriting } from './form/core/judgeForm.ts'
import type { Wanting } from './form/core/readForm.ts'
import type { Writing } from './form/core/starting.ts'
import { useSaveEntry } from './useSaveEntry.ts'

type Given = { draft: Draft; record: RecordAtAGlance; onSaved: () => void }

/** The form of one item: what is written in it, what it still wants, and what a colleague wrote meanwhile. */
export function useEdit({ draft, record, onSaved }: Given) {
  const { section, itemId, base, writing, typedAt } = draft
  const [wants, setWants] = useState<readonly Wanting[]>([])
  const saving = useSaveEntry({ section, itemId, base, typedAt, onSaved })
  const now = onScreen(record, { section, itemId })

  function save() {
    const judged = judgeWriting(section, writing, new Date().toISOString())
    setWants(judged.kind === 'wanting' ? judged.wants : [])
    if (judged.kind === 'ready') void saving.save(judged.content)
  }

  return {
    ...saving,
    save,
    wants,
    stillWanting: stillWanting(section, wants, writing),
    /** The record on the screen is newer than what is being written over: the nurse may look before she saves. */
    newer: now && now.version > saving.base.version ? now : undefined,
    look: (theirs: Meanwhile) => saving.see(theirs, contentOf(section, writing, new Date().toISOString())),
    saveChosen: (theirs: Meanwhile, chosen: Content) =>
      saving.save(chosen, { version: theirs.version, content: theirs }),
  }
}

/** Of what a save found wanting, what is not mended yet; nothing new is asked for while she types. */
function stillWanting(section: SectionName, wants: readonly Wanting[], writing: Writing): readonly Wanting[] {
  if (wants.length === 0) return wants
  const judged = judgeWriting(section, writing, new Date().toISOString())
  const now = judged.kind === 'wanting' ? judged.wants : []
  return wants.filter(({ path, says }) => now.some(each => each.path === path && each.says === says))
}
