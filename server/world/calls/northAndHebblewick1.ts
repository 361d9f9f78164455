import { type CallSpec, call } from '../build/pastCall.ts'

export const northAndHebblewick1: readonly CallSpec[] = [
  call(
    ['stephen', 'gordon-blackledge', 'maren'],
    ['sat 0', '03:15', 12],
    ['breathlessness', 'district_nurse', 'usual_home'],
    [
      'Gasping, frightened, feet on the floor. Stephen had 999 half dialled.',
      'Told him he is doing right. Fan, sit forward. Paper is in the purple folder.',
      'Night nurse with the renal box, within the hour.',
    ],
    { callBackAfter: 40, notes: 'Rang back at ten to five: asleep.' },
  ),
  call(
    ['stephen', 'gordon-blackledge', 'priya'],
    [15, '22:05', 8],
    ['carer_distress', 'advice_only', 'usual_home'],
    [
      'Cannot stop listening at the door.',
      'Baby monitor idea; a night off on Saturday with Paula there.',
      'Carers’ support to ring him.',
    ],
  ),
  call(
    ['self', 'gordon-blackledge', 'joseph'],
    ['sun 3', '10:15', 5],
    ['advice_or_information', 'advice_only', 'usual_home'],
    [
      'Wants to know who feeds the hens if he goes.',
      'Not our department, but Paula says she will. He laughed.',
      'Nothing owed.',
    ],
  ),
  call(
    ['kate', 'simon-thackray', 'callum'],
    ['sun 0', '23:20', 9],
    ['equipment_or_oxygen', 'advice_only', 'usual_home'],
    [
      'Mask alarm like a kettle; battery showing half.',
      'Power has flickered; plug reset; alarm stopped.',
      'Ventilation team told for the morning.',
    ],
  ),
  call(
    ['kate', 'simon-thackray', 'shabnam'],
    [14, '17:15', 10],
    ['secretions', 'district_nurse', 'usual_home'],
    [
      'Thick spit he cannot shift.',
      'Suction as taught, saline; read his typing to me word for word.',
      'District nurse tonight; specialist nurse on patches tomorrow.',
    ],
  ),
  call(
    ['basia', 'jan-maslowski', 'ruth'],
    [2, '11:50', 9],
    ['wants_visit', 'district_nurse', 'usual_home'],
    [
      'Not swallowing, cool hands. Leo is at school.',
      'Someone comes before he is home. Words for an eight-year-old talked over.',
      'District nurse, before one.',
    ],
  ),
  call(
    ['irena', 'jan-maslowski', 'joseph'],
    ['sat 1', '04:30', 8],
    ['secretions', 'district_nurse', 'usual_home'],
    ['Gurgling, half awake.', 'Side, towel, no drink. Mrs Peel has come in.', 'Night nurse.'],
  ),
  call(
    ['basia', 'jan-maslowski', 'maren'],
    ['sun 4', '19:40', 7],
    ['advice_or_information', 'advice_only', 'usual_home'],
    [
      'How to tell Leo.',
      'Plain words: dying, not sleeping. He may ring us too.',
      'Child bereavement worker’s number given.',
    ],
  ),
  call(
    ['gail', 'edna-throup', 'callum'],
    ['sat 0', '17:40', 6],
    ['bowels_or_bladder', 'advice_only', 'usual_home'],
    [
      'Sickness bug in the house; Edna drinking.',
      'Small sips; hands; water tablet held as her plan says.',
      'Ring if not drinking by morning.',
    ],
    { notes: 'Which of the three: Edna. Said name and birth date.' },
  ),
  call(
    ['gail', 'walter-throup', 'callum'],
    ['sat 0', '18:05', 7],
    ['bowels_or_bladder', 'district_nurse', 'usual_home'],
    [
      'Walter has it worse; catheter bag nearly empty since noon.',
      'Sips by the clock.',
      'District nurse in the morning.',
    ],
    { notes: 'Second call from the same telephone: this one is about Walter.' },
  ),
  call(
    ['self', 'bessie-ackroyd', 'ruth'],
    ['sun 2', '03:50', 10],
    ['nausea_vomiting', 'district_nurse', 'usual_home'],
    [
      'Vomiting green, belly tight; will not have the infirmary and has it in writing.',
      'Nothing by mouth.',
      'Night nurse with the box.',
    ],
    { notes: 'Same telephone as the Throups.' },
  ),
  call(
    ['edna', 'walter-throup', 'joseph'],
    [18, '20:00', 4],
    ['advice_or_information', 'advice_only', 'usual_home'],
    ['When is the nurse coming?', 'Tomorrow, after ten, Bev.', 'Nothing owed.'],
  ),
  call(
    ['beth', 'david-earnshaw', 'callum'],
    [12, '05:20', 11],
    ['nausea_vomiting', 'gp_or_out_of_hours', 'usual_home'],
    [
      'Nothing has stayed down since noon yesterday.',
      'Mouth care, ice; keep the bowl for the nurse to see.',
      'Out-of-hours doctor; hospice told at eight.',
    ],
    { callBackAfter: 50 },
  ),
  call(
    ['beth', 'david-earnshaw', 'priya'],
    [3, '20:30', 8],
    ['syringe_pump', 'district_nurse', 'usual_home'],
    [
      'Pump says line blocked; David comfortable.',
      'Read the screen; a kink under the pillow; light green again.',
      'District nurse to look at the site tonight.',
    ],
  ),
]
