import type { Loaded } from '#client/api/useLoad.ts'
import { useListsTold } from '#client/live/useListsTold.ts'
import { useServerHeard } from '#client/live/useServerHeard.ts'
import { useUnheard } from '#client/ui/useUnheard.ts'

/** Over a list of people that could not be asked for again: it may be of before. */
export function ListIsOld({ loaded }: { loaded: Loaded<unknown> }) {
  const { isStale } = useServerHeard()
  const { readAgain } = useUnheard()
  const isMissed = loaded.kind === 'here' && loaded.missed !== null
  return (
    <div role="status">
      {isStale || isMissed ? (
        <p className="app-small">
          <b>This list may be old.</b> It is read again {readAgain}.
        </p>
      ) : null}
    </div>
  )
}

/** As `useListsTold`, of a list that was loaded; `isAsked`: that it was asked for at all. */
export function useListLoaded(loaded: Loaded<unknown>, isAsked = true): boolean {
  const isHere = loaded.kind === 'here'
  return useListsTold({
    again: !isAsked ? null : loaded.kind === 'loading' ? undefined : loaded.again,
    isAsking: isHere && (loaded.isAsking || loaded.missed !== null),
  })
}

/** In its place until it is read. */
export function Withheld() {
  return <p className="app-quiet">This list has changed since it was shown. It is read again now.</p>
}
