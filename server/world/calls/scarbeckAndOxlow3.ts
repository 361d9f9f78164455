import { type CallSpec, call } from '../build/pastCall.ts'

export const scarbeckAndOxlow3: readonly CallSpec[] = [
  call(
    ['hansa', 'kantaben-mistry', 'callum'],
    ['sat 2', '02:50', 7],
    ['carer_distress', 'advice_only', 'usual_home'],
    [
      'Awake four nights running; three small children.',
      'What can wait till morning. Dinesh to do tonight.',
      'Sitting service rung on Monday.',
    ],
  ),
]
