import { createContext } from 'react'
import type { BereavementAnswer } from '#shared/deaths.ts'
import type { TaskResult } from '#shared/dispatch.ts'
import type { TaskId } from '#shared/ids.ts'

type Kept<Form> = Map<TaskId, Form>

/** What is typed of a verification: who, when, and whether the coroner was told. */
export type VerificationTyped = { verifiedBy: string; at: { date: string; time: string }; isCoroner: boolean }

export function emptyEndings() {
  return {
    closing: new Map() as Kept<{ result: TaskResult | ''; note: string }>,
    bereavement: new Map() as Kept<{ response: BereavementAnswer['response'] | ''; riskNoted: string }>,
    verification: new Map() as Kept<VerificationTyped>,
  }
}

/** How she was about to end a task, and what she wrote of it: a call that rings takes its place on the page, and not its words. */
export const KeptEndings = createContext(emptyEndings())
