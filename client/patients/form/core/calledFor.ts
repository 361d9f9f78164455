import type { Field } from './field.ts'
import type { Values } from './value.ts'

/** Groups that an answer beside them asks for, by name: who decided in somebody's best interests must not be overlooked. */
const CALLED_FOR: Readonly<Record<string, { by: string; answer: string }>> = {
  bestInterests: { by: 'value', answer: 'best_interests_decision' },
}

/** Whether what was answered beside a field asks for it, so that it is shown without a press. */
export function isCalledFor({ name }: Field, values: Values): boolean {
  const call = CALLED_FOR[name]
  const answer = call ? values[call.by] : undefined
  return answer?.kind === 'typed' && answer.text === call?.answer
}
