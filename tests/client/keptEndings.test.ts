import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { BereavementForm } from '#client/deaths/BereavementForm.tsx'
import { CloseTaskForm } from '#client/dispatch/CloseTaskForm.tsx'
import { emptyEndings, KeptEndings } from '#client/dispatch/keptEndings.ts'
import { ShortcutsProvider } from '#client/ui/Shortcuts.tsx'
import { TaskId } from '#shared/ids.ts'
import { aTask } from './builders.ts'

const taskId = TaskId.parse('3e0c2a31-5f10-4a4e-9b1d-0d8f6a3b7c11')
const rest = { halfWritten: [], isStale: false, onDone: () => {} }

const shown = (value: ReturnType<typeof emptyEndings>, form: ReactElement) =>
  renderToStaticMarkup(createElement(ShortcutsProvider, null, createElement(KeptEndings, { value }, form)))

test('what was written of a bereavement call is there again when a call took its place on the page', () => {
  const value = emptyEndings()
  value.bereavement.set(taskId, { response: 'accepted', riskNoted: 'Sleeps in the chair' })
  const task = aTask({ taskId, kind: 'bereavement_day' })

  const page = shown(value, createElement(BereavementForm, { task, ...rest }))

  expect(page).toContain('Sleeps in the chair')
  expect(page).toContain('checked=""/>We spoke')
})

test('so is how a task was about to end', () => {
  const value = emptyEndings()
  value.closing.set(taskId, { result: 'reached', note: 'Her sister answered' })

  const page = shown(value, createElement(CloseTaskForm, { task: aTask({ taskId }), also: [], ...rest }))

  expect(page).toContain('Her sister answered')
})
