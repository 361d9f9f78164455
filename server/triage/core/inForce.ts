import type { ProtocolId } from '#shared/ids.ts'
import type { ProtocolVersion } from '#shared/protocols.ts'
import type { Instant } from '#shared/time.ts'
import type { ProtocolContent } from '#shared/triage.ts'

type Settled = { settledAt: Instant | null }

/**
 * What was last said of a protocol on a line: approved, or withdrawn. Undefined where nobody has said anything yet and the starter is
 * shown. A withdrawal is a word too: nothing older comes back by itself.
 */
export function lastSettled<Version extends Settled>(versions: readonly Version[]): Version | undefined {
  return versions
    .filter(({ settledAt }) => settledAt !== null)
    .toSorted((a, b) => ((a.settledAt ?? '') < (b.settledAt ?? '') ? 1 : -1))[0]
}

type Starter = { protocolId: ProtocolId; version: number; content: ProtocolContent }

/** The starter, as a version among the others. */
export function starterVersion(
  { protocolId, version, content }: Starter,
  isInForce: boolean,
): ProtocolVersion {
  return {
    protocolId,
    version,
    isStarter: true,
    revision: 1,
    state: 'starter',
    isInForce,
    content,
    basedOn: null,
    author: 'Goldthread, starter set',
    writers: [],
    writtenAt: null,
    sentAt: null,
    sentBackBecause: null,
    approvedBy: null,
    approvedAt: null,
    reviewOn: null,
    withdrawn: null,
  }
}
