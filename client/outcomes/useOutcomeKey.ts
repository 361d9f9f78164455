import { useFocusKey } from '#client/ui/useFocusKey.ts'

/** One key to where it is written how something ended: a call, a task, a bereavement call. `id`: its first field. */
export function useOutcomeKey(id: string): void {
  useFocusKey('O', 'To the outcome', id)
}
