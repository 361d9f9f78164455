import { isFinal } from './core/callStatus.ts'
import type { World } from './world.ts'

/** What must always be true of a line, whatever is done to it. Answers a sentence for each rule that is broken. */
export function brokenInvariants(world: World): string[] {
  const broken = [...world.broken]
  const say = (isWrong: boolean, sentence: string) => {
    if (isWrong) broken.push(sentence)
  }
  for (const leg of world.legs.values()) {
    const finals = leg.life.filter(entry =>
      ['completed', 'busy', 'no-answer', 'failed', 'canceled'].includes(entry.what),
    )
    say(
      isFinal(leg.status) !== (leg.endedAt !== undefined),
      `${leg.sid} is over without an end, or the reverse`,
    )
    say(finals.length > 1, `${leg.sid} ended more than once`)
    say(
      isFinal(leg.status) && world.queueEntries.has(leg.sid),
      `${leg.sid} is over and still waits in a queue`,
    )
    const rooms = [...world.conferences.values()].filter(room => room.members.has(leg.sid))
    say(rooms.length > 1, `${leg.sid} is in more than one conference`)
    say(rooms.length > 0 && isFinal(leg.status), `${leg.sid} is over and still in a conference`)
    say(rooms.length > 0 && world.queueEntries.has(leg.sid), `${leg.sid} is in a queue and in a conference`)
    const parent = leg.parentSid === undefined ? undefined : world.legs.get(leg.parentSid)
    const isOrphan = parent !== undefined && isFinal(parent.status) && leg.status === 'ringing'
    say(isOrphan, `${leg.sid} still rings for a caller who has gone`)
  }
  for (const room of world.conferences.values()) {
    const labels = room.state.participants.flatMap(p => p.label ?? [])
    say(new Set(labels).size !== labels.length, `${room.state.sid} has a label twice`)
    say(
      room.state.participants.length !== room.members.size,
      `${room.state.sid} counts its participants wrongly`,
    )
    say(room.state.status === 'completed' && room.members.size > 0, `${room.state.sid} is over and not empty`)
  }
  for (const queue of world.queues.values())
    say(
      queue.waiting.some(waiting => !world.queueEntries.has(waiting.callSid)),
      `${queue.name} holds somebody who does not wait`,
    )
  return broken
}
