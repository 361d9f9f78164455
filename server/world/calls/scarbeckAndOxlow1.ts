import { type CallSpec, call } from '../build/pastCall.ts'

export const scarbeckAndOxlow1: readonly CallSpec[] = [
  call(
    ['mo', 'helen-ibrahim', 'priya'],
    [2, '23:10', 16],
    ['secretions', 'district_nurse', 'usual_home'],
    [
      'Rattle since tea; Helen not rousable, face calm. Mo says he cannot bear it.',
      'Turned her together. Told him what the sound is and is not.',
      'District nurse put the pump up; night sitter asked for.',
    ],
    { notes: 'Mo has not slept. Asked about himself: no thoughts of harm tonight.', callBackAfter: 120 },
  ),
  call(
    ['mo', 'helen-ibrahim', 'joseph'],
    ['sat 1', '21:30', 8],
    ['pain', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Headache, six out of ten, breakthrough helped within the hour.',
      'Same again if needed, as charted; ring if it wakes her.',
      'Out-of-hours doctor rang to go through the doses.',
    ],
  ),
  call(
    ['khalid', 'helen-ibrahim', 'callum'],
    ['sun 2', '12:10', 5],
    ['carer_distress', 'hospice_at_home', 'usual_home'],
    [
      'Brother asks for help: Mo will not leave the room.',
      'A sitter might be let in if she is called a nurse.',
      'Hospice at home: two nights this week.',
    ],
  ),
  call(
    ['self', 'helen-ibrahim', 'maren'],
    [21, '10:55', 9],
    ['nausea_vomiting', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Sick with the headache every morning.',
      'Sit up before standing; dry toast.',
      'Own surgery: steroids looked at today.',
    ],
  ),
  call(
    ['amina', 'yusuf-malik', 'shabnam'],
    [8, '19:20', 12],
    ['agitation', 'district_nurse', 'usual_home'],
    [
      'Up and down, pulling at his collar. Bowels not open for four days.',
      'Lights low, Amina’s voice, no argument.',
      'District nurse: bowels and bladder, tonight.',
    ],
    { notes: 'Tariq in the background: hospital. Wrote both down.' },
  ),
  call(
    ['tariq', 'yusuf-malik', 'ruth'],
    [7, '08:10', 10],
    ['advice_or_information', 'advice_only', 'usual_home'],
    [
      'Son wants his father in hospital. May be told how he is: calmer since the nurse came.',
      'His father said home when he could say it. Offered a family talk with the specialist nurse.',
      'Specialist nurse to ring him.',
    ],
  ),
  call(
    ['amina', 'yusuf-malik', 'callum'],
    ['sat 2', '16:45', 7],
    ['pain', 'district_nurse', 'usual_home'],
    [
      'Back pain, known place; legs strong, bladder as usual.',
      'Breakthrough as charted; cushion; cord signs gone through.',
      'District nurse this evening.',
    ],
  ),
  call(
    ['bilal', 'anwar-shah', 'priya'],
    [4, '21:45', 9],
    ['breathlessness', 'district_nurse', 'usual_home'],
    [
      'Talking in half sentences since the weekend.',
      'Fan to the cheek, chair by the window, one-word tasks.',
      'Night nurse tonight; respiratory team in the morning.',
    ],
    { notes: 'Mother not to be told how long: spoke with Bilal alone.' },
  ),
  call(
    ['naseem', 'anwar-shah', 'shabnam'],
    ['sun 2', '17:35', 6],
    ['advice_or_information', 'advice_only', 'usual_home'],
    [
      'Wife asks what the new oxygen tube is for. In Urdu.',
      'So that he can walk to the garden. Nothing more was asked.',
      'Nothing owed.',
    ],
  ),
  call(
    ['craig', 'louise-naylor', 'maren'],
    [8, '23:55', 14],
    ['seizure', 'district_nurse', 'usual_home'],
    [
      'Fit for three minutes on the landing, over by itself; sleepy now. Children asleep.',
      'On her side, nothing in the mouth; rescue medicine if it comes again, as charted.',
      'Night nurse to sit with them an hour.',
    ],
    { callBackAfter: 30, notes: 'Craig timed it. Mother-in-law on her way.' },
  ),
  call(
    ['denise', 'louise-naylor', 'joseph'],
    ['sat 1', '11:15', 6],
    ['medicines_query', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Steroid tablets run out tomorrow.',
      'Not to be stopped suddenly.',
      'Out-of-hours doctor sent a prescription to the late pharmacy.',
    ],
  ),
  call(
    ['barbara', 'geoffrey-whiteley', 'ruth'],
    ['sun 1', '06:30', 8],
    ['catheter', 'district_nurse', 'usual_home'],
    [
      'No urine since midnight, belly sore, leaking round it.',
      'Check for a kink, bag below the bed, sips.',
      'District nurse, within two hours; spare pack in the porch.',
    ],
    { callBackAfter: 75 },
  ),
  call(
    ['ian', 'geoffrey-whiteley', 'callum'],
    ['sat 4', '21:05', 5],
    ['agitation', 'advice_only', 'usual_home'],
    [
      'Seeing men in the yard.',
      'Curtains, lamp on, do not argue about the men. Tablets on time.',
      'Neurology nurse on Monday.',
    ],
  ),
  call(
    ['femi', 'darren-illingworth', 'priya'],
    [7, '16:40', 11],
    ['pain', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Off his chips and holding his ear: his pain sign.',
      'Paracetamol as charted; bus song; look in the mouth.',
      'Own doctor before six: an ear infection.',
    ],
    { notes: 'Daz said hello. So did Bus Bear.' },
  ),
]
