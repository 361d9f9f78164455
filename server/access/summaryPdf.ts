import type { DrawElsewhere } from '#server/paper/drawElsewhere.ts'
import { summaryPage } from '#server/paper/summaryPage.ts'
import { Problem } from '#server/platform/problems.ts'
import type { ServedFile } from '#server/platform/serve.ts'
import { readLine } from '#server/staff/staffStore.ts'
import type { Actor } from '#shared/staff.ts'
import { fetchedWords } from '#shared/summaryWords.ts'
import type { Instant } from '#shared/time.ts'
import { type CodeTyped, openByCode, openSummary, type Way } from './crewCodes.ts'
import type { AccessDeps } from './wayIn.ts'

export type PaperDeps = AccessDeps & { draw: DrawElsewhere }

/** The one page as a PDF, for somebody who has a way into the record: the same door as the page, logged as a copy taken away. */
export async function summaryPdf(
  deps: PaperDeps,
  way: Way & { actor: Actor },
  requestId: string,
): Promise<ServedFile> {
  const summary = await openSummary(deps, way, requestId, 'exported')
  const { name, organisation, lineId } = way.actor
  const line = await readLine(deps.db, lineId)
  if (!line) throw new Problem('not_found', 'The line of this record is not here any more.')
  const at = deps.clock()
  const page = summaryPage(summary, line, fetchedWords(`${name}, ${organisation}`, at))
  return file(await deps.draw(page, at))
}

/** The same for whoever types a code. */
export async function pdfByCode(deps: PaperDeps, asked: CodeTyped, requestId: string): Promise<ServedFile> {
  const { summary, line, givenBy, expiresAt } = await openByCode(deps, asked, requestId, 'exported')
  const at: Instant = deps.clock()
  const page = summaryPage(summary, line, fetchedWords(`a crew with a code from ${givenBy}`, at, expiresAt))
  return file(await deps.draw(page, at))
}

/** One name for everybody: a list of downloads says nothing about anybody. */
function file(content: Uint8Array): ServedFile {
  return { name: 'emergency-summary.pdf', content }
}
