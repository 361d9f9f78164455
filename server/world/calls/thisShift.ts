import { marramNumber, mobileNumber, wharnleyNumber } from '../build/numbers.ts'
import { type CallSpec, call } from '../build/pastCall.ts'

/** The last hours: what the board owes when somebody signs in for the first time. */
export const thisShift: readonly CallSpec[] = [
  {
    ...call(
      ['stephen', 'gordon-blackledge', 'priya'],
      [0, '', 9],
      ['breathlessness', 'advice_only', 'usual_home'],
      [
        'Wheezy after the yard; easing while we spoke.',
        'Sit forward, fan. No more yard today.',
        'I ring again to hear how he is.',
      ],
      { callBackAfter: 90 },
    ),
    when: { minutesAgo: 58 },
  },
  {
    kind: 'missed',
    line: 'wharnley',
    from: wharnleyNumber(330),
    about: 'winston-bartley',
    when: { minutesAgo: 21 },
    how: 'hung_up',
    seconds: 46,
  },
  {
    kind: 'missed',
    line: 'wharnley',
    from: mobileNumber(432),
    about: 'anwar-shah',
    when: { minutesAgo: 7 },
    how: 'asked_for_call_back',
    seconds: 71,
  },
  {
    kind: 'missed',
    line: 'marram',
    from: marramNumber(530),
    about: 'gwen-lamming',
    when: { minutesAgo: 16 },
    how: 'hung_up',
    seconds: 29,
  },
]
