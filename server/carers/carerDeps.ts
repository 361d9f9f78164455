import type { Database } from '#server/platform/database.ts'
import type { SessionCookie } from '#server/staff/sessions.ts'
import type { Instant } from '#shared/time.ts'

export type CarerDeps = {
  db: Database
  clock: () => Instant
  newId: () => string
  publicUrl: string
  cookie: SessionCookie
  wakeTicker: () => void
}
