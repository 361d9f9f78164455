import type { Sql } from '#server/platform/database.ts'
import type { AskedWord } from './core/askedName.ts'
import type { FoundWord } from './core/likeWords.ts'

/** Owns patient_name_words: what a word that was asked for may be written as on this line. Words, of nobody in particular. */

/** Letters; how much is alike is set with the connection. A shorter word has few trigrams: with one letter wrong hardly one is left, and a slip finds it. */
const TRIGRAMS_FROM = 6
/** Comes after every letter of every script, byte by byte, as the index of beginnings is. */
const LAST = '\u{10ffff}'

/**
 * The words of names on this line that are like the asked ones, each way by its own index: the word, its other forms, its sound,
 * what begins so, one slip away, two names written as one, or alike by trigrams. A word may come by several ways. Of each way that may
 * bring very many there are 24: the next person to be looked for is not one of the hundredth likeliest words.
 *
 * Trigrams take longer than all other ways together, and are asked for a word that is somebody's name here as well: Harrison may have
 * been written down as Harris, which is neither its sound nor a slip.
 */
export function wordsLike(sql: Sql, lineId: string, asked: readonly AskedWord[]) {
  const places = asked.flatMap(({ isInitial, ...word }, place) => (isInitial ? [] : [{ place, ...word }]))
  // Not by the line, of which one has a hundred thousand words: the statement is planned once for every line, and goes by the word.
  const isOnLine = sql`(w.line_id = ${lineId}) is true`
  return sql<FoundWord[]>`
    with asked as materialized (
      select a.*, own.word is not null as is_a_name, own.sound
      from jsonb_to_recordset(${sql.json(places)}::jsonb)
        as a (place int, word text, same text[], forms text[], traces text[], halves jsonb)
      left join patient_name_words own on own.line_id = ${lineId} and own.word = a.word
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
      select w.word, 'slip'
      from patient_name_words w
      where ${isOnLine} and name_traces(w.word) && asked.traces and length(w.word) > 1
      union all
      select half.first, 'spelling'
      from jsonb_to_recordset(asked.halves) as half (first text, second text)
      where (select true from patient_name_words w where w.line_id = ${lineId} and w.word = half.first)
        and (select true from patient_name_words w where w.line_id = ${lineId} and w.word = half.second)
      union all
      (
        select w.word, 'sounds_like'
        from patient_name_words w
        -- Worked out anew only for a word that is nobody's: some twenty replacements take longer than all else here.
        where w.line_id = ${lineId} and w.sound = case when asked.is_a_name then asked.sound else name_sound(asked.word) end
        order by similarity(w.word, asked.word) desc, w.word
        limit 24
      )
      union all
      (
        select w.word, 'beginning'
        from patient_name_words w
        where w.line_id = ${lineId} and w.word ~>=~ asked.word and w.word ~<~ (asked.word || ${LAST})
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
