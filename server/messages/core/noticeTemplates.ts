import type { Template, TemplateName } from './templates.ts'

/** What may stand on a locked telephone, whoever looks at it. */
export const noticeTemplates = {
  notice_asked: { version: 1, isNotice: true, words: 'Something is asked of you. Open to read.' },
  notice_unanswered: {
    version: 1,
    isNotice: true,
    words: 'Nobody has taken a task yet. Please ring the care line.',
  },
  notice_gone: {
    version: 1,
    isNotice: true,
    words: 'Something is not needed of you any more. Please do not go. Open to read.',
  },
  notice_changed: {
    version: 1,
    isNotice: true,
    words: 'Something of yours has changed. Open it before you go on.',
  },
  notice_check_out: {
    version: 1,
    isNotice: true,
    words: 'You were to say that you are safe. Open to say it. If you are not safe, ring 999.',
  },
  notice_colleague: {
    version: 1,
    isNotice: true,
    words: 'A colleague has not said that they are safe. Ring the care line now.',
  },
  notice_help: {
    version: 1,
    isNotice: true,
    words: 'A colleague has pressed for help. Ring the care line now.',
  },
} as const satisfies Record<string, Template>

/** Which notice goes beside a text or a ring, on the telephones of whoever wants it there. Of the others none does. */
export const NOTICE_BESIDE: Readonly<Partial<Record<TemplateName, TemplateName>>> = {
  task_offered: 'notice_asked',
  ring_task: 'notice_asked',
  task_escalated: 'notice_unanswered',
  ring_escalated: 'notice_unanswered',
  second_escalated: 'notice_unanswered',
  ring_second: 'notice_unanswered',
  task_taken: 'notice_gone',
  task_withdrawn: 'notice_gone',
  task_changed: 'notice_changed',
  task_sooner: 'notice_changed',
  ring_sooner: 'notice_changed',
  two_now: 'notice_changed',
  ring_two_now: 'notice_changed',
  check_out_due: 'notice_check_out',
  ring_check_out: 'notice_check_out',
  buddy_check: 'notice_colleague',
  ring_buddy_check: 'notice_colleague',
  lead_check: 'notice_colleague',
  ring_lead_check: 'notice_colleague',
  help_pressed: 'notice_help',
  ring_help_pressed: 'notice_help',
}
