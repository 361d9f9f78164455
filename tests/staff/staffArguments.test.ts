import { expect, test } from 'vitest'
import { readStaffArguments } from '#server/staff/staffArguments.ts'

const aNurse = (signIn: string, ...more: string[]) => [
  'add-nurse',
  ...['--line', '01632 960001', '--name', 'Jo Fenn', '--sign-in', signIn, '--organisation', 'Test Hospice'],
  ...more,
]

test('what has a usual value need not be said, and every spelling of a number is one number', () => {
  expect(readStaffArguments(aNurse(' Jo.Fenn ', '--line', '0044 (0)1632 960 001'))).toEqual({
    kind: 'command',
    command: {
      verb: 'add-nurse',
      line: '+441632960001',
      name: 'Jo Fenn',
      'sign-in': 'jo.fenn',
      organisation: 'Test Hospice',
      role: 'coordinator',
    },
  })
})

test.each(['01632 960001', '0113 496 0001', '020 7946 0001', '07700 900001', '+48 12 345 67 89'])(
  '%s can be a number of ours',
  number => {
    expect(readStaffArguments(['add-line', '--name', 'Wold', '--number', number]).kind).toBe('command')
  },
)

test.each([
  [
    [],
    'Say what to do, one of: add-line, add-nurse, add-organisation, add-colleague, change, likeness, service, new-password, disable, enable, list.',
  ],
  [['delete'], 'Say what to do'],
  [['add-line'], '--name: This is missing.\n--number: This is missing.'],
  [['add-line', '--name', 'Wold', '--number', '12'], "--number: '12' is not a whole telephone number."],
  [['add-line', '--name', 'Wold', '--number', '07700 90012'], 'is not a whole telephone number.'],
  [['add-line', '--name', 'Wold', '--number', '07700 9001234'], 'is not a whole telephone number.'],
  [['add-line', '--name', '  ', '--number', '01632 960080'], '--name: Write something here'],
  [
    ['add-line', '--name', 'Wold', '--number', '01632 960080', '--on-call', '+441632960080'],
    '--on-call: The line cannot be its own on-call phone',
  ],
  [
    ['add-line', '--name', 'Wold', '--number', '01632 960080', '--on-call', '07700 900001,nobody'],
    "--on-call: 'nobody' is not a whole telephone number.",
  ],
  [aNurse('x'), '--sign-in: Use 3 to 120 letters'],
  [aNurse('jo fenn'), '--sign-in: Use 3 to 120 letters'],
  [aNurse('new.nurse', '--role', 'admin'), '--role: This must be one of: coordinator, shift_lead.'],
  [aNurse('new.nurse', '--password', 'secret'), "Unknown option '--password'"],
  [
    ['service', '--line', '01632 960080', '--service', 'interpreter', '--name', 'Interpreters'],
    '--name: Give the name with its number, or neither',
  ],
  [
    ['service', '--line', '01632 960080', '--service', 'taxi'],
    '--service: This must be one of: interpreter, ambulance_control, doctor_on_call.',
  ],
  [
    [
      'service',
      '--line',
      '01632 960080',
      '--service',
      'interpreter',
      '--name',
      'A',
      '--number',
      '0909 8790000',
    ],
    '--number: A nurse may ring a British mobile, landline or freephone number from a call.',
  ],
  [['list', '--name', 'Wold'], '--name: There is no such field here: leave it out.'],
  [['disable', 'aroha1'], "'aroha1' belongs to nothing"],
])('%j is refused with a sentence for each thing that is not right', (args, because) => {
  expect(readStaffArguments(args)).toEqual({ kind: 'wrong', because: expect.stringContaining(because) })
})
