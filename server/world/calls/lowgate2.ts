import { type CallSpec, call } from '../build/pastCall.ts'

export const lowgate2: readonly CallSpec[] = [
  call(
    ['neil', 'dot-ramsden', 'maren'],
    ['sun 3', '15:00', 5],
    ['advice_or_information', 'advice_only', 'care_home'],
    [
      'Son, number withheld as always, gave the phrase. Asks if she knew the songsters came.',
      'She did, and tapped her foot, staff say.',
      'Nothing owed.',
    ],
    { isWithheld: true, checked: ['name', 'phrase'] },
  ),
  call(
    ['jas', 'bhupinder-sandhu', 'shabnam'],
    ['sat 1', '20:40', 11],
    ['other_symptom', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Defibrillator shocked him once an hour ago. Feels well, frightened. For CPR at present.',
      'Rest, no lifting. Magnet is in the top drawer; what to do if it fires again was gone through.',
      'Out-of-hours doctor to speak to the heart team.',
    ],
    { notes: 'Jaswinder explained to her mother in Punjabi while I waited.' },
  ),
  call(
    ['gurpreet', 'bhupinder-sandhu', 'joseph'],
    [19, '07:50', 6],
    ['breathlessness', 'district_nurse', 'usual_home'],
    [
      'Legs leaking through the bandage, slept in the chair.',
      'Raise them on the stool; towels.',
      'District nurse this morning; heart failure nurse told.',
    ],
  ),
  call(
    ['rukhsana', 'zain-akhtar', 'maren'],
    ['sun 0', '02:15', 13],
    ['equipment_or_oxygen', 'advice_only', 'usual_home'],
    [
      'Ventilator alarm: mask leak after a new strap.',
      'Read the screen to me; strap two notches; alarm stopped.',
      'Ventilation nurse to look on Monday.',
    ],
    { notes: 'Zain on speaker: "tell her it’s fine". It was.' },
  ),
  call(
    ['self', 'zain-akhtar', 'joseph'],
    [9, '22:20', 17],
    ['carer_distress', 'advice_only', 'usual_home'],
    [
      'Wanted to talk. Mum does not sleep; he worries about his sisters seeing.',
      'Listened. He may say so in his plan, and would like to.',
      'Nurse specialist to bring it up on Thursday, with his leave.',
    ],
  ),
  call(
    ['vera', 'ladislav-horvath', 'callum'],
    [11, '19:25', 9],
    ['pain', 'district_nurse', 'usual_home'],
    [
      'Belly tight again before the drain is due.',
      'Sit half up; with the interpreter, what to look out for: fever, muddle.',
      'District nurse tomorrow first visit; day unit asked for an earlier drain.',
    ],
  ),
  call(
    ['shirin', 'rokeya-begum', 'priya'],
    ['sat 0', '03:40', 10],
    ['agitation', 'district_nurse', 'usual_home'],
    [
      'Legs jumping, cannot lie still, scratching.',
      'Cool cloths; no ordinary morphine in this house, said back to me.',
      'Night nurse with the renal box.',
    ],
    { callBackAfter: 90 },
  ),
  call(
    ['abdul', 'rokeya-begum', 'ruth'],
    ['sat 3', '06:10', 4],
    ['medicines_query', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Sugar of three this morning; insulin due.',
      'No insulin, a sweet drink, check in fifteen minutes: six now.',
      'Out-of-hours doctor to halve the plan.',
    ],
  ),
  call(
    [
      { name: 'Lorraine Pitt', relationship: 'hostel worker', number: '+441134960400' },
      'mick-doyle',
      'callum',
    ],
    ['sun 1', '00:35', 11],
    ['agitation', 'district_nurse', 'usual_home'],
    [
      'Muddled and shouting, no fall. Would not have the ambulance.',
      'One person, quiet voice; asked for Fran and she is on her way.',
      'Night nurses, two together.',
    ],
    { notes: 'Safety flag read out to them before they set off.' },
  ),
  call(
    ['self', 'mick-doyle', 'joseph'],
    ['sat 2', '17:00', 6],
    ['pain', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Pain under the ribs, eight out of ten, patch fell off.',
      'Not to stick the old one back.',
      'Out-of-hours doctor at the hostel before the match ends.',
    ],
  ),
]
