import { livePhones } from './handset.ts'
import type { LineView } from './line.ts'

/** What lies before the person at this page. Nothing of it is known to the line. */
export type Desk = {
  /** Handsets, in the order in which they came. */
  readonly phones: readonly string[]
  /** The one that keys act on, and the one that is read aloud. */
  readonly inHand: string | undefined
  /** On a narrow screen one thing is seen at a time: the handset in hand, or the choice of who phones. */
  readonly facing: 'choice' | 'handset'
  /** Who was chosen to hold a phone: several people may share its number. */
  readonly chosen: ReadonlyMap<string, string>
  /** How many texts of a phone have been looked at. */
  readonly textsSeen: ReadonlyMap<string, number>
  /** Calls that were ended or refused from this page, by their lasting names. */
  readonly endedHere: ReadonlySet<string>
}

export const EMPTY_DESK: Desk = {
  phones: [],
  inHand: undefined,
  facing: 'choice',
  chosen: new Map(),
  textsSeen: new Map(),
  endedHere: new Set(),
}

/** A handset is picked up by the person at the page. */
export function takeUp(desk: Desk, phone: string, name?: string): Desk {
  return {
    ...withPhone(desk, phone),
    inHand: phone,
    facing: 'handset',
    chosen: name === undefined ? desk.chosen : new Map(desk.chosen).set(phone, name),
  }
}

/** A handset is put away; its neighbour comes to hand. */
export function putAway(desk: Desk, phone: string): Desk {
  const phones = desk.phones.filter(each => each !== phone)
  const inHand = desk.inHand === phone ? phones.at(-1) : desk.inHand
  return { ...desk, phones, inHand, facing: inHand === undefined ? 'choice' : desk.facing }
}

/** The handset after the one in hand, round and round. */
export function nextInHand(desk: Desk): Desk {
  const at = desk.phones.indexOf(desk.inHand ?? '')
  const next = desk.phones[(at + 1) % desk.phones.length]
  return next === undefined ? desk : { ...desk, inHand: next, facing: 'handset' }
}

/**
 * Phones that live or have just had a text come to the desk by themselves, at its end.
 * What is in hand and in sight stays: nothing moves under the finger.
 */
export function withNews(desk: Desk, view: LineView, textedPhone?: string): Desk {
  const news = [...livePhones(view), ...(textedPhone === undefined ? [] : [textedPhone])]
  const next = news.reduce(withPhone, desk)
  return next.inHand === undefined && next.phones[0] !== undefined
    ? { ...next, inHand: next.phones[0] }
    : next
}

export function textsSeen(desk: Desk, phone: string, count: number): Desk {
  if ((desk.textsSeen.get(phone) ?? 0) === count) return desk
  return { ...desk, textsSeen: new Map(desk.textsSeen).set(phone, count) }
}

export function endedHere(desk: Desk, name: string): Desk {
  return { ...desk, endedHere: new Set(desk.endedHere).add(name) }
}

function withPhone(desk: Desk, phone: string): Desk {
  return desk.phones.includes(phone) ? desk : { ...desk, phones: [...desk.phones, phone] }
}
