import { type Dice, ranked } from './dice.ts'

/** First names as they were given in Britain, the commonest first, by the years of birth; and where a family keeps its own. */
type Names = { female: string; male: string }
type Cohort = Names & { from: number }

const COHORTS: readonly Cohort[] = [
  {
    from: 1900,
    female:
      'Mary Margaret Joan Joyce Doris Kathleen Irene Betty Eileen Dorothy Edna Elizabeth Phyllis Marjorie Vera Hilda Florence Gladys Elsie Annie Jean Winifred Ivy Ethel Nellie Edith Lilian Barbara Audrey Sheila Olive Alice Gwendoline Muriel Nora Rose Ruby Violet Ada Mabel Agnes Ellen Constance Freda Beryl Evelyn Ruth Sylvia Catherine Helen Eleanor Bessie Minnie Queenie Peggy Elsa Sarah Frances Jessie Enid Norah Daisy Maud Beatrice Marion Nancy Kate Isabella Lucy Esther Martha Hannah Dora Amy Grace Eva Stella Lilly Thelma Mavis Monica Jane Rita Pauline Brenda Josephine Veronica Bertha Millicent Cissie Iris Avis Ena',
    male: 'John William George James Ronald Robert Kenneth Frederick Thomas Albert Eric Edward Arthur Charles Leslie Sidney Frank Peter Dennis Joseph Alan Stanley Ernest Harold Norman Raymond Leonard Alfred Harry Donald Reginald Roy Derek Henry Geoffrey David Gordon Jack Herbert Walter Douglas Bernard Philip Cyril Clifford Richard Victor Stephen Maurice Wilfred Percy Edwin Francis Michael Hugh Horace Samuel Daniel Patrick Edgar Cecil Lawrence Gerald Ralph Sydney Anthony Hubert Laurence Archibald Alexander Malcolm Lewis Clarence Basil Trevor Martin Christopher Jim Andrew Lionel Clive Ivor Terence Leo Oswald Bertram Vernon Desmond Roland',
  },
  {
    from: 1935,
    female:
      'Margaret Patricia Jean Maureen Sheila Barbara Mary Doreen June Shirley Dorothy Joan Brenda Sylvia Ann Beryl Pamela Audrey Joyce Eileen Kathleen Rita Janet Christine Marion Jacqueline Valerie Carol Pauline Judith Susan Elizabeth Linda Sandra Josephine Irene Betty Marjorie Ruth Anne Norma Hazel Gillian Rosemary Gwendoline Iris Helen Wendy Frances Marlene Veronica Yvonne Thelma Diana Catherine Elaine Vera Edith Monica Daphne Cynthia Ruby Lilian Hilda Edna Rose Geraldine Dawn Jennifer Glenys Sally Heather Evelyn Stella Phyllis Eleanor Jill Mavis Constance Bridget Peggy Eunice Ivy Muriel Carole Sonia Teresa Angela Marian Hilary Jeanette',
    male: 'John Peter David Brian Michael Ronald Kenneth Alan Derek Raymond William James Robert Roy Anthony George Thomas Dennis Donald Terence Geoffrey Gordon Keith Barry Colin Roger Edward Norman Malcolm Eric Frederick Trevor Richard Leslie Arthur Charles Bernard Graham Patrick Douglas Maurice Gerald Stanley Joseph Albert Frank Christopher Stuart Harry Philip Clive Reginald Leonard Alfred Ernest Stephen Victor Harold Neville Francis Denis Daniel Alexander Ralph Roland Hugh Ian Desmond Clifford Henry Ivan Rodney Jeffrey Ivor Martin Lawrence Andrew Bryan Edwin Cyril Wilfred Percy Jack Howard Sidney Duncan Walter Samuel Laurence Dudley Nigel Lewis',
  },
  {
    from: 1950,
    female:
      'Susan Linda Christine Margaret Carol Jacqueline Janet Patricia Barbara Ann Sandra Pamela Pauline Jean Jennifer Kathleen Elizabeth Gillian Valerie Sheila Maureen Mary Lesley Marilyn Anne Julie Karen Deborah Denise Lynn Angela Jane Helen Diane Alison Sharon Tracey Beverley Judith Elaine Wendy Lynne Yvonne Catherine Hilary Sally Gail Heather Debra Carole Rosemary Hazel Brenda Jill Marion Shirley Josephine Teresa Eileen Frances Dawn Lorraine Joan Caroline Gwyneth Irene Stephanie Ruth Rita Glynis Anita Vivien Annette Theresa Sarah Marie Dorothy Geraldine Cheryl Norma Lynda Sylvia Claire Michele Joyce June Veronica Vivienne Kim',
    male: 'David John Peter Michael Alan Robert Stephen Paul Brian Graham Philip Anthony Colin Christopher Geoffrey William James Keith Terence Barry Malcolm Richard Ian Derek Roger Raymond Kenneth Andrew Trevor Martin Kevin Ronald Leslie Charles George Thomas Nigel Stuart Edward Gordon Roy Dennis Neil Steven Clive Eric Patrick Robin Donald Joseph Douglas Mark Simon Jeffrey Rodney Gary Antony Francis Howard Glyn Norman Gerald Adrian Timothy Victor Frank Jonathan Bernard Frederick Maurice Laurence Daniel Russell Vincent Arthur Duncan Hugh Alexander Bruce Lawrence Garry Allan Matthew Shaun Dean Glenn Phillip Gareth Nicholas',
  },
  {
    from: 1970,
    female:
      'Sarah Claire Nicola Emma Lisa Joanne Michelle Helen Samantha Karen Victoria Rachel Louise Julie Clare Rebecca Sharon Laura Amanda Caroline Catherine Angela Jennifer Kelly Gemma Amy Charlotte Hannah Jessica Lauren Stephanie Katie Danielle Natalie Sophie Kirsty Kerry Lucy Zoe Donna Tracy Alison Jane Elizabeth Natasha Kate Anna Katherine Lindsey Maria Melanie Tina Heather Cheryl Kathryn Lesley Leanne Stacey Hayley Melissa Olivia Chloe Megan Emily Bethany Georgia Ellie Grace Ruby Lily Molly Mia Ella Freya Amelia Isla Evie Poppy Phoebe Alice Martha Ffion Eilidh Niamh Siobhan Sian Aoife Naomi',
    male: 'Paul David Andrew Mark Richard Stephen Christopher James Matthew Daniel Michael Robert Lee Simon Jason Darren Jonathan Craig Gary Ian Thomas Adam Steven Anthony Stuart Neil Peter Benjamin Luke Ryan John Scott Gareth Philip Nicholas Alexander Martin Kevin Jamie Samuel Joseph Sean Wayne Carl Dean Nathan Timothy Jack Joshua Oliver William Harry Charlie George Jake Liam Callum Connor Kieran Jordan Lewis Shaun Barry Alan Graham Colin Karl Justin Edward Patrick Dominic Jeremy Robin Toby Leon Ethan Alfie Noah Oscar Theo Archie Logan Rhys Owen Dylan Hamish Angus Declan Rory Ewan',
  },
]

/** Families that keep the names of where they come from. */
const KEPT = {
  welsh: {
    female:
      'Gwen Megan Sian Bronwen Eirlys Mair Nia Rhiannon Ceridwen Gwyneth Blodwen Olwen Myfanwy Eluned Dilys Glenys Angharad Carys Nerys Menna Delyth Bethan',
    male: 'Gareth Dafydd Ieuan Emrys Hywel Gwilym Huw Rhys Owain Geraint Ifor Emlyn Aled Dewi Idris Elwyn Alun Glyn Evan Llewellyn Trefor Eifion Iorwerth Gethin',
  },
  irish: {
    female:
      'Bridget Kathleen Maureen Mary Eileen Philomena Siobhan Noreen Nuala Deirdre Breda Una Assumpta Carmel Concepta Niamh Aoife Maeve Roisin Grainne Bernadette Nora Sinead Attracta',
    male: 'Patrick Michael Sean Seamus Liam Padraig Eamon Declan Brendan Kevin Dermot Finbarr Donal Cormac Aidan Eoin Niall Desmond Fergus Malachy Colm Cathal Diarmuid Oisin',
  },
  scottish: {
    female:
      'Morag Isobel Moira Jean Catriona Fiona Elspeth Agnes Aileen Mairi Kirsty Shona Jessie Ailsa Eilidh Senga Christina Flora Rhona Effie',
    male: 'Hamish Alasdair Iain Duncan Angus Ewan Hector Gregor Callum Fergus Kenneth Donald Murdo Ruaridh Lachlan Neil Archibald Finlay Malcolm Roderick',
  },
  muslim: {
    female:
      'Fatima Nasreen Khadija Shabana Zainab Aisha Rukhsana Maryam Parveen Yasmin Sakina Razia Shaheen Zubaida Ayesha Amina Bushra Farida Halima Jamila Kausar Mumtaz Naseem Noor Rashida Salma Shazia Tahira Zahida Rehana',
    male: 'Mohammed Muhammad Abdul Ahmed Ali Hussain Tariq Imran Yusuf Ibrahim Ghulam Iqbal Khalid Mahmood Nasir Rafiq Rashid Saeed Shafiq Tahir Umar Zafar Akhtar Anwar Aslam Bashir Fazal Javed Karim Sajid',
  },
  indian: {
    female:
      'Kamala Lakshmi Sunita Manjit Surinder Harbhajan Pushpa Shanti Kamaljit Gurpreet Meena Usha Nirmala Hansa Kanta Savita Indira Jaswant Lata Rekha Geeta Kusum Sarla Balbir Amrit Saroj Daksha Urmila Vijaya Parminder',
    male: 'Rajesh Suresh Harjit Gurdev Mohan Amarjit Balwinder Ramesh Ashok Kuldip Vijay Narendra Harish Dilip Kishore Bhupinder Mahendra Jagdish Prakash Raj Sanjay Gurmit Kanti Ravi Anil Pritam Surjit Dinesh Arjun Joginder',
  },
  polish: {
    female:
      'Krystyna Maria Janina Zofia Halina Danuta Barbara Helena Stanislawa Jadwiga Irena Teresa Wanda Genowefa Anna Malgorzata Katarzyna Agnieszka Ewa Bozena',
    male: 'Jan Stanislaw Jozef Tadeusz Kazimierz Zbigniew Henryk Andrzej Mieczyslaw Czeslaw Wladyslaw Piotr Tomasz Krzysztof Janusz Jerzy Ryszard Marek Edward Wojciech',
  },
  caribbean: {
    female:
      'Gloria Hyacinth Merlene Winsome Icilda Pearl Enid Dorrett Marcia Beverley Ivy Blossom Monica Verona Sonia Olive Una Gwendolyn Delores Precious',
    male: 'Winston Delroy Clive Leroy Glenroy Neville Desmond Carlton Errol Lloyd Everton Vincent Rupert Oswald Cecil Trevor Roy Egbert Alford Emmanuel',
  },
} as const satisfies Record<string, Names>
export type Kept = keyof typeof KEPT

const split = (names: string) => ranked(names.split(' '), place => 1 / (place + 7))
const cohorts = COHORTS.map(({ from, female, male }) => ({ from, female: split(female), male: split(male) }))
const kept = new Map(
  Object.entries(KEPT).map(([of, names]) => [of, { female: split(names.female), male: split(names.male) }]),
)

/** A first name for somebody born in that year. A second one stands beside it now and then. */
export function givenName(
  dice: Dice,
  { sex, year, keeps }: { sex: 'female' | 'male'; year: number; keeps?: Kept | undefined },
): string {
  const own = keeps === undefined ? undefined : kept.get(keeps)
  // Also who keeps the names of home was given one of the country's, now and then.
  const from = own && dice.isLucky(0.85) ? own : (cohorts.findLast(each => each.from <= year) ?? cohorts[0])
  if (!from) throw new Error('there is a first cohort')
  const first = from[sex](dice)
  const chance = dice.roll()
  if (chance < 0.04) return `${first} ${from[sex](dice)}`
  return chance < 0.045 ? `${first}-${from[sex](dice)}` : first
}
