import { type CallSpec, call } from '../build/pastCall.ts'

export const marramCoast1: readonly CallSpec[] = [
  call(
    ['josie', 'arthur-cubitt', 'ishbel'],
    ['sat 1', '18:20', 6],
    ['fall', 'district_nurse', 'usual_home'],
    [
      'Sat down hard on the quay steps; walked home.',
      'Rest, cold pack, no boots till seen.',
      'District nurse tomorrow morning.',
    ],
  ),
  call(
    ['self', 'arthur-cubitt', 'tomasz'],
    ['sun 2', '07:40', 4],
    ['advice_or_information', 'advice_only', 'usual_home'],
    ['Asks who has taken his tide table.', 'Nobody: it is on the hook with the paper.', 'Nothing owed.'],
  ),
  call(
    ['emrys', 'dilys-prosser', 'comfort'],
    [4, '02:35', 13],
    ['breathlessness', 'district_nurse', 'usual_home'],
    [
      'Short of breath at rest, cannot sing.',
      'Fan, window, hum on the out-breath.',
      'Night nurse, forty minutes out.',
    ],
    { callBackAfter: 60 },
  ),
  call(
    ['emrys', 'dilys-prosser', 'ishbel'],
    ['sat 2', '21:15', 7],
    ['pain', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Shoulder pain, patch due tomorrow.',
      'Breakthrough as charted.',
      'Coast Urgent Doctors rang back within the half hour.',
    ],
  ),
  call(
    ['nia', 'dilys-prosser', 'hugh'],
    ['sun 1', '12:50', 5],
    ['advice_or_information', 'advice_only', 'usual_home'],
    ['Should she drive up now?', 'Your mother is weaker this week; come if you can.', 'Nothing owed.'],
  ),
  call(
    ['lynne', 'frank-gooding', 'tomasz'],
    ['sun 3', '22:25', 8],
    ['equipment_or_oxygen', 'advice_only', 'usual_home'],
    ['Hoist sling frayed.', 'Not to be used; bed tonight.', 'Equipment store delivers at nine.'],
  ),
  call(
    ['rob', 'gwen-lamming', 'comfort'],
    [6, '19:55', 9],
    ['breathlessness', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Puffed since Sunday, two kilos up.',
      'Legs up, weigh in the morning.',
      'Own surgery to change her water tablets.',
    ],
  ),
  call(
    ['self', 'gwen-lamming', 'ishbel'],
    ['sat 3', '08:55', 5],
    ['medicines_query', 'advice_only', 'usual_home'],
    [
      'Took two white ones by mistake.',
      'One extra of that sort does no harm; none till evening.',
      'Nothing owed.',
    ],
  ),
  call(
    ['shell', 'tom-skelton', 'tomasz'],
    [1, '04:05', 10],
    ['syringe_pump', 'district_nurse', 'usual_home'],
    [
      'Alarm; program nearly complete says the screen; comfortable.',
      'Leave it shut; it has an hour.',
      'District nurse to fill it at eight; night nurse if it stops.',
    ],
  ),
  call(
    ['shell', 'tom-skelton', 'hugh'],
    ['sat 1', '23:10', 11],
    ['bleeding', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Black stool twice.',
      'Sit, sip, keep warm; not the district hospital, he says.',
      'Coast Urgent Doctors at the house by one.',
    ],
  ),
  call(
    ['tunde', 'grace-oyelaran', 'comfort'],
    ['sun 0', '20:45', 9],
    ['pain', 'specialist_palliative_care', 'usual_home'],
    [
      'Pain in the right side, worse each day. She does not want her own ward to know.',
      'Nothing went to the hospital.',
      'Hospice doctor on call changed the plan by telephone.',
    ],
    { notes: 'Sharing limit read before I rang anyone.' },
  ),
  call(
    ['self', 'grace-oyelaran', 'ishbel'],
    [12, '15:10', 14],
    ['carer_distress', 'advice_only', 'usual_home'],
    [
      'How to talk to a four-year-old.',
      'Short true words, often. Hospice family worker offered.',
      'She will think about it.',
    ],
  ),
  call(
    ['pauline', 'raymond-kett', 'tomasz'],
    ['sat 0', '05:15', 12],
    ['breathlessness', 'district_nurse', 'usual_home'],
    [
      'Grey and working for it; no mask, he says again.',
      'Fan, hands on the table; chart in the cupboard has run out.',
      'Night nurse sits with them; doctor to renew the chart.',
    ],
    { callBackAfter: 45 },
  ),
  call(
    ['gary', 'raymond-kett', 'comfort'],
    ['sat 0', '06:30', 5],
    ['medicines_query', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Chart ran out two weeks ago.',
      'Nothing from the box until it is signed.',
      'Coast Urgent Doctors on the way.',
    ],
  ),
]
