import { type CallSpec, call } from '../build/pastCall.ts'

export const lowgate1: readonly CallSpec[] = [
  call(
    ['nasreen', 'zubaida-hussain', 'shabnam'],
    [3, '16:50', 13],
    ['secretions', 'district_nurse', 'usual_home'],
    [
      'Rattling since the afternoon prayer; not distressed. Sips only.',
      'Bed turned to face the window as the family wish; explained the sound.',
      'District nurse within two hours, medicine from the airing cupboard.',
    ],
    {
      notes:
        'Fourteen people in the house. Nasreen asked me to say it to her brother as well: I did, with Mrs Hussain’s leave on the record.',
    },
  ),
  call(
    ['imtiaz', 'zubaida-hussain', 'callum'],
    ['sun 1', '22:30', 6],
    ['advice_or_information', 'advice_only', 'usual_home'],
    [
      'Son asks whether to bring the brother home from Lahore now.',
      'She is weaker and it may be short. If he can come, come.',
      'Nasreen knows that we spoke.',
    ],
  ),
  call(
    ['nasreen', 'zubaida-hussain', 'priya'],
    ['sat 2', '13:15', 7],
    ['pain', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Belly pain returning before each dose is due.',
      'Give the next as charted, heat pad, write the times.',
      'Out-of-hours doctor rang back in twenty minutes and changed the chart.',
    ],
  ),
  call(
    ['nasreen', 'zubaida-hussain', 'maren'],
    [27, '01:30', 9],
    ['agitation', 'advice_only', 'usual_home'],
    [
      'Awake and plucking at the sheet; no pain that she shows, bladder fine.',
      'Lamp down, one voice, recitation on low. Slept while we talked.',
      'Will ring if it returns.',
    ],
    { notes: 'Recitation on the telephone speaker was all it took.' },
  ),
  call(
    ['self', 'elsie-marsh', 'priya'],
    [16, '15:55', 14],
    ['record_update', 'advice_only', 'usual_home'],
    [
      'Wants her notes off the system and her sister told nothing. Clear, unhurried.',
      'Explained what other services will and will not see, and that she may ring at any hour all the same.',
      'Sharing withdrawn at 16:05. Number stays active.',
    ],
    { notes: 'No persuasion. She thanked me.', checked: ['name', 'birth_date', 'phrase'] },
  ),
  call(
    ['maureen', 'elsie-marsh', 'joseph'],
    [5, '20:05', 3],
    ['advice_or_information', 'advice_only', 'not_known'],
    [
      'A woman asking after a sister. Nothing confirmed, nothing denied.',
      'Told that we cannot talk about anybody; offered the carers’ helpline for herself.',
      'Nothing owed.',
    ],
    { checked: ['name'], notes: 'Polite, upset. She said "I know she rings you".' },
  ),
  call(
    ['self', 'elsie-marsh', 'ruth'],
    ['sun 4', '09:40', 6],
    ['nausea_vomiting', 'advice_only', 'usual_home'],
    [
      'Sick after the new tablets, twice.',
      'With food, sitting up, half an hour apart.',
      'Her surgery tomorrow, by her own call.',
    ],
  ),
  call(
    ['ewa', 'halina-wojcik', 'joseph'],
    [13, '03:05', 22],
    ['bleeding', 'district_nurse', 'usual_home'],
    [
      'Oozing from the gums for an hour. "Angina" turned out, with the interpreter, to mean a sore throat.',
      'Dark towel, cold water to rinse, sit up. What to do if it pours was gone through again.',
      'District nurse at first light; haematology day unit told.',
    ],
    {
      notes: 'Interpreter on the line after two minutes. Language and allergy now on the record.',
      callBackAfter: 45,
    },
  ),
  call(
    ['ewa', 'halina-wojcik', 'callum'],
    ['sat 0', '08:25', 6],
    ['advice_or_information', 'advice_only', 'usual_home'],
    [
      'Asks if her mother may have soup with so sore a mouth.',
      'Lukewarm, strained, little and often.',
      'Nothing further.',
    ],
    { notes: 'Interpreter present from hello.' },
  ),
  call(
    ['ewa', 'halina-wojcik', 'maren'],
    [22, '21:10', 10],
    ['bleeding', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Nosebleed for twenty minutes, slowing.',
      'Lean forward, pinch, spit don’t swallow.',
      'Out-of-hours doctor rang the ward for advice; stays at home.',
    ],
  ),
  call(
    [
      { name: 'Jasmine', relationship: 'night senior, Beckside Grange', number: '+441134960210' },
      'constance-vickers',
      'ruth',
    ],
    ['sun 0', '04:50', 8],
    ['breathlessness', 'district_nurse', 'care_home'],
    [
      'Fast breathing, warm, chesty; not for drips, syrup refused.',
      'Sit her up, mouth care, fan. Daughter to be told now.',
      'District nurse at eight with the box; night nurse if worse.',
    ],
    { checked: ['name', 'birth_date'] },
  ),
  call(
    [
      { name: 'Sister Philippa Noone', relationship: 'home manager', number: '+441134960210' },
      'agnes-mulroy',
      'priya',
    ],
    [2, '13:40', 7],
    ['wants_visit', 'district_nurse', 'care_home'],
    [
      'Not eaten since Monday, peaceful, chart is ready but box unopened.',
      'Mouth care; priest has been.',
      'District nurse this afternoon to look at the box with staff.',
    ],
  ),
  call(
    [
      { name: 'Jasmine', relationship: 'night senior, Beckside Grange', number: '+441134960210' },
      'harjit-gill',
      'shabnam',
    ],
    ['sat 1', '22:50', 9],
    ['nausea_vomiting', 'gp_or_out_of_hours', 'care_home'],
    [
      'Vomiting; the home’s stock is metoclopramide, which she must never have.',
      'Do not give it. Her Parkinson’s tablets matter: patch asked about.',
      'Out-of-hours doctor to prescribe something safe with Parkinson’s.',
    ],
    { notes: 'Alert on the record stopped it.' },
  ),
  call(
    [
      { name: 'Mr Obuya', relationship: 'carer, Beckside Grange', number: '+441134960210' },
      'leonard-frost',
      'callum',
    ],
    ['sun 2', '18:15', 6],
    ['equipment_or_oxygen', 'hospital_admission', 'on_the_way_to_hospital'],
    [
      'Feeding tube has come right out; hole closing.',
      'Clean gauze over it; nothing by mouth. His plan says hospital for this.',
      'Surgical unit expects him; back tonight.',
    ],
  ),
]
