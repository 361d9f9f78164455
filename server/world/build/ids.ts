import { createHash } from 'node:crypto'
import type { SectionName } from '#shared/record/sections.ts'
import { sectionOf } from '#shared/record/sections.ts'

const NAMESPACE = '6f1d2b7e-90c4-5d3a-8e57-1b7c3f0a6d21'

/** The same words give the same id for ever (UUID version 5, RFC 9562 §5.5), so that tests and pictures can name people. */
export function idOf(...words: string[]): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(words.join('/'))
    .digest()
    .subarray(0, 16)
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x50
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** 32 hex digits with the carrier's two letters before them: 'CA…' for a call, 'RE…' for a recording. */
export function sidOf(prefix: 'CA' | 'CF' | 'RE' | 'QU', ...words: string[]): string {
  return prefix + createHash('sha256').update(words.join('/')).digest('hex').slice(0, 32)
}

export function patientIdOf(person: string): string {
  return idOf('person', person)
}

/** The id of one item of somebody's record; a section with a single item uses the person's own id. */
export function itemIdOf(person: string, section: SectionName, item: string): string {
  return sectionOf(section).cardinality === 'one' ? patientIdOf(person) : idOf('item', person, section, item)
}

/** For bodies that point to a contact: an agreed phrase, carer strain, an attorney. */
export function contactIdOf(person: string, contact: string): string {
  return itemIdOf(person, 'personalContacts', contact)
}
