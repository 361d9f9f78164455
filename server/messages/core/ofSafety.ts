import type { TemplateName } from './templates.ts'

/** Of somebody who may be in danger: what the rest of the house has sent on that day stops none of them. */
export const OF_SAFETY: readonly string[] = [
  'check_out_due',
  'ring_check_out',
  'safe_heard',
  'safe_longer',
  'out_text_read',
  'buddy_check',
  'ring_buddy_check',
  'lead_check',
  'ring_lead_check',
  'help_pressed',
  'ring_help_pressed',
  'notice_check_out',
  'notice_colleague',
  'notice_help',
] satisfies TemplateName[]
