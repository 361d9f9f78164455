import type { Database } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { makePromises } from '#server/platform/promises.ts'
import type { ListBrought } from '#shared/lists.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { beginImport, type CountedImport, keepPart, moveImport, readImports } from './importStore.ts'

export type BringDeps = { db: Database; clock: () => Instant; wakeTicker: () => void }

export const READ_LIST = 'list.read'
export const WRITE_LIST = 'list.write'

/** Begins a list that comes in pieces. The same command twice is one list. */
export async function bringList(
  { db }: BringDeps,
  actor: Actor,
  { commandId, pieces }: { commandId: string; pieces: number },
): Promise<ListBrought> {
  await beginImport(db, actor, commandId, pieces)
  return brought({ db }, actor, commandId)
}

export async function bringPiece(
  { db }: BringDeps,
  actor: Actor,
  importId: string,
  { place, content }: { place: number; content: string },
): Promise<void> {
  if (!(await keepPart(db, actor, importId, place, Buffer.from(content, 'base64'))))
    throw new Problem(
      'conflict',
      'This list takes no more pieces: it is being read, or was begun by somebody else. Bring it again.',
    )
}

/** All of it is there: it is read by whichever process comes first, and nobody's record is touched. */
export async function readList(deps: BringDeps, actor: Actor, importId: string): Promise<ListBrought> {
  await move(deps, actor, importId, { from: 'bringing', to: 'reading' }, READ_LIST)
  return brought(deps, actor, importId)
}

/** Writes what the dry run showed: everybody new, and what differs only when that was asked for. */
export async function writeList(
  deps: BringDeps,
  actor: Actor,
  importId: string,
  writesChanges: boolean,
): Promise<ListBrought> {
  await move(deps, actor, importId, { from: 'read', to: 'running', writesChanges }, WRITE_LIST)
  return brought(deps, actor, importId)
}

async function move(
  { db, clock, wakeTicker }: BringDeps,
  actor: Actor,
  importId: string,
  step: { from: 'bringing' | 'read'; to: 'reading' | 'running'; writesChanges?: boolean },
  kind: string,
): Promise<void> {
  const { sql } = db
  const at = clock()
  const promise = { key: `list/${importId}/${step.to}`, kind, subjectId: importId, body: {}, dueAt: at }
  const [row] = await db.run(sql<{ isMoved: boolean }[]>`
    with ${moveImport(sql, actor, importId, { ...step, at })},
    ${makePromises(sql, actor.lineId, [promise], sql`exists (select from moved)`)}
    select exists (select from moved) as is_moved`)
  wakeTicker()
  if (row?.isMoved) return
  const now = await brought({ db }, actor, importId)
  // Pressed twice, or by two pages: it is on its way already.
  if (now.isOwn && now.state !== step.from) return
  throw new Problem(
    'conflict',
    step.to === 'reading'
      ? 'Not all of the list has come yet. Bring it again.'
      : 'Only whoever brought this list can write it.',
  )
}

export async function brought(
  { db }: Pick<BringDeps, 'db'>,
  actor: Actor,
  importId: string,
): Promise<ListBrought> {
  const [found] = await readImports(db, actor, importId)
  if (!found) throw new Problem('not_found', 'There is no such list of your organisation.')
  return sayBrought(found, actor)
}

export async function listsBrought({ db }: Pick<BringDeps, 'db'>, actor: Actor): Promise<ListBrought[]> {
  return (await readImports(db, actor)).map(one => sayBrought(one, actor))
}

function sayBrought(found: CountedImport, actor: Actor): ListBrought {
  const { id, state, rows, verdicts, outcomes, reading, writesChanges, broughtAt, doneAt, staffId } = found
  return {
    importId: id,
    state,
    by: found.actor.name,
    broughtAt,
    rows,
    verdicts,
    outcomes,
    reading: reading?.says ?? [],
    writesChanges,
    doneAt,
    isOwn: staffId === actor.staffId,
  }
}
