import type { Fragment, Sql } from '#server/platform/database.ts'
import { allButOne, type SoughtName } from './core/likeWords.ts'
import { MOST_LISTED } from './patientStore.ts'

/** Fragments of the search: who has a name, or may have it. */

/**
 * How many are read, written into the statement and not given to it: of a limit that it does not know beforehand PostgreSQL thinks a
 * tenth of all rows, and reads a table as a whole.
 */
export const most = {
  /** Looked at by one key before they are ranked: a day on which very many were born, a block of flats. */
  byKey: (sql: Sql) => sql`limit 200`,
  /** By name alone nobody reads further than the list and one more; with another key, that key finds them. */
  listed: (sql: Sql) => sql`limit 21`,
  /** Of those who are not named exactly so, before the likest are known. */
  maybe: (sql: Sql) => sql`limit 42`,
}
const FULL = MOST_LISTED + 1

/** Whether a person `p` is on the line and may be shown. */
type OnLine = { isOnLine: Fragment; isNamedOnLine: Fragment }

/**
 * CTEs ending in `by_name (id)`: those who have exactly these words, then, while there is room, those who may be meant. `isNamedOnLine` is
 * `isOnLine` in a form that no index answers.
 */
export function byName(sql: Sql, line: OnLine, name: SoughtName): Fragment {
  const isOneWord = name.stages.exact.length === 1 && name.initials.length === 0
  return isOneWord ? byOneWord(sql, line, name) : bySeveralWords(sql, line.isNamedOnLine, name)
}

/** A place for which the line has no word is an empty list, and finds nobody. */
function bySeveralWords(sql: Sql, isOnLine: Fragment, name: SoughtName): Fragment {
  const { stages } = name
  const isAsked = stages.any.length > 0
  const named = (stage: readonly string[][], initials = name.initials) =>
    isAsked
      ? sql`select p.id from patients p where ${isOnLine} and ${nameIs(sql, stage, initials)}`
      : nobody(sql)
  const fewer = allButOne(name)
  return sql`
    all_exact as materialized (${named(stages.exact)}),
    exact as materialized (select id from all_exact ${most.listed(sql)}),
    all_close as materialized (${named(stages.close)}),
    close as materialized (
      select id from all_close where (select count(*) from exact) < ${FULL} ${most.maybe(sql)}
    ),
    all_like as materialized (${named(stages.any)}),
    alike as materialized (
      select id from all_like
      where (select count(*) from exact) < ${FULL} and (select count(*) from close) < ${FULL}
      ${most.maybe(sql)}
    ),
    ${joined(
      sql,
      fewer.map(
        ({ words, initials }, i) =>
          sql`${sql(`all_fewer_${i}`)} as materialized (${named(words, initials)}),`,
      ),
    )}
    by_name as materialized (
      select id from exact
      union
      select id from close
      union
      select id from alike
      ${joined(
        sql,
        fewer.map(
          (_, i) => sql`
            union
            (select id from ${sql(`all_fewer_${i}`)} where not exists (select from exact) ${most.listed(sql)})`,
        ),
      )}
    )`
}

/**
 * The same people as by the index of all words, which reads everybody of a word before it gives one: a first name alone may be that of
 * twenty thousand. Here they come by the place of the word in their name, in the order of the table, and no more are read than are listed.
 */
function byOneWord(sql: Sql, { isOnLine, isNamedOnLine }: OnLine, { stages }: SoughtName): Fragment {
  const [exact = [], close = [], any = []] = [stages.exact, stages.close, stages.any].map(([words]) => words)
  const first = (words: readonly string[], many: Fragment, onlyIf = sql`true`) => {
    const having = (where: Fragment) =>
      sql`(select p.id, p.ctid as at from patients p where ${isOnLine} and ${where} ${many})`
    return sql`
      select id
      from (
        select id, at
        from unnest(${words}::text[]) as w (word)
        cross join lateral (
          ${having(sql`cardinality(p.name_words) > 0 and p.name_words[1] = w.word`)}
          union all
          ${having(sql`cardinality(p.name_words) > 1 and p.name_words[2] = w.word`)}
          union all
          ${having(sql`cardinality(p.name_words) > 2 and p.name_words[3] = w.word`)}
        ) as one
        union
        select p.id, p.ctid
        from patients p
        where ${isNamedOnLine} and cardinality(p.name_words) > 3 and p.name_words[4:] && ${words}::text[]
      ) as found
      where ${onlyIf}
      order by at
      ${many}`
  }
  return sql`
    exact as materialized (${first(exact, most.listed(sql))}),
    close as materialized (
      ${first(close, most.maybe(sql), sql`(select count(*) from exact) < ${FULL}`)}
    ),
    alike as materialized (
      ${first(any, most.maybe(sql), sql`(select count(*) from exact) < ${FULL} and (select count(*) from close) < ${FULL}`)}
    ),
    by_name as materialized (
      select id from exact
      union
      select id from close
      union
      select id from alike
    )`
}

/** Of each place one of its words, and something that begins with each initial. */
function nameIs(
  sql: Sql,
  stage: readonly string[][],
  initials: SoughtName['initials'],
  p: Fragment = sql`p`,
): Fragment {
  return sql`true ${joined(sql, [
    ...stage.map(words => sql`and ${p}.name_words && ${words}::text[]`),
    ...initials.map(
      ({ letter }) =>
        sql`and exists (select from unnest(${p}.name_words) as w where starts_with(w, ${letter}))`,
    ),
  ])}`
}

function joined(sql: Sql, fragments: readonly Fragment[]): Fragment {
  return fragments.reduce((all, one) => sql`${all} ${one}`, sql``)
}

function nobody(sql: Sql): Fragment {
  return sql`select null::uuid as id where false`
}

/** Whether a person, in the row `p`, may have that name: what narrows a key that by itself means too many. */
export function mayBeNamed(
  sql: Sql,
  { stages: { any }, initials }: SoughtName,
  p: Fragment = sql`p`,
): Fragment {
  return any.length > 0 || initials.length > 0 ? nameIs(sql, any, initials, p) : sql`false`
}
