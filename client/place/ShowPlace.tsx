import { useAskPlace } from './askPlace.ts'

/** What tells where a protected person is: shown for a reason only. */
export function ShowPlace() {
  const ask = useAskPlace()
  if (!ask) return null
  return (
    <button type="button" className="app-item__change" onClick={ask}>
      Show where they are…
    </button>
  )
}
