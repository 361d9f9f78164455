/** SHA-256 as hex, and its making: a core has no `node:crypto`. */
export type Hash = string
export type Hashing = {
  ofText(text: string): Hash
  /** Over the bytes of hashes, and then a text. */
  ofHashes(hashes: readonly Hash[], text: string): Hash
}

/** What the first link of a chain stands on. */
export const NOTHING: Hash = '00'.repeat(32)

/** A row of the access log as texts, as PostgreSQL writes them; `seq` alone is counted with. */
export type LinkRow = {
  lineId: string
  organisation: string
  seq: number
  place: string
  /** Seconds since 1970 with six places. */
  at: string
  previousHash: Hash
  hash: Hash
  id: string
  actorId: string | null
  actorName: string
  actorRole: string
  sessionId: string | null
  requestId: string | null
  action: string
  patientId: string | null
  what: string
  why: string
  outcome: string
  /** Null in rows from before migration 0037. */
  software: string | null
  device: string | null
}

/** As migrations 0010 and 0037 do it in the database (`access_row_text`), whose word is not taken for it. */
export function rowText(row: LinkRow): string {
  return listText([
    row.id,
    row.place,
    row.actorId,
    row.actorName,
    row.actorRole,
    row.sessionId,
    row.requestId,
    row.action,
    row.patientId,
    row.what,
    row.why,
    row.outcome,
    // What came later: its name and its text, and only where there is one, so that older hashes stay right.
    ...(row.software === null ? [] : ['software', row.software]),
    ...(row.device === null ? [] : ['device', row.device]),
  ])
}

type Link = { previousHash: Hash; lineId: string; organisation: string; seq: number; at: string }

/** As `access_link_hash`: the rows of a link in the order of their places. */
export function linkHash(hashing: Hashing, link: Link, rows: readonly LinkRow[]): Hash {
  const header = listText([link.lineId, link.organisation, String(link.seq), link.at])
  return hashing.ofHashes([link.previousHash, hashing.ofText(rows.map(rowText).join('\n'))], header)
}

const QUOTED = /^$|^null$|[{}",\\ \t\n\r\v\f]/i

/** A list of texts as PostgreSQL writes it: quoted only where it must be, so that NULL and "NULL" are two things. */
export function listText(items: readonly (string | null)[]): string {
  const written = items.map(item => {
    if (item === null) return 'NULL'
    return QUOTED.test(item) ? `"${item.replaceAll(/["\\]/g, '\\$&')}"` : item
  })
  return `{${written.join(',')}}`
}
