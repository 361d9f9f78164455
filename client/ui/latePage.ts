import type { ComponentType } from 'react'

/** A page whose script is fetched when it is wanted. Once here it stays: no new version of the house takes it away. */
export type LatePage<Props> = {
  here: () => ComponentType<Props> | undefined
  /** May be asked for before it is wanted. What did not come is fetched again when it is asked for again. */
  fetch: () => Promise<void>
}

export function latePage<Props>(load: () => Promise<ComponentType<Props>>): LatePage<Props> {
  let page: ComponentType<Props> | undefined
  let coming: Promise<void> | undefined
  return {
    here: () => page,
    fetch: () => {
      coming ??= load().then(
        loaded => {
          page = loaded
        },
        (error: unknown) => {
          coming = undefined
          throw error
        },
      )
      return coming
    },
  }
}
