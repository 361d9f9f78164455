import { useState } from 'react'
import type { CallId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import { type Meanwhile, onScreen } from './core/meanwhile.ts'
import type { Content } from './core/merge.ts'
import type { Edit } from './edit.ts'
import { contentOf, judgeWriting } from './form/core/judgeForm.ts'
import type { Wanting } from './form/core/readForm.ts'
import type { Writing } from './form/core/starting.ts'
import { type Base, useSaveEntry } from './useSaveEntry.ts'

type Given = {
  callId: CallId
  epoch: number
  edit: Edit
  writing: Writing
  record: RecordAtAGlance
  onSaved: () => void
}

/** The form of one item: what is written in it, what it still wants, and what a colleague wrote meanwhile. */
export function useEdit({ callId, epoch, edit, writing, record, onSaved }: Given) {
  const { section } = edit
  const [wants, setWants] = useState<readonly Wanting[]>([])
  const [itemId] = useState(() => idOf(edit, record))
  const [first] = useState(() => beginning(edit, record, itemId))
  const saving = useSaveEntry({ callId, epoch, section, itemId, base: first, onSaved })
  const now = itemId === undefined ? undefined : onScreen(record, { section, itemId })

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

/** Of a section with one item it is known before anything is written. */
function idOf({ section, item }: Edit, record: RecordAtAGlance): string | undefined {
  return item?.itemId ?? (sectionOf(section).cardinality === 'one' ? record.patientId : undefined)
}

/** What the nurse sees when she begins. Something that was entered in error is written again over that. */
function beginning(edit: Edit, record: RecordAtAGlance, itemId: string | undefined): Base {
  const { section, item } = edit
  if (item) return { version: item.version, content: { knownState: item.knownState, body: item.body } }
  const wrong = record.enteredInError.find(each => each.section === section && each.itemId === itemId)
  return { version: wrong?.version ?? 0, content: { knownState: 'known' } }
}

/** Of what a save found wanting, what is not mended yet; nothing new is asked for while she types. */
function stillWanting(section: SectionName, wants: readonly Wanting[], writing: Writing): readonly Wanting[] {
  if (wants.length === 0) return wants
  const judged = judgeWriting(section, writing, new Date().toISOString())
  const now = judged.kind === 'wanting' ? judged.wants : []
  return wants.filter(({ path, says }) => now.some(each => each.path === path && each.says === says))
}
