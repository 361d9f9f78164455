import { type CallSpec, call } from '../build/pastCall.ts'

export const scarbeckAndOxlow2: readonly CallSpec[] = [
  call(
    ['joanne', 'darren-illingworth', 'maren'],
    ['sat 3', '13:50', 5],
    ['record_update', 'advice_only', 'usual_home'],
    [
      'Sister has a new number and wants to be woken at night.',
      'Written down and read back.',
      'Nothing owed.',
    ],
  ),
  call(
    [
      { name: 'Adaeze Nwosu', relationship: 'registered manager', number: '+441134960220' },
      'clifford-bastow',
      'joseph',
    ],
    [12, '14:30', 8],
    ['professional_query', 'gp_or_out_of_hours', 'care_home'],
    [
      'Foot cold and dusky; no decision made about CPR and nobody to speak for him.',
      'Keep warm, no pressure on it.',
      'Own doctor today; advocate’s office chased.',
    ],
  ),
  call(
    ['hugh', 'nora-eastwood', 'shabnam'],
    ['sun 3', '20:20', 7],
    ['catheter', 'district_nurse', 'care_home'],
    [
      'Bypassing, comfortable, sheet wet twice.',
      'Check for kinks; pad; warm drink.',
      'District nurse tonight.',
    ],
  ),
  call(
    ['self', 'nora-eastwood', 'priya'],
    [17, '09:20', 6],
    ['record_update', 'advice_only', 'care_home'],
    [
      'Wishes the record to say "ask, don’t tell". It does.',
      'Read her section to her and changed a word.',
      'Nothing owed.',
    ],
  ),
  call(
    ['jackie', 'carol-midgley', 'callum'],
    ['sat 0', '01:20', 15],
    ['breathlessness', 'advice_only', 'usual_home'],
    [
      'Panic after a bad dream; oxygen on, cigarette out, windows open.',
      'Out-breath like blowing soup, for nine minutes, together. Settled.',
      'No visit wanted.',
    ],
    { notes: 'Jackie held the telephone to her ear the whole time.' },
  ),
  call(
    ['self', 'carol-midgley', 'ruth'],
    ['sun 2', '22:40', 12],
    ['breathlessness', 'advice_only', 'usual_home'],
    [
      'As before: panic, then breath. No fever, no colour on what she coughs.',
      'Lean forward, fan, soup.',
      'Matron on Tuesday as planned.',
    ],
  ),
  call(
    ['self', 'carol-midgley', 'maren'],
    [24, '18:10', 9],
    ['medicines_query', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Rescue pack used up; cough now green.',
      'Finish what is in the packet, sit up, drink.',
      'Out-of-hours doctor: a new course tonight, at home.',
    ],
  ),
  call(
    ['self', 'claire-whitwell', 'ruth'],
    ['sat 2', '20:30', 13],
    ['carer_distress', 'advice_only', 'usual_home'],
    [
      'A man rang her mother’s house asking. She is safe, door locked.',
      'Police number gone through; she has it. Nothing of hers was told to anyone.',
      'Shift lead has it written; visit stays as planned, two together.',
    ],
    { checked: ['name', 'phrase'] },
  ),
  call(
    ['self', 'claire-whitwell', 'priya'],
    [10, '15:45', 5],
    ['pain', 'district_nurse', 'usual_home'],
    [
      'Hip pain on the stairs.',
      'Charted dose, stick, rest.',
      'District nurses, two together, ring from the street.',
    ],
    { checked: ['birth_date', 'phrase'] },
  ),
  call(
    ['sheila', 'kenneth-lumb', 'priya'],
    ['sat 1', '12:25', 9],
    ['equipment_or_oxygen', 'district_nurse', 'usual_home'],
    [
      'By text and relay: drain bottle full and none left.',
      'Clamp as shown; it can wait for the afternoon.',
      'District nurse brings two.',
    ],
    { notes: 'Texted first, then relay. Slow and fine.' },
  ),
  call(
    ['paul', 'kenneth-lumb', 'joseph'],
    [16, '20:55', 6],
    ['pain', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Side pain after emptying the drain, easing.',
      'Slower next time, as the chart says.',
      'Out-of-hours doctor rang back about the dose.',
    ],
  ),
  call(
    ['myrtle', 'winston-bartley', 'shabnam'],
    ['sun 1', '13:05', 10],
    ['pain', 'district_nurse', 'usual_home'],
    [
      'New pain in the ribs; legs strong, water as usual, no numbness.',
      'Charted dose; ring at once if the legs change.',
      'District nurse after church.',
    ],
    { notes: 'Cord questions all asked, all well.' },
  ),
  call(
    ['carlton', 'winston-bartley', 'ruth'],
    ['sat 4', '18:40', 6],
    ['bowels_or_bladder', 'district_nurse', 'usual_home'],
    ['Not been for five days.', 'Sachets as charted, warm drink.', 'District nurse tomorrow.'],
  ),
  call(
    ['hansa', 'kantaben-mistry', 'maren'],
    [10, '20:15', 9],
    ['other_symptom', 'district_nurse', 'usual_home'],
    [
      'Holding food in her cheeks; coughs on tea.',
      'Stop, upright, sweep nothing out with fingers; tastes only.',
      'District nurse to look at mouth and box.',
    ],
  ),
]
