import { below, type FieldPlace, topOf } from '#shared/record/fieldPlace.ts'
import { keysBelow } from '#shared/record/fields.ts'
import { type KnownState, notKnownChoices } from '#shared/record/knownState.ts'
import { isGroup, isSame, sayValue } from '#shared/record/sayValue.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { mergedList } from './mergeList.ts'

/** What one version of an item holds. */
export type Content = { knownState: KnownState; body?: unknown; isRetracted?: boolean }
/** What the nurse began with, what a colleague wrote meanwhile, and what she would write. */
export type Three<Value> = { was: Value; theirs: Value; mine: Value }

export type Side = 'theirs' | 'mine' | 'both'
/** Whose value is kept, by the path of the field. */
export type Chosen = ReadonlyMap<string, Side>

/** A field that is not the same in all three, each in words; undefined where nothing was written. */
export type Contested = Three<string | undefined> & {
  path: string
  words: string
  /** Who changed it. 'agreed': both, and to the same. */
  changedBy: 'theirs' | 'mine' | 'agreed' | 'both'
  /** Both changed a list, and what one put in or took out does not touch what the other did. */
  mayKeepBoth: boolean
}

/** Every field that differs between the three, in the order of the section's schema. */
export function contested(section: SectionName, three: Three<Content>): Contested[] {
  return areFields(three) ? fieldsBetween(topOf(section), bodiesOf(three)) : wholeOf(section, three)
}

/** Whose value stands where only one of the two changed something, or both to the same. The others are for the nurse to choose. */
export function unopposed(fields: readonly Contested[]): Map<string, Side> {
  return new Map(
    fields.flatMap(({ path, changedBy }): [string, Side][] =>
      changedBy === 'both' ? [] : [[path, changedBy === 'theirs' ? 'theirs' : 'mine']],
    ),
  )
}

/** What will be saved, when every contested field has its side. */
export function mergedContent(section: SectionName, three: Three<Content>, chosen: Chosen): Content {
  if (areFields(three))
    return { knownState: 'known', body: mergedValue(topOf(section), bodiesOf(three), chosen) }
  const { knownState, body } = chosen.get('') === 'theirs' ? three.theirs : three.mine
  return { knownState, ...(body === undefined ? {} : { body }) } // what is saved is no longer entered in error
}

/** Field by field makes sense only where both are written; else it is the whole of one or of the other. */
function areFields({ theirs, mine }: Three<Content>): boolean {
  return [theirs, mine].every(({ knownState, isRetracted }) => knownState === 'known' && !isRetracted)
}

function bodiesOf({ was, theirs, mine }: Three<Content>): Three<unknown> {
  return { was: was.body, theirs: theirs.body, mine: mine.body }
}

function wholeOf(section: SectionName, { was, theirs, mine }: Three<Content>): Contested[] {
  const changedBy = whoChanged({ was, theirs, mine })
  if (changedBy === null) return []
  const said = {
    was: sayContent(section, was),
    theirs: sayContent(section, theirs),
    mine: sayContent(section, mine),
  }
  return [{ path: '', words: 'All of it', ...said, changedBy, mayKeepBoth: false }]
}

function sayContent(section: SectionName, { knownState, body, isRetracted }: Content): string | undefined {
  if (isRetracted) return 'entered in error'
  if (knownState !== 'known') return notKnownChoices[knownState].text.toLowerCase()
  return body === undefined ? undefined : sayValue(section, '', body)
}

function fieldsBetween(place: FieldPlace, three: Three<unknown>): Contested[] {
  const changedBy = whoChanged(three)
  if (changedBy === null) return []
  if (isSplit(three))
    return keysBelow(place.section, place.path).flatMap(key =>
      fieldsBetween(below(place, key), at(three, key)),
    )
  const { section, path, words } = place
  const say = (value: unknown) => (value === undefined ? undefined : sayValue(section, path, value))
  const said = { was: say(three.was), theirs: say(three.theirs), mine: say(three.mine) }
  const mayKeepBoth = changedBy === 'both' && mergedList(place, three) !== undefined
  return [{ path, words: words || 'All of it', ...said, changedBy, mayKeepBoth }]
}

function mergedValue(place: FieldPlace, three: Three<unknown>, chosen: Chosen): unknown {
  if (whoChanged(three) === null) return three.mine
  if (!isSplit(three)) {
    const side = chosen.get(place.path) ?? 'mine'
    return side === 'both' ? mergedList(place, three) : three[side]
  }
  const values = keysBelow(place.section, place.path).map(key => [
    key,
    mergedValue(below(place, key), at(three, key), chosen),
  ])
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

function whoChanged({ was, theirs, mine }: Three<unknown>): Contested['changedBy'] | null {
  if (isSame(theirs, mine)) return isSame(was, mine) ? null : 'agreed'
  return isSame(was, mine) ? 'theirs' : isSame(was, theirs) ? 'mine' : 'both'
}

/** Groups are gone through field by field, unless they are of different kinds: half an allergy and half "none known" is neither. */
function isSplit({ theirs, mine }: Three<unknown>): boolean {
  return isGroup(theirs) && isGroup(mine) && theirs.kind === mine.kind
}

function at({ was, theirs, mine }: Three<unknown>, key: string): Three<unknown> {
  const of = (group: unknown) => (isGroup(group) ? group[key] : undefined)
  return { was: of(was), theirs: of(theirs), mine: of(mine) }
}
