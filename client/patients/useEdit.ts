import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { type CallId, ItemId } from '#shared/ids.ts'
import { parseBody } from '#shared/record/sections.ts'
import { routes } from '#shared/routes.ts'
import { bodyFrom, type EditForm, formFrom } from './core/editable.ts'
import { placeWords } from './core/placeWords.ts'
import type { Edit } from './RecordGlance.tsx'

type Meanwhile = { by: string; version: number; body: unknown; words: string }
type Given = { callId: CallId; epoch: number; edit: Edit; onSaved: () => void }

/** One change of the record, saved over the version that was on the screen, or over the one the nurse then saw. */
export function useEdit({ callId, epoch, edit, onSaved }: Given) {
  const [first] = useState<EditForm>(() => formFrom(edit.section, edit.item?.body))
  const [form, setForm] = useState(first)
  const [commandId, setCommandId] = useState(newCommandId)
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function save() {
    const body = bodyFrom(edit.section, form, meanwhile ? meanwhile.body : edit.item?.body)
    const parsed = parseBody(edit.section, body)
    if (!parsed.success) {
      setErrors(
        parsed.error.issues.map(issue => ({
          id: fieldOf(issue.path),
          says: says(issue.path, issue.message),
        })),
      )
      return
    }
    setErrors([])
    setBusy(true)
    try {
      const reply = await call(routes.editRecord, {
        params: { callId },
        body: {
          commandId,
          epoch,
          section: edit.section,
          ...(edit.item ? { itemId: ItemId.parse(edit.item.itemId) } : {}),
          version: meanwhile?.version ?? edit.item?.version ?? 0,
          body: parsed.data,
        },
      })
      if (reply.kind === 'saved') return onSaved()
      // Another intention from here on: to write over what was just seen.
      setCommandId(newCommandId())
      setMeanwhile({ ...reply, words: inWordsBody(edit, reply.body) })
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setErrors([{ id: '', says: error.message }])
    }
    setBusy(false)
  }

  return {
    form,
    /** Whether something stands in the fields that would be lost. */
    isChanged: Object.entries(form).some(([field, text]) => text !== first[field as keyof EditForm]), // its own keys
    change: (change: Partial<EditForm>) => setForm(before => ({ ...before, ...change })),
    save,
    errors,
    meanwhile,
    isBusy,
  }
}

function inWordsBody(edit: Edit, body: unknown): string {
  const { text, choice, more } = formFrom(edit.section, body)
  return [text, placeWords(choice), more].filter(Boolean).join(' · ') || 'something else'
}

function fieldOf(path: readonly PropertyKey[]): string {
  const last = String(path.at(-1) ?? '')
  return ['use', 'severity', 'place'].includes(last)
    ? 'edit-choice'
    : last === 'note' || last === 'about'
      ? 'edit-more'
      : 'edit-text'
}

function says(path: readonly PropertyKey[], message: string): string {
  const last = String(path.at(-1) ?? '')
  if (last === 'number') return 'Type the whole number, like 07700 900 123.'
  return ['use', 'severity', 'place'].includes(last) ? 'Choose one of the list.' : message
}
