import { z } from 'zod'
import { BoardTask, TaskKind } from './dispatch.ts'
import { BoardSnapshot, FeedEntry, LiveMessage } from './live.ts'
import { routes } from './routes.ts'

/**
 * What the server tells, as a page of yesterday hears it. Kinds of messages and tasks are added without the protocol growing: one that is
 * not known here is read as null, and the page goes on and says that it is older than the server. What is of a known kind and cannot be
 * read is an error as before: nothing of it may be missing.
 */

const KINDS: ReadonlySet<string> = new Set(LiveMessage.options.map(({ shape }) => shape.kind.value))
const isNewer = (isKnown: (kind: string) => boolean) =>
  z
    .looseObject({ kind: z.string() })
    .refine(({ kind }) => !isKnown(kind))
    .transform(() => null)
const NewerMessage = isNewer(kind => KINDS.has(kind))
const NewerTask = isNewer(kind => TaskKind.safeParse(kind).success)

export const HeardEntry = FeedEntry.extend({
  message: z.union([
    LiveMessage,
    NewerMessage,
    z.object({ kind: z.literal('task'), task: NewerTask }).transform(() => null),
  ]),
})
export type HeardEntry = z.infer<typeof HeardEntry>

export const HeardSnapshot = BoardSnapshot.extend({ tasks: z.array(z.union([BoardTask, NewerTask])) })
export type HeardSnapshot = z.infer<typeof HeardSnapshot>

/** The routes of a board, their replies read so. */
export const heardRoutes = {
  board: { ...routes.board, reply: HeardSnapshot },
  feed: {
    ...routes.feed,
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('entries'), entries: z.array(HeardEntry), seq: z.int() }),
      z.object({ kind: z.literal('snapshot'), snapshot: HeardSnapshot }),
    ]),
  },
}
