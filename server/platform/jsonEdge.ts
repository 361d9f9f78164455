/** Deeper than any route's body; deeper still is an attack on whoever walks it. */
const MAX_DEPTH = 32
const MAX_NODES = 20_000
/** Keys that reach an object's prototype when a careless line copies them. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

export const NUL_REFUSED =
  'This holds a character that cannot be kept (NUL). Type it again instead of pasting it.'

export type EdgeRefusal = { kind: 'refused'; because: string; fields?: Record<string, string> }
export type EdgeReading = { kind: 'read'; value: unknown } | EdgeRefusal

/**
 * The body of a request as a value that is safe to hand on: JSON in UTF-8, not too deep, no key that names a prototype, no
 * NUL (PostgreSQL cannot keep it), every text well-formed. An empty body is `undefined`.
 */
export function readJson(bytes: Uint8Array | undefined): EdgeReading {
  if (bytes === undefined || bytes.length === 0) return { kind: 'read', value: undefined }
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      return {
        kind: 'refused',
        because: 'The body is not JSON in UTF-8: send it again as the route describes.',
      }
    throw error
  }
  return cleaned(value)
}

type Step = { holder: Record<string, unknown> | unknown[]; key: string | number; path: string; depth: number }

/** Walks without recursion: the stack must not be the sender's to exhaust. */
function cleaned(value: unknown): EdgeReading {
  const root: { body: unknown } = { body: value }
  const steps: Step[] = [{ holder: root, key: 'body', path: '', depth: 0 }]
  for (let seen = 0; steps.length > 0; seen += 1) {
    const step = steps.pop()
    if (!step) break
    if (seen > MAX_NODES) return { kind: 'refused', because: 'The body has too many parts.' }
    const { holder, key, path, depth } = step
    const part: unknown = (holder as Record<string | number, unknown>)[key] // an own key of an object or array just listed
    if (typeof part === 'string') {
      if (part.includes('\u0000'))
        return { kind: 'refused', because: NUL_REFUSED, fields: { [path]: NUL_REFUSED } }
      if (!part.isWellFormed()) (holder as Record<string | number, unknown>)[key] = part.toWellFormed() // the same own key
      continue
    }
    if (typeof part !== 'object' || part === null) continue
    if (depth >= MAX_DEPTH) return { kind: 'refused', because: 'The body is nested too deeply.' }
    for (const name of Object.keys(part)) {
      const inside = path === '' ? name : `${path}.${name}`
      if (FORBIDDEN_KEYS.has(name) || name.includes('\u0000')) return forbidden(inside)
      steps.push({ holder: part as Record<string, unknown>, key: name, path: inside, depth: depth + 1 }) // an object, by the line above
    }
  }
  return { kind: 'read', value: root.body }
}

function forbidden(path: string): EdgeRefusal {
  const because = 'A field of this name is never taken.'
  return { kind: 'refused', because, fields: { [path]: because } }
}

/** The fields of an address (`?a=b`, `/:id`): one text each. The same field twice is refused, not guessed at. */
export function readFields(given: Readonly<Record<string, unknown>>): EdgeReading {
  const fields: Record<string, string> = {}
  for (const name of Object.keys(given)) {
    const value = given[name]
    if (FORBIDDEN_KEYS.has(name)) return forbidden(name)
    if (typeof value !== 'string') {
      const because = 'This was given more than once, or not as text.'
      return { kind: 'refused', because, fields: { [name]: because } }
    }
    if (value.includes('\u0000'))
      return { kind: 'refused', because: NUL_REFUSED, fields: { [name]: NUL_REFUSED } }
    fields[name] = value
  }
  return { kind: 'read', value: fields }
}
