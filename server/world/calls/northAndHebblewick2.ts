import { type CallSpec, call } from '../build/pastCall.ts'

export const northAndHebblewick2: readonly CallSpec[] = [
  call(
    ['self', 'david-earnshaw', 'maren'],
    [6, '00:40', 14],
    ['carer_distress', 'advice_only', 'usual_home'],
    [
      'Awake with how to tell his son on Saturday.',
      'Let him find his own words. He found them.',
      'Nothing owed. He said thank you for picking up.',
    ],
  ),
  call(
    ['self', 'olha-bilyk', 'shabnam'],
    [9, '21:35', 12],
    ['breathlessness', 'district_nurse', 'usual_home'],
    [
      'Cannot lie flat; ankles up. With interpreter.',
      'Three pillows, feet down, window.',
      'District nurse tonight; heart nurse tomorrow.',
    ],
  ),
  call(
    ['oksana', 'olha-bilyk', 'joseph'],
    [3, '18:55', 6],
    ['advice_or_information', 'advice_only', 'usual_home'],
    ['Daughter, a nurse, wants the weights: two kilos down.', 'Told, as her mother agreed.', 'Nothing owed.'],
  ),
  call(
    ['ruth', 'annie-waddington', 'maren'],
    ['sun 0', '16:10', 5],
    ['equipment_or_oxygen', 'district_nurse', 'usual_home'],
    [
      'Mattress hissing.',
      'Pull the plug, two pillows beneath the calves.',
      'District nurse brings another pump.',
    ],
  ),
  call(
    ['self', 'annie-waddington', 'callum'],
    ['sat 3', '09:30', 4],
    ['advice_or_information', 'advice_only', 'usual_home'],
    ['Wanted to try the number.', 'It works. So does she.', 'Nothing owed.'],
  ),
  call(
    ['albert', 'joyce-barraclough', 'shabnam'],
    ['sat 2', '06:55', 11],
    ['breathlessness', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Wheezing since four, ankles tight. Everything said twice.',
      'Sit up, legs down, inhaler.',
      'Out-of-hours doctor, within two hours.',
    ],
  ),
  call(
    ['tracy', 'joyce-barraclough', 'ruth'],
    ['sun 3', '14:05', 5],
    ['advice_or_information', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Cannot find the CPR paper.',
      'There is a copy at the surgery; a new one is asked for.',
      'Surgery to post it to the house.',
    ],
  ),
  call(
    ['alan', 'sheila-crabtree', 'priya'],
    ['sat 0', '04:10', 13],
    ['agitation', 'advice_only', 'usual_home'],
    [
      'Up and dressed for work since two.',
      'Tea, toast, the shift is over now: she took her coat off.',
      'Matron told; sitter from Thursday.',
    ],
  ),
  call(
    ['martin', 'sheila-crabtree', 'joseph'],
    ['sun 1', '19:10', 6],
    ['fall', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Down on the kitchen floor, up again, bruise on the wrist; moves it.',
      'Cold cloth; watch the night.',
      'Out-of-hours doctor to look.',
    ],
  ),
  call(
    ['gaynor', 'terence-boothroyd', 'ruth'],
    [6, '21:20', 15],
    ['bleeding', 'district_nurse', 'usual_home'],
    [
      'A spoonful of bright blood from the tube, stopped. Terry typing: OK.',
      'Dark towels out, plan read over together, stay in the room.',
      'Night nurse on standby and in the house by ten.',
    ],
    { callBackAfter: 25, notes: 'Terry texted a skull and a thumbs up.' },
  ),
  call(
    ['self', 'terence-boothroyd', 'callum'],
    ['sun 1', '15:25', 4],
    ['medicines_query', 'advice_only', 'usual_home'],
    ['Taps: once for yes. Tube medicine blocked; flushed.', 'Warm water, push-pull, wait.', 'Nothing owed.'],
    { checked: ['name', 'birth_date'] },
  ),
]
