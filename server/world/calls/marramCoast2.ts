import { type CallSpec, call } from '../build/pastCall.ts'

export const marramCoast2: readonly CallSpec[] = [
  call(
    ['self', 'pauline-kett', 'hugh'],
    ['sun 2', '16:55', 8],
    ['bleeding', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Blood in her water, clots; Ray not to hear.',
      'Drink well; ring if none comes.',
      'Coast Urgent Doctors rang her mobile, not the house.',
    ],
  ),
  call(
    [
      { name: 'Colette Byrne', relationship: 'home manager', number: '+441632960570' },
      'cyril-manning',
      'ishbel',
    ],
    [8, '18:35', 7],
    ['breathlessness', 'district_nurse', 'care_home'],
    [
      'Chesty after supper; comfort only, his plan.',
      'Sit up, fan, no more food tonight. The whisky he may have on a sponge.',
      'District nurse with the box.',
    ],
  ),
  call(
    ['dee', 'cyril-manning', 'tomasz'],
    ['sun 1', '10:05', 5],
    ['advice_or_information', 'advice_only', 'care_home'],
    ['Was it her fault, the trifle?', 'No. He chose it, and chose it again.', 'Nothing owed.'],
  ),
  call(
    [
      { name: 'Sunil', relationship: 'senior carer, The Anchorage', number: '+441632960570' },
      'ethel-rudd',
      'comfort',
    ],
    ['sat 2', '13:30', 4],
    ['other_symptom', 'district_nurse', 'care_home'],
    ['Red heel.', 'Off the mattress, pillow under the calf.', 'District nurse on her round.'],
  ),
  call(
    ['ken', 'wai-lin-chen', 'ishbel'],
    ['sun 0', '23:45', 9],
    ['pain', 'district_nurse', 'usual_home'],
    [
      'Right-sided pain, moaning in sleep.',
      'Charted dose; warm rice bag, as she likes.',
      'Night nurse, and an interpreter for tomorrow.',
    ],
  ),
  call(
    ['jude', 'owen-bright', 'tomasz'],
    ['sat 0', '22:20', 10],
    ['bleeding', 'emergency_department', 'on_the_way_to_hospital'],
    [
      'Coughed up a cupful of blood, still going. For everything, by his plan.',
      'Bad side down; 999 from Jude’s telephone while I held on.',
      'Crew there in nine minutes; unit told.',
    ],
  ),
  call(
    ['self', 'owen-bright', 'hugh'],
    [16, '01:55', 12],
    ['carer_distress', 'advice_only', 'usual_home'],
    [
      'Could not sleep. Off the list, and now what.',
      'Talked about now what.',
      'Psychologist’s letter was in the drawer.',
    ],
  ),
  call(
    ['judy', 'marjorie-sallis', 'comfort'],
    ['sat 1', '03:25', 8],
    ['agitation', 'district_nurse', 'usual_home'],
    [
      'Shouting for her mother; bed wet; belly tight.',
      'Pad, lamp, sing.',
      'Night nurse to scan her bladder.',
    ],
  ),
  call(
    ['judy', 'marjorie-sallis', 'ishbel'],
    ['sun 3', '17:20', 7],
    ['carer_distress', 'advice_only', 'usual_home'],
    [
      'At the end of her tether, nothing new.',
      'Tea with the door shut for an hour; neighbour asked.',
      'Social worker chased on Monday.',
    ],
  ),
  call(
    ['bridie', 'patrick-devlin', 'hugh'],
    ['sat 2', '20:50', 6],
    ['pain', 'district_nurse', 'usual_home'],
    ['Pain when he coughs.', 'Pillow to the ribs; charted dose.', 'District nurse tomorrow.'],
  ),
  call(
    ['ian', 'lorna-haddow', 'tomasz'],
    [2, '19:00', 9],
    ['catheter', 'district_nurse', 'usual_home'],
    ['Not draining; change was due three days ago.', 'Kinks, bag low, sips.', 'District nurse, tonight.'],
    { callBackAfter: 90 },
  ),
  call(
    ['self', 'denzil-opie', 'comfort'],
    ['sun 2', '11:25', 5],
    ['catheter', 'district_nurse', 'usual_home'],
    ['Pink water, running. From the gate.', 'Drink; ring if it stops.', 'District nurse by the third gate.'],
  ),
  call(
    ['neville', 'sylvia-grice', 'hugh'],
    [18, '14:00', 21],
    ['bereavement', 'advice_only', 'died'],
    [
      'Angry that she died in a corridor.',
      'Heard him out. He is right that the line was not rung.',
      'Meeting with the shift lead offered; he will say.',
    ],
  ),
  call(
    ['donna', 'roy-tunnard', 'ishbel'],
    [1, '22:55', 9],
    ['agitation', 'district_nurse', 'usual_home'],
    [
      'Twitching, half asleep, not distressed.',
      'What she sees is the kidneys. Lamp, hand.',
      'Night nurse with the renal box.',
    ],
  ),
]
