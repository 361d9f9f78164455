import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepersOf } from '#server/keepers.ts'
import { type SmallHouse, smallHouse } from '#tests/support/smallHouse.ts'

// A death stops what would reach the person, by `aboutPatient` of the promise. Whatever the house comes to promise has to say here whom
// keeping it reaches: what reaches somebody about a person who is not on the telephone with us names that person, with a test beside it.
// Of a message: to a carer, by the person whose record the number is on (tests/messages/deaths.test.ts); a team is told of what is to be
// done after a death as well, and who asked for what is not withdraws it.
type Reached =
  | 'the house alone'
  | 'who is on the telephone with us'
  | 'a team, or a carer of the person who is named'
const REACHES: Readonly<Record<string, Reached>> = {
  'call.offer': 'the house alone',
  'call.ring_nurse': 'the house alone',
  'call.check_joined': 'the house alone',
  'call.bring_caller': 'who is on the telephone with us',
  'call.check_together': 'who is on the telephone with us',
  'call.check_rejoined': 'the house alone',
  'call.drop_nurse': 'the house alone',
  'call.look_back': 'the house alone',
  'call.hang_up': 'who is on the telephone with us',
  // Somebody the nurse rings while she talks: what she says to them is hers, as with the caller.
  'call.ring_party': 'who is on the telephone with us',
  'call.check_party': 'the house alone',
  'call.drop_party': 'who is on the telephone with us',
  'call.hold_caller': 'who is on the telephone with us',
  'call.child_rings': 'the house alone',
  'line.reconcile': 'the house alone',
  'death.task_shown': 'the house alone',
  'list.read': 'the house alone',
  'list.write': 'the house alone',
  // Of a task for somebody alive the person is named; one that is about their death goes on (tests/dispatch/afterADeath.test.ts).
  'team_task.next': 'a team, or a carer of the person who is named',
  'team_task.silent': 'a team, or a carer of the person who is named',
  'team_task.tell': 'a team, or a carer of the person who is named',
  'team_task.tell_gone': 'a team, or a carer of the person who is named',
  'team_task.tell_taken': 'a team, or a carer of the person who is named',
  'team_task.tell_changed': 'a team, or a carer of the person who is named',
  'team_task.tell_two': 'a team, or a carer of the person who is named',
  'record.safety_changed': 'the house alone',
  'record.sharing_changed': 'the house alone',
  'team_task.tell_urgency': 'a team, or a carer of the person who is named',
  'team_task.died': 'the house alone',
  'team_task.tell_lead': 'the house alone',
  'team_task.tell_manager': 'the house alone',
  // Whoever went is to be safe, whatever became of the person (tests/dispatch/loneWorker.test.ts).
  'team_task.out_missed': 'the house alone',
  'team_task.out_step': 'the house alone',
  'team_task.out_help': 'the house alone',
  'team_task.tell_worker': 'the house alone',
  'team_task.tell_buddy': 'the house alone',
  'team_task.tell_leads': 'the house alone',
  'team_task.tell_help': 'the house alone',
  'team_task.message_lost': 'a team, or a carer of the person who is named',
  'duty.test': 'the house alone',
  'hand_over.waits': 'the house alone',
  'hand_over.pass_on': 'the house alone',
  'pause.over': 'the house alone',
  'team_task.answered': 'the house alone',
  'team_task.alert_lead': 'the house alone',
  'team_task.alert_manager': 'the house alone',
  'team_task.late': 'the house alone',
  'team_task.resume': 'the house alone',
  // The person is named: nothing goes out about somebody who has died (tests/carers/visitTexts.test.ts).
  'visit.tell': 'a team, or a carer of the person who is named',
  'visit.tell_held': 'a team, or a carer of the person who is named',
  'visit.still': 'a team, or a carer of the person who is named',
  'message.send': 'a team, or a carer of the person who is named',
  'message.notice': 'a team, or a carer of the person who is named',
  'message.ring': 'a team, or a carer of the person who is named',
  'message.look': 'the house alone',
}

let small: SmallHouse
beforeAll(async () => {
  small = await smallHouse()
})
afterAll(() => small.close())

test('every kind of promise says whom it reaches, so that none goes on about somebody who has died', () => {
  const kinds = Object.keys(keepersOf(small.house.deps, small.house.line))

  expect(kinds.toSorted()).toEqual(Object.keys(REACHES).toSorted())
})
