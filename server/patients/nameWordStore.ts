import type { Sql } from '#server/platform/database.ts'
import type { AskedWord } from './core/askedName.ts'
import type { LikeWord } from './core/likeWords.ts'

/** Owns patient_name_words: what a word that was asked for may be written as on this line. Words, of nobody in particular. */

/** Letters; how much is alike is set with the connection. A shorter word has few trigrams: with one letter wrong hardly one is left, and a slip finds it. */
const TRIGRAMS_FROM = 6

/**
 * The words of names on this line that are like the asked ones, each way by its own index: the word, its other forms, its sound,
 * what begins so, one slip away, two names written as one, or alike by trigrams. A word may come by several ways. Of each way that may
 * bring very many there are 24: the next person to be looked for is not one of the hundredth likeliest words.
 */
export function wordsLike(sql: Sql, lineId: string, asked: readonly AskedWord[]) {
  const places = asked.flatMap(({ isInitial, ...word }, place) => (isInitial ? [] : [{ place, ...word }]))
  // Not by the line, of which one has a hundred thousand words: the statement is planned once for every line.
  const isOnLine = sql`(w.line_id = ${lineId}) is true`
  return sql<LikeWord[]>`
    with asked as materialized (
      select *
      from jsonb_to_recordset(${sql.json(places)}::jsonb)
        as a (place int, word text, same text[], forms text[], slips text[], halves jsonb)
    )
    select asked.place, found.word, found.how
    from asked
    cross join lateral (
      select w.word, 'match' as how
      from patient_name_words w
      where w.line_id = ${lineId} and w.word = any(asked.same)
      union all
      select w.word, 'nickname'
      from patient_name_words w
      where w.line_id = ${lineId} and w.word = any(asked.forms)
      union all
      select w.word, 'spelling'
      from patient_name_words w
      where w.line_id = ${lineId} and w.word = any(asked.slips)
      union all
      select half.first, 'spelling'
      from jsonb_to_recordset(asked.halves) as half (first text, second text)
      where (select true from patient_name_words w where w.line_id = ${lineId} and w.word = half.first)
        and (select true from patient_name_words w where w.line_id = ${lineId} and w.word = half.second)
      union all
      (
        select w.word, 'sounds_like'
        from patient_name_words w
        where w.line_id = ${lineId} and w.sound = coalesce(
          -- Worked out anew only for a word that is nobody's: some twenty replacements take longer than all else here.
          (select own.sound from patient_name_words own where own.line_id = ${lineId} and own.word = asked.word),
          name_sound(asked.word)
        )
        order by similarity(w.word, asked.word) desc, w.word
        limit 24
      )
      union all
      (
        select w.word, 'beginning'
        from patient_name_words w
        where ${isOnLine} and w.word like asked.word || '%'
        order by length(w.word), w.word
        limit 24
      )
      union all
      (
        select w.word, 'spelling'
        from patient_name_words w
        where ${isOnLine} and w.word % asked.word and length(asked.word) >= ${TRIGRAMS_FROM}
        order by similarity(w.word, asked.word) desc, w.word
        limit 24
      )
    ) as found`
}
