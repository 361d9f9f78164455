import { createContext } from 'react'
import type { TaskResult } from '#shared/dispatch.ts'
import type { TaskId } from '#shared/ids.ts'

/** How she was about to end a task, and what she wrote of it: a call that rings takes its place on the page, and not its words. */
export const KeptEndings = createContext(new Map<TaskId, { result: TaskResult | ''; note: string }>())
