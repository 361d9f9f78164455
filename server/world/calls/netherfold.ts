import { type CallSpec, call } from '../build/pastCall.ts'

export const netherfold: readonly CallSpec[] = [
  call(
    ['angela', 'ron-ashby', 'maren'],
    [6, '02:40', 11],
    ['pain', 'district_nurse', 'usual_home'],
    [
      'Pain across the back of the chest, seven out of ten, worse lying flat. Liquid morphine twice since midnight with little ease.',
      'Prop him up with the blue wedge; write the doses down. Night nurse is coming.',
      'Night nursing accepted, with him in about fifty minutes.',
    ],
    {
      notes: 'Angela calm but very tired. Ron in the background: "tell them I’m not going in."',
      callBackAfter: 60,
    },
  ),
  call(
    ['angela', 'ron-ashby', 'priya'],
    ['sat 1', '19:05', 7],
    ['breathlessness', 'advice_only', 'usual_home'],
    [
      'Breathless after the stairs to the loft. Settled while we talked.',
      'Fan, window, lean on the table. No more stairs today.',
      'Angela will ring if it comes back.',
    ],
  ),
  call(
    ['claire', 'ron-ashby', 'joseph'],
    ['sun 2', '14:30', 5],
    ['advice_or_information', 'advice_only', 'usual_home'],
    [
      'Daughter asks how long. She may be told how he is: he is weaker this month, and her mother is tired.',
      'Suggested she take a Saturday night so Angela can sleep.',
      'Nothing further.',
    ],
  ),
  call(
    ['angela', 'ron-ashby', 'callum'],
    [20, '21:50', 9],
    ['medicines_query', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Red box came today; one label does not match the chart.',
      'Leave the box shut. Nothing is given from it until a prescriber has looked.',
      'Out-of-hours doctor to correct the chart tonight.',
    ],
    { notes: 'Read both labels to me twice. District nurses told too.' },
  ),
  call(
    ['judith', 'ron-pickersgill', 'callum'],
    [4, '18:35', 12],
    ['carer_distress', 'district_nurse', 'usual_home'],
    [
      'Mother in hospital since noon; father alone and muddled about the tablets.',
      'Sandra will take supper in. Someone will look at his tablets this evening.',
      'Twilight district nurse accepted: tablets, and a pendant if he will wear it.',
    ],
  ),
  call(
    ['self', 'ron-pickersgill', 'ruth'],
    ['sun 1', '05:45', 6],
    ['fall', 'district_nurse', 'usual_home'],
    [
      'Slid off the bed, on the rug, no pain, no knock to the head; takes an anticoagulant and was asked twice.',
      'Stay where he is, pillow under the head, blanket.',
      'Falls pick-up by the community team, within two hours.',
    ],
    { notes: 'Voice steady. Doreen sat with him.' },
  ),
  call(
    ['doreen', 'ron-pickersgill', 'shabnam'],
    ['sat 3', '10:20', 4],
    ['equipment_or_oxygen', 'other', 'usual_home'],
    [
      'Stairlift stops half-way.',
      'Do not let him climb off it. It can be wound down by hand, as the sticker shows.',
      'Equipment store’s Saturday engineer is on the way.',
    ],
  ),
  call(
    ['self', 'harold-sykes', 'joseph'],
    [30, '17:30', 6],
    ['breathlessness', 'advice_only', 'usual_home'],
    [
      'Breathless dressing; oxygen tube kinked under the chair leg.',
      'Straightened it while we spoke; colour better, his wife says.',
      'No visit wanted.',
    ],
  ),
  call(
    ['jean', 'harold-sykes', 'priya'],
    [14, '22:15', 10],
    ['secretions', 'district_nurse', 'usual_home'],
    [
      'Noisy breathing; Harold asleep, face smooth. Jean frightened by the sound.',
      'Turned on his side together over the telephone; explained that he is not choking.',
      'Night nurse to give from the box, within two hours.',
    ],
    { notes: 'Jean said "it’s like the sea".' },
  ),
  call(
    ['jean', 'harold-sykes', 'maren'],
    [12, '04:25', 24],
    ['death_reported', 'death_reported', 'died'],
    [
      'Stopped breathing at a quarter past four, Jean holding his hand. Expected; paper behind the clock.',
      'No hurry, nothing to do. She opened the curtains.',
      'Night nurse to verify; surgery told at eight. Nobody sends a letter or a text.',
    ],
    { notes: 'Stayed on until Lindsay came to the door. Sister rung by Jean while I waited.' },
  ),
  call(
    ['jean', 'harold-sykes', 'maren'],
    [10, '11:05', 15],
    ['bereavement', 'advice_only', 'died'],
    [
      'Eating a little, sister with her. Wants to know what happens to the oxygen.',
      'Supplier collects on Thursday; medicines were counted and taken by the nurse.',
      'A call in the third week, agreed.',
    ],
  ),
  call(
    ['eric', 'margaret-hargreaves', 'callum'],
    ['sat 0', '20:10', 9],
    ['nausea_vomiting', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Three times since dinner, no blood; has missed her evening tablets.',
      'Sips, mouth care, bowl and company. Bag on the stoma is working.',
      'Out-of-hours doctor to visit; box is in the house.',
    ],
    {
      notes: 'Checked the postcode: the other Margaret is WZ2. Eric needed everything twice.',
      checked: ['name', 'birth_date', 'address'],
    },
  ),
  call(
    ['eric', 'margaret-hargreaves', 'joseph'],
    ['sun 3', '11:40', 5],
    ['advice_or_information', 'advice_only', 'usual_home'],
    ['Wants to take her to chapel.', 'Yes, with the chair and the morning tablets first.', 'Nothing owed.'],
    { checked: ['name', 'birth_date', 'address'] },
  ),
  call(
    ['self', 'margaret-hargreave', 'ruth'],
    [9, '16:20', 8],
    ['other_symptom', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Another blackout, in the chair, seconds only. For CPR at present.',
      'Feet up; not to stand alone till seen.',
      'Own surgery to visit before six.',
    ],
    { checked: ['name', 'birth_date', 'address'], notes: 'Right Margaret: Calico Street, no s.' },
  ),
  call(
    ['wendy', 'trevor-gledhill', 'shabnam'],
    ['sat 2', '23:35', 6],
    ['other_symptom', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Itching so that he cannot sleep.',
      'Cool flannels, the cream from the renal nurse, loose cotton.',
      'Surgery to review the tablets on Monday.',
    ],
  ),
  call(
    ['wendy', 'trevor-gledhill', 'priya'],
    [26, '19:50', 8],
    ['medicines_query', 'pharmacy', 'usual_home'],
    [
      'The box in the cupboard is out of date; district nurse asked for another and none came.',
      'Nothing given from the old one.',
      'Netherfold Pharmacy has it made up; driver before ten.',
    ],
  ),
]
