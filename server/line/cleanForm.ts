import type { Form } from './signature.ts'

const LONGEST = 4_000
const LONGEST_NAME = 100

/**
 * A form as it can be stored: PostgreSQL refuses NUL and lone surrogates, and a caller's name or a message may hold both.
 * Done after the signature was checked, which covers every byte as it came.
 */
export function cleanForm(form: Form): Record<string, string | string[]> {
  const cleaned: [string, string | string[]][] = Object.entries(form).map(([name, value]) => [
    clean(name.slice(0, LONGEST_NAME)),
    Array.isArray(value) ? value.map(clean) : clean(value),
  ])
  return Object.fromEntries(cleaned.filter(([name]) => name !== '__proto__'))
}

function clean(text: string): string {
  return text.replaceAll('\u0000', '').slice(0, LONGEST).toWellFormed()
}
