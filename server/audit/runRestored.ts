import type { Database } from '#server/platform/database.ts'
import type { CommandAnswer } from '#server/platform/databaseCommand.ts'
import { type AnchorPlaces, anchorFolders } from './anchoring.ts'
import { openAnchorKey } from './anchorKey.ts'
import type { RestoredCommand } from './auditArguments.ts'
import { readLineNames } from './chainStore.ts'
import { carryOut, planExplaining } from './explainRestore.ts'
import { isHouseOpen } from './houseStore.ts'
import { lossInWords } from './losses.ts'
import { findingInWords } from './verdict.ts'
import { type Finding, verifyLog } from './verifyLog.ts'

const HOUSE_IS_OPEN = `The house is open: close every process of it first. While it is open it writes new links where the lost ones were, and anchors
them; then nobody can tell a restore from links that were put in the place of others.`
const NOTHING =
  'Nothing is missing: every link that an anchor here saw is there. There is nothing to explain.'

/** `npm run audit -- restored`: a person explains which links a restore took away. Refuses whatever is no restore, and changes nothing then. */
export async function runRestored(
  db: Database,
  places: AnchorPlaces,
  { by, because }: RestoredCommand,
): Promise<CommandAnswer> {
  if (await isHouseOpen(db)) return { code: 2, err: HOUSE_IS_OPEN }
  const folders = anchorFolders(places)
  const { findings } = await verifyLog(db, { folders })
  const others = findings.filter(finding => !isRestore(finding))
  if (others.length > 0) return { code: 1, out: notARestore(others) }

  const clock = () => new Date().toISOString()
  const key = openAnchorKey(places.dataDir)
  const explaining = await planExplaining(db, folders, key, { at: clock(), by, because })
  if (explaining.foreign) return { code: 2, err: otherKey(explaining.foreign, key.publicText) }
  if (await isHouseOpen(db)) return { code: 2, err: HOUSE_IS_OPEN }
  const { isAnything, restored, without } = await carryOut(db, explaining, key, clock)
  if (!isAnything) return { code: 2, err: NOTHING }

  const names = await readLineNames(db)
  const said = explaining.losses.map(
    loss => `${names.get(loss.lineId) ?? loss.lineId}, ${loss.organisation}: ${lossInWords(loss)}`,
  )
  return { code: 0, out: [...said, '', ...endInWords(restored, without, key.publicText)].join('\n') }
}

/** The end of a chain is missing and nothing stands in its place. */
function isRestore({ kind, hasOthers }: Finding): boolean {
  return kind === 'restored' && !hasOthers
}

function notARestore(others: readonly Finding[]): string {
  return [
    ...others.map(findingInWords),
    '',
    'This is no restore, or not a restore alone: it cannot be explained in this way. Nothing was moved and nothing written.',
    'Keep this, change nothing, and tell whoever answers for the records.',
  ].join('\n')
}

function otherKey({ folder, keys }: { folder: string; keys: string[] }, own: string): string {
  return `The anchors in ${folder} were signed with ${keys.join(' and ')}, and the key here is ${own}: whoever did not make them cannot speak for them.
Give DATA_DIR of the process that made them, or bring its anchor-key.pem back. Nothing was moved and nothing written.`
}

function endInWords(restored: readonly string[], without: readonly string[], key: string): string[] {
  return [
    `The anchors that saw them are in ${restored.join(' and ')}, each with a signed statement. Key ${key}`,
    ...without.map(
      line => `The database knows no hub of line ${line} any more: no privacy officer was told of it.`,
    ),
    'The privacy officers of each hub that lost links have a card in their queue.',
    'From now on `npm run audit -- verify` says it first. Run this for DATA_DIR of every other process; then open the house.',
  ]
}
