import { type FieldPlace, nameOf } from '#shared/record/fieldPlace.ts'
import { isSame } from '#shared/record/sayValue.ts'
import type { Three } from './merge.ts'

/**
 * A list that two people changed, with what each of them put in, took out or changed: theirs first, then what is new of mine.
 * Undefined when both touched the same thing, or when two things of one name cannot be told apart: then a nurse must choose.
 */
export function mergedList(place: FieldPlace, { was, theirs, mine }: Three<unknown>): unknown[] | undefined {
  const [before, other, own] = [was ?? [], theirs ?? [], mine ?? []].map(list => byName(place, list))
  if (!before || !other || !own) return undefined
  const merged: unknown[] = []
  for (const name of new Set([...other.keys(), ...own.keys(), ...before.keys()])) {
    const [b, o, m] = [before.get(name), other.get(name), own.get(name)]
    const isOtherChanged = !isSame(b, o)
    if (isOtherChanged && !isSame(b, m) && !isSame(o, m)) return undefined
    const kept = isOtherChanged ? o : m
    if (kept !== undefined) merged.push(kept)
  }
  return merged
}

/** Undefined when it is no list, or when two things in it are called the same. */
function byName(place: FieldPlace, list: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(list)) return undefined
  const named = new Map(list.map((value: unknown) => [nameOf(place, value), value]))
  return named.size === list.length ? named : undefined
}
