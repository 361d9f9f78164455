import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { ConsentGuide } from '#shared/consentGuide.ts'
import type { LineId } from '#shared/ids.ts'
import { LetterWords } from '#shared/letterWords.ts'

/** Owns consent_guides and letter_words; reads what a line is called. */

/** What was put in before a guide named its language is in English. */
function languageOf(sql: Sql): Fragment {
  return sql`coalesce(guide ->> 'language', 'en')`
}

/** One JSON value: the newest guide of each language of a line, none where nobody has written one. */
export function guidesOf(sql: Sql, lineId: LineId | Fragment): Fragment {
  return sql`(
    select coalesce(json_agg(newest.guide), '[]') from (
      select distinct on (${languageOf(sql)}) guide from consent_guides
      where line_id = ${lineId} order by ${languageOf(sql)}, version desc
    ) newest
  )`
}

/** One JSON value: the newest words of the letter of a line, or null. */
export function letterOfLine(sql: Sql, lineId: LineId | Fragment): Fragment {
  return sql`(select words from letter_words where line_id = ${lineId} order by version desc limit 1)`
}

/** One JSON value: the name of a line, as it is said in its guide. */
export function lineNameOf(sql: Sql, lineId: LineId): Fragment {
  return sql`(select name from lines where id = ${lineId})`
}

const SignedWords = z.object({ guides: z.array(ConsentGuide), letter: LetterWords.nullable() })

/** What one line has signed itself: the newest guide of each language, and the newest words of its letter. */
export async function readSignedWords(
  { run, sql }: Database,
  lineId: LineId,
): Promise<z.infer<typeof SignedWords>> {
  const [row] = await run(
    sql`select ${guidesOf(sql, lineId)} as guides, ${letterOfLine(sql, lineId)} as letter`,
  )
  return SignedWords.parse(row)
}

const GuidesInForce = z.array(
  z.object({
    name: z.string(),
    number: z.string(),
    guides: z.array(ConsentGuide),
    letter: LetterWords.nullable(),
  }),
)

/** Every line with its guides, the newest of each language, and the newest words of its letter. */
export async function guidesInForce({ run, sql }: Database): Promise<z.infer<typeof GuidesInForce>> {
  const rows = await run(sql`
    select lines.name, lines.phone_number as number, ${guidesOf(sql, sql`lines.id`)} as guides,
           ${letterOfLine(sql, sql`lines.id`)} as letter
    from lines order by lines.name`)
  return GuidesInForce.parse(rows)
}

/**
 * Puts a version in under the next number of the line, which is above that of the starter set: no agreement that names a version is
 * ever about two. False where another was put in at this very moment, or there is no such line.
 */
export async function addGuide(
  { run, sql }: Database,
  number: string,
  guide: ConsentGuide,
): Promise<boolean> {
  const added = await run(sql`
    insert into consent_guides (line_id, version, guide)
    select id, ${guide.version}, ${sql.json(guide)}::jsonb from lines where phone_number = ${number}
    on conflict (line_id, version) do nothing
    returning version`)
  return added.length > 0
}

/** As `addGuide`, of the words of the letter. */
export async function addLetter(
  { run, sql }: Database,
  number: string,
  words: LetterWords,
): Promise<boolean> {
  const added = await run(sql`
    insert into letter_words (line_id, version, words)
    select id, ${words.version}, ${sql.json(words)}::jsonb from lines where phone_number = ${number}
    on conflict (line_id, version) do nothing
    returning version`)
  return added.length > 0
}
