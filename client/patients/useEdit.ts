import { useState } from 'react'
import type { CallId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { KnownState } from '#shared/record/knownState.ts'
import { isSame } from '#shared/record/sayValue.ts'
import { sectionOf } from '#shared/record/sections.ts'
import { bodyFrom, type EditForm, formFrom } from './core/editable.ts'
import { type Meanwhile, onScreen } from './core/meanwhile.ts'
import type { Content } from './core/merge.ts'
import type { Edit } from './RecordGlance.tsx'
import { type Base, useSaveEntry, type Wrong } from './useSaveEntry.ts'

type Given = { callId: CallId; epoch: number; edit: Edit; record: RecordAtAGlance; onSaved: () => void }

/** The small form of one item: what was typed, what stops it, and what a colleague wrote meanwhile. */
export function useEdit({ callId, epoch, edit, record, onSaved }: Given) {
  const { section } = edit
  const [began] = useState(() => ({
    form: formFrom(section, edit.item?.body),
    knownState: edit.item?.knownState ?? ('known' as const),
  }))
  const [form, setForm] = useState<EditForm>(began.form)
  const [knownState, setKnownState] = useState<KnownState>(began.knownState)
  const [itemId] = useState(() => idOf(edit, record))
  const [first] = useState(() => beginning(edit, record, itemId))
  const saving = useSaveEntry({ callId, epoch, section, itemId, base: first, onSaved })
  const now = itemId === undefined ? undefined : onScreen(record, { section, itemId })

  const mine = (): Content =>
    knownState === 'known'
      ? { knownState, body: bodyFrom(section, form, saving.base.content.body) }
      : { knownState }

  return {
    ...saving,
    form,
    /** Whether something was written that would be lost. */
    isChanged: knownState !== began.knownState || !isSame(form, began.form),
    change: (change: Partial<EditForm>) => setForm(before => ({ ...before, ...change })),
    knownState,
    setKnownState,
    errors: saving.wrongs.map(toError),
    save: () => saving.save(mine()),
    /** The record on the screen is newer than what is being written over: the nurse may look before she saves. */
    newer: now && now.version > saving.base.version ? now : undefined,
    look: (theirs: Meanwhile) => saving.see(theirs, mine()),
    saveChosen: (theirs: Meanwhile, chosen: Content) =>
      saving.save(chosen, { version: theirs.version, content: theirs }),
    goOn: (theirs: Meanwhile, chosen: Content) => {
      saving.goOnFrom(theirs)
      setForm(formFrom(section, chosen.body))
      setKnownState(chosen.knownState)
    },
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

function toError({ path, says }: Wrong): { id: string; says: string } {
  if (path.length === 0) return { id: '', says }
  const last = String(path.at(-1))
  if (['use', 'severity', 'place'].includes(last))
    return { id: 'edit-choice', says: 'Choose one of the list.' }
  if (last === 'number') return { id: 'edit-text', says: 'Type the whole number, like 07700 900 123.' }
  return { id: last === 'note' || last === 'about' ? 'edit-more' : 'edit-text', says }
}
