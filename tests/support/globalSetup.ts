import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildClientIfStale } from '#server/platform/clientBuild.ts'
import { startEmbeddedPostgres } from '#server/platform/embeddedPostgres.ts'
import { migrate } from '#server/platform/migrate.ts'
import { servedAs } from '#server/platform/serverRole.ts'
import { passingFolder } from './passingFolder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}

/** One PostgreSQL for the run; each test file gets a database of its own, copied from a migrated template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = passingFolder('goldthread-test-')
  const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), durable: false })
  const template = await server.createDatabase('template_house')
  await migrate(template)
  await servedAs(template, undefined) // the role of the server, and its rights in every copy
  project.provide('postgresUrl', server.url)
  await buildClientIfStale(join(import.meta.dirname, '..', '..')) // once, before journeys want it at the same time
  return async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
