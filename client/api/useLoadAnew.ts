import { useAgainWhen } from './useAgainWhen.ts'
import { type Loaded, useLoad } from './useLoad.ts'

/**
 * As `useLoad`, and once more whenever `version` is another than the one that was asked for. What is shown stays until the newer answer
 * is here: a window that is open over it, and what is typed there, must not go with it.
 */
export function useLoadAnew<T>(
  key: string,
  version: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const loaded = useLoad(key, ask)
  useAgainWhen(version, loaded)
  return loaded
}
