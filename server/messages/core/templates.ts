import { isOneText } from './gsm7.ts'
import { noticeTemplates } from './noticeTemplates.ts'

/**
 * Everything that may ever leave by text or be said by a machine on the telephone: fixed words, and in them a code, an urgency, a time or
 * an address of ours. There is no way to send other words, so that no name, place or illness can get into one: a text lies at the
 * carrier, at the network and on a locked screen. A changed text gets the next version. Source: telephony guide 5.
 */
export type Template = {
  version: number
  words: string
  /** Left off where it does not fit, or where there is no address to give. */
  tail?: string
  /** Rung and said instead of sent. */
  isSaid?: true
  /** Shown by the browser on a locked telephone, whoever looks at it; its maker's push service knows when, and not what. */
  isNotice?: true
}

const INSTEAD = 'Reply ACCEPT {code} or DECLINE {code}'

export const templates = {
  /** A task is offered to somebody. */
  task_offered: {
    version: 1,
    words: `Task {code}, {urgency}, by {by}. ${INSTEAD}. Texts only`,
    tail: ', or open {link}',
  },
  /** To a shift lead or the manager on call, who are not asked to go: nobody who was asked has answered. */
  task_escalated: {
    version: 2,
    words:
      'Nobody has taken task {code}, {urgency}, by {by}. Reply ACCEPT {code} to say that you see to it, and ring the care line',
    tail: ': {link}',
  },
  /** The same, where one goes, and nobody goes with them. */
  second_escalated: {
    version: 1,
    words:
      'Two are to go to task {code}, {urgency}, by {by}, and nobody goes second. Reply ACCEPT {code} to say that you see to it, and ring the care line',
    tail: ': {link}',
  },
  task_yours: { version: 1, words: 'Task {code} is yours. Open it before you go', tail: ': {link}' },
  /** Somebody else has accepted it, before them or instead of them. */
  task_taken: {
    version: 2,
    words: 'Task {code} was taken by a colleague. Please do not go. Nothing more is needed of you.',
  },
  task_changed: {
    version: 1,
    words: 'Task {code} has changed. Look at it before you go on',
    tail: ': {link}',
  },
  /** To whoever has said yes and is not there yet: it is more urgent than it was. */
  task_sooner: {
    version: 1,
    words:
      'Task {code} is now {urgency}, by {by}. Reply ACCEPT {code} if you can be there by then. If you cannot, ring the care line',
    tail: ': {link}',
  },
  /** To whoever has said yes and is not there yet: the record says since that nobody goes alone. */
  two_now: {
    version: 1,
    words:
      'Task {code} is now for two people. Do not go in alone: wait for the second. Reply ACCEPT {code} if you have read this, or ring the care line.',
  },
  task_withdrawn: { version: 1, words: 'Task {code} is withdrawn. Please do not go.' },
  /** The code is of no task that is open for them. */
  task_unknown: {
    version: 1,
    words: 'We have no open task {code} for you. Ring the care line if you are not sure.',
  },
  /** At the start of a duty: whether this telephone reaches them. */
  duty_test: {
    version: 1,
    words: 'This is the test at the start of your duty. Reply ACCEPT {code}. Texts only',
    tail: ', or open {link}',
  },
  /** To a manager, or whoever else is on duty: somebody of their team did not answer it. */
  duty_unanswered: {
    version: 1,
    words:
      'Somebody of your team did not answer the test at the start of their duty. Please look at the rota tonight, and ring them.',
  },
  /** To whoever leads shifts, where none of them sits at a console that answers: a nurse who has gone stands as responsible. */
  hand_over_waits: {
    version: 1,
    words:
      'Nobody has acknowledged a hand-over on the care line for half an hour. Please look at the shift there, or ring the line.',
  },
  /** To the same: somebody who is with a child on the telephone is not left alone with it. */
  child_rings: {
    version: 1,
    words: 'A child has rung the care line. Please look at the board there, or ring the line.',
  },
  /** To whoever is on a visit alone: the time that they chose is over. */
  check_out_due: {
    version: 2,
    words:
      'You were to say that you are safe by {by}. Still there: reply SAFE {code} for 30 minutes more. Once you are out: OUT {code}. If you are not safe, ring 999.',
  },
  /** To whoever texted that they are out: it is known, and they are not watched any more. */
  safe_heard: {
    version: 2,
    words: 'Thank you. You are safe and out, and we ask you no more about task {code}.',
  },
  /** To whoever texted that they are safe, and not that they are out. */
  safe_longer: {
    version: 1,
    words: 'Thank you. We ask you again about task {code} at {by}. Once you are out, reply OUT {code}.',
  },
  /** To the next on call: somebody did not say that they are safe. */
  buddy_check: {
    version: 3,
    words:
      'A colleague on task {code} has not said that they are safe. Sign in to read who, or ring the care line now. Reply ACCEPT {code} if you see to it.',
  },
  /** To those who lead: the same, after nobody before them could say. */
  lead_check: {
    version: 3,
    words:
      'A colleague on task {code} has not said that they are safe, nor been reached. Ring the care line first: it has where. Sign in to read who.',
  },
  /** Whoever is on a visit has pressed for help. */
  help_pressed: {
    version: 3,
    words:
      'A colleague on task {code} has pressed for help. Ring the care line first: it has where, and is asked to ring 999. Sign in to read who.',
  },
  /** To somebody who is out on a visit and texts what no rule can read. */
  out_text_read: {
    version: 1,
    words: 'The care line has your text about task {code}, and reads it now. If you are in danger, ring 999.',
  },
  not_understood: {
    version: 1,
    words:
      'We could not read that. Reply ACCEPT or DECLINE and the code of the task, such as ACCEPT 4F7. If it matters, ring the care line.',
  },
  /** To a carer who wanted it: where they can see who is coming. */
  visit_link: {
    version: 2,
    words: 'From the line you phoned: see who is coming, and when: {link}',
  },
  /** Changes, told before they are asked for, to a carer who wanted to be. */
  visit_accepted: {
    version: 1,
    words: 'From the line you phoned: somebody has said yes. The page we sent you shows when they leave.',
  },
  visit_on_the_way: {
    version: 1,
    words: 'From the line you phoned: they are on the way to you.',
    tail: ' They expect to be there at about {by}.',
  },
  visit_new_time: {
    version: 1,
    words: 'From the line you phoned: they now expect to be with you at about {by}.',
  },
  visit_asking_again: {
    version: 1,
    words:
      'From the line you phoned: who had said yes cannot come after all. We are asking again now. Phone us at any time.',
  },
  visit_not_coming: {
    version: 1,
    words:
      'From the line you phoned: nobody is coming for this now. If you did not know, phone us at any time.',
  },
  /** No time: it says when others are asked again, and not when somebody comes. */
  visit_held: {
    version: 1,
    words:
      'From the line you phoned: this is waiting for now, and will be later than we said. Phone us at any time, also to ask why.',
  },
  visit_at_door: {
    version: 1,
    words:
      'From the line you phoned: they are there and cannot get in. Please look at the door, or phone us.',
  },
  visit_still_asking: {
    version: 1,
    words:
      'From the line you phoned: nobody has said yes yet. We know, and go on asking. Phone us at any time.',
  },
  visit_late: {
    version: 1,
    words: 'From the line you phoned: it is later than we said. We are sorry. Phone us at any time.',
  },
  ring_task: {
    version: 1,
    isSaid: true,
    words:
      'This is the care line. There is a task for you, {urgency}, to be done by {by}. Press 1 to accept it. Press 2 if you cannot.',
  },
  ring_sooner: {
    version: 1,
    isSaid: true,
    words:
      'This is the care line. A task that you have accepted is now {urgency}, to be done by {by}. Press 1 if you can be there by then. Press 2 if you cannot, and ring the care line.',
  },
  ring_escalated: {
    version: 1,
    isSaid: true,
    words:
      'This is the care line. Nobody has taken a task of {urgency}, to be done by {by}. Press 1 to say that you see to it, and then ring the care line. Press 2 if you cannot.',
  },
  ring_second: {
    version: 1,
    isSaid: true,
    words:
      'This is the care line. Two are to go to a task of {urgency}, by {by}, and nobody goes second. Press 1 to say that you see to it, and then ring the care line. Press 2 if you cannot.',
  },
  ring_two_now: {
    version: 1,
    isSaid: true,
    words:
      'This is the care line. Your task is now for two people. Do not go in alone: wait for the second. Press 1 if you have heard this. If you cannot wait, ring the care line.',
  },
  ring_check_out: {
    version: 2,
    isSaid: true,
    words:
      'This is the care line. You were to say that you are safe by {by}. Press 1 if you are safe, and you are asked again in half an hour. If you are not safe, ring 9 9 9.',
  },
  ring_buddy_check: {
    version: 2,
    isSaid: true,
    words:
      'This is the care line. A colleague on a visit has not said that they are safe. Press 1 if you see to it, and ring the care line now: it has who and where. Press 2 if you cannot.',
  },
  ring_lead_check: {
    version: 2,
    isSaid: true,
    words:
      'This is the care line. A colleague on a visit has not said that they are safe, nor been reached. Press 1 if you see to it, and ring the care line first: it has who and where.',
  },
  ring_help_pressed: {
    version: 2,
    isSaid: true,
    words:
      'This is the care line. A colleague on a visit has pressed for help. Press 1 if you see to it, and ring the care line first: it has who and where.',
  },
  ring_duty_test: {
    version: 1,
    isSaid: true,
    words:
      'This is the care line, with the test at the start of your duty. Press 1 to say that you can be reached.',
  },
  ...noticeTemplates,
} as const satisfies Record<string, Template>
export type TemplateName = keyof typeof templates

/** What may stand in a template, each by what it looks like. */
const PARAMS = {
  code: /^[34679][ACEFHJKMNPRTWXY][34679][ACEFHJKMNPRTWXY]?$/,
  /** A clock time, with the day where it is another; in the hour that is told twice, with which it is. */
  by: /^((Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?([01]\d|2[0-3]):[0-5]\d( BST| GMT)?$/,
  urgency: /^urgency [0-6]$/,
  /** Of our own house: a machine's name, a short path, and what a browser sends to nobody. */
  link: /^(https?:\/\/)?[a-z0-9.-]+(:\d{1,5})?\/[A-Za-z0-9/_-]{1,60}(#[A-Za-z0-9]{1,40})?$/,
} as const satisfies Record<string, RegExp>
export type ParamName = keyof typeof PARAMS
export type Params = Readonly<Partial<Record<ParamName, string>>>

export type Worded = {
  template: TemplateName
  templateVersion: number
  params: Params
  words: string
}

/** What is sent or said. Throws where a template lacks something, or is given what may not stand in it: that is a fault of ours. */
export function wordedBy(name: TemplateName, params: Params): Worded {
  const { version, words, tail, isSaid }: Template = templates[name]
  for (const [param, value] of Object.entries(params))
    if (!Object.hasOwn(PARAMS, param) || !PARAMS[param as ParamName].test(value))
      throw new Error(`“${param}” is not as it may stand in a message`)
  const whole = filled(words, params)
  if (whole === undefined) throw new Error(`the message “${name}” lacks something`)
  const withTail = tail === undefined ? undefined : filled(words + tail, params)
  const sent = withTail !== undefined && isOneText(withTail) ? withTail : whole
  if (!isSaid && !isOneText(sent)) throw new Error(`the message “${name}” is no single text`)
  return { template: name, templateVersion: version, params, words: sent }
}

function filled(words: string, params: Params): string | undefined {
  let isWhole = true
  const text = words.replace(/\{(\w+)\}/g, (_, name: ParamName) => {
    const value = params[name]
    if (value === undefined) isWhole = false
    return value ?? ''
  })
  return isWhole ? text : undefined
}
