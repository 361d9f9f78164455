import type { z } from 'zod'

const MAX_FIELDS = 20

/** What to mend, by path, in words for the person at the screen. A schema's own message wins over these. */
export function fieldSentences(error: z.ZodError, most = MAX_FIELDS): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    if (Object.keys(fields).length >= most) break
    const path = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys.slice(0, MAX_FIELDS))
        fields[[path, key.slice(0, 60)].filter(Boolean).join('.')] =
          'There is no such field here: leave it out.'
    else fields[path || 'body'] ??= issue.message
  }
  return fields
}

type RawIssue = Parameters<z.core.$ZodErrorMap>[0]

/** Plain sentences where a schema has none of its own. */
export function plainSentence(issue: RawIssue): string {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return 'This is missing.'
  if (issue.code === 'invalid_type') return `This must be ${TYPE_WORDS[issue.expected] ?? issue.expected}.`
  if (issue.code === 'invalid_value') return `This must be one of: ${issue.values.map(String).join(', ')}.`
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? `Use ${issue.maximum} characters or fewer.`
      : `This must be at most ${issue.maximum}.`
  if (issue.code === 'too_small')
    return issue.origin === 'string'
      ? `Use at least ${issue.minimum} characters.`
      : `This must be at least ${issue.minimum}.`
  if (issue.code === 'invalid_format')
    return FORMAT_WORDS[issue.format] ?? 'This is not written as it should be.'
  if (issue.code === 'invalid_union') return 'This is none of the forms that are taken here.'
  return 'This is not as it should be.'
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no (true or false)',
  array: 'a list',
  object: 'an object with fields',
  undefined: 'left out',
}

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  uuid: 'This is not an identifier of this house.',
  date: 'Give a day as year-month-day, such as 1940-03-31.',
  datetime: 'Give a moment in UTC, such as 2026-11-23T02:10:00Z.',
}
