import { type CallSpec, call } from '../build/pastCall.ts'

export const marramCoast3: readonly CallSpec[] = [
  call(
    ['donna', 'roy-tunnard', 'comfort'],
    [4, '17:05', 6],
    ['advice_or_information', 'advice_only', 'usual_home'],
    ['How long does it take?', 'Days to a week or so, mostly sleepy.', 'Nothing owed.'],
  ),
  call(
    ['cath', 'maud-tennant', 'tomasz'],
    ['sat 3', '15:35', 5],
    ['record_update', 'advice_only', 'usual_home'],
    ['New telephone for the daughter.', 'Written down and read back.', 'Nothing owed.'],
  ),
]
