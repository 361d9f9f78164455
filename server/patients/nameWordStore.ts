import type { Sql } from '#server/platform/database.ts'
import type { AskedWord } from './core/askedName.ts'
import type { LikeWord } from './core/likeWords.ts'

/** Owns patient_name_words: what a word that was asked for may be written as on this line. Words, of nobody in particular. */

/** By each way; the next person to be looked for is not one of the hundredth likeliest words. */
const MOST_WORDS = 24
/** Letters; how much is alike is set with the connection. A shorter word has few trigrams: with one letter wrong hardly one is left, and a slip finds it. */
const TRIGRAMS_FROM = 6

/**
 * The words of names on this line that are like the asked ones, each way by its own index: the word, its other forms, its sound,
 * what begins so, one slip away, two names written as one, or alike by trigrams. A word may come by several ways.
 */
export function wordsLike(sql: Sql, lineId: string, asked: readonly AskedWord[]) {
  const places = asked.flatMap(({ isInitial, ...word }, place) => (isInitial ? [] : [{ place, ...word }]))
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
      select w.word, 'spelling'
      from jsonb_to_recordset(asked.halves) as half (first text, second text)
      join patient_name_words w on w.line_id = ${lineId} and w.word = half.first
      join patient_name_words rest on rest.line_id = ${lineId} and rest.word = half.second
      union all
      (
        select w.word, 'sounds_like'
        from patient_name_words w
        where w.line_id = ${lineId} and w.sound = name_sound(asked.word)
        order by similarity(w.word, asked.word) desc, w.word
        limit ${MOST_WORDS}
      )
      union all
      (
        select w.word, 'beginning'
        from patient_name_words w
        where w.line_id = ${lineId} and w.word like asked.word || '%'
        order by length(w.word), w.word
        limit ${MOST_WORDS}
      )
      union all
      (
        select w.word, 'spelling'
        from patient_name_words w
        where w.line_id = ${lineId} and w.word % asked.word and length(asked.word) >= ${TRIGRAMS_FROM}
        order by similarity(w.word, asked.word) desc, w.word
        limit ${MOST_WORDS}
      )
    ) as found`
}
