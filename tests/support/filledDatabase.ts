import { columnKeys } from '#server/platform/columnKeys.ts'
import { connectDatabase } from '#server/platform/database.ts'
import { type TestDatabase, templateOnce, testDatabase } from './testDatabase.ts'

/** What the door codes of the invented world are sealed with here. */
export const WORLD_COLUMN_KEY = Buffer.alloc(32, 'journeys').toString('base64')

/** A database of this test file's own with the invented world in it: filled once in the run, as the server fills an empty one. */
export async function filledDatabase(): Promise<TestDatabase> {
  return testDatabase({ template: await templateOnce('template_world', fill) })
}

async function fill(url: string): Promise<void> {
  const { seedWorld } = await import('#server/world/seed.ts') // half a second that only the first one needs
  const db = connectDatabase({ url })
  await seedWorld({
    db,
    clock: () => new Date().toISOString(),
    columnKeys: columnKeys({ current: WORLD_COLUMN_KEY, old: [] }),
  })
  await db.close()
}
