import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { call } from './call.ts'
import { CallFailed } from './callFailed.ts'
import { type Loaded, useLoad } from './useLoad.ts'

/** Who is signed in at this machine; null when nobody is. */
export function useMe(): Loaded<Me | null> {
  return useLoad<Me | null>('me', async signal => {
    try {
      return await call(routes.me, { signal })
    } catch (error) {
      if (error instanceof CallFailed && error.code === 'not_signed_in') return null
      throw error
    }
  })
}
