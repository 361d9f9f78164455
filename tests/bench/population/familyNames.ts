import { type Dice, ranked } from './dice.ts'
import type { Kept } from './givenNames.ts'

/** The commonest names of British families in their order. */
const COMMON =
  'Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Scott Cooper Morris Ward Moore King Watson Baker Harrison Morgan Patel Young Allen Mitchell James Anderson Phillips Lee Bell Parker Davis Bennett Miller Cook Shaw Cox Richardson Carter Marshall Collins Gray Adams Richards Price Griffiths Simpson Stevens Khan Ellis Webb Rogers Chapman Hunt Mills Foster Russell Murphy Stewart Murray Butler Palmer Holmes Barnes Knight Fisher Powell Reid Reynolds Matthews Mason Campbell Dixon Kelly Lloyd Pearson Graham Owen Fletcher Hussain Gibson Harvey Howard Andrews Stevenson Elliott Fox Begum Ford Saunders Payne Day West Bradley Pearce Barker Armstrong Brooks Lawrence Atkinson Cole Burton Ball Watts Jenkins Rose Spencer Gill Grant Francis Hart Warren Ahmed Dawson Perry Hamilton Lawson Booth Hayes Robertson Bailey Nicholls Sutton Burns Hudson Wallace Berry Crawford Jordan Akhtar Henderson Johnston Macdonald Ross Barrett Hopkins Baxter Holland Ferguson Chambers Potter Read Sykes Gordon Newton Walsh Bird Parry'.split(
    ' ',
  )

const KEPT: Record<Kept, string> = {
  welsh:
    'Jones Davies Williams Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards Owen James Price Rees Phillips Jenkins Morris Lloyd Parry Pritchard Llewellyn Bowen Howells Prosser Vaughan Powell Gwynne',
  irish:
    "Murphy Kelly O'Sullivan Walsh O'Brien Byrne Ryan O'Connor O'Neill O'Reilly Doyle McCarthy Gallagher Doherty Kennedy Lynch Murray Quinn Moore McLoughlin O'Carroll Connolly Daly O'Connell Wilson Dunne Brennan Burke Collins Clarke Johnston Hughes Fitzgerald Farrell O'Donnell Nolan McGuinness",
  scottish:
    'Smith Brown Wilson Campbell Stewart Robertson Thomson Anderson Macdonald Scott Reid Murray Taylor Clark Ross Watson Morrison Paterson Young Mitchell Walker Fraser Miller McDonald Gray Henderson Hamilton Johnston Duncan Graham Ferguson Kerr Davidson Bell Cameron Hunter Kelly MacLeod McKenzie MacKenzie McIntyre',
  muslim:
    'Khan Hussain Ahmed Begum Ali Akhtar Bibi Mahmood Iqbal Malik Miah Uddin Shah Mohammed Rahman Hussein Kauser Aslam Rashid Qureshi Chowdhury Islam Javed Mirza Sheikh Butt Choudhury Siddiqui Bashir',
  indian:
    'Patel Singh Kaur Sharma Shah Gill Sandhu Dhillon Mistry Desai Joshi Mehta Chauhan Parmar Sidhu Grewal Rai Dhaliwal Gupta Verma Bains Solanki Bhatt Kapoor Virdee Lad Bhogal Sohal',
  polish:
    'Nowak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski Kozlowski Jankowski Mazur Kwiatkowski Krawczyk Piotrowski Grabowski Pawlowski Michalski Łuczak Jabłoński',
  caribbean:
    'Campbell Brown Williams Johnson Clarke Gordon Francis Grant Thompson Reid Morgan Bailey Lewis Stewart Joseph Charles Daley Samuels Okafor Adeyemi Mensah Nwosu Osei Bennett Palmer',
}

/** What most families are called: neither common nor unheard of. Put together, so that a million people have enough of them. */
const BEGIN =
  'Ack Ad Ains Al Ap Ark Arm Ash Ask Ather Ayl Bag Bal Bam Ban Bar Bas Bat Beck Ber Bick Bil Bing Birk Blake Bol Boot Bos Brad Bram Brear Brig Brom Buck Bur Byr Cal Can Car Cat Chad Chel Chis Clay Clif Cock Col Cop Cor Cot Cran Craw Crom Cul Dal Dar Den Dick Dod Don Down Dray Dun Dur Ea Eck Ed El Em En Es Fair Far Fen Fir Flet Fol Fos Fram Gar Gat Gil Glad God Gran Green Grim Had Hain Hal Ham Han Har Has Hath Haw Heb Hen Hep Hes High Hin Hol Hor How Hum Hut Il In Kel Ken Kir Lam Lang Lath Law Led Leigh Lin Lock Lons Lud Mal Mar Mather Mel Mid Mil Mor Net New Nor Nut Oak Old Or Os Ot Pad Park Pem Pen Pick Pil Pres Quar Rad Ram Rat Raw Red Rip Roch Row Ruth Sal Sax Sed Sel Shad Shel Ship Skel Sled Snel Sow Stan Stap Stock Stran Strat Sut Swin Tad Tat Thack Thorn Thwai Til Tod Tres Tun Ux Wad Wal War Was Wes Whar Whit Wig Wil Win Wool Wor Wy'.split(
    ' ',
  )
const MIDDLE = ['', '', '', '', 'en', 'er', 'el', 'ing', 'le', 'ers', 'in']
const END =
  'ley ton worth by thwaite field ham den wick ford more shaw stead bank wood well man son ston bourne bridge brook burn bury combe cote cott dale end gate gill greave grove hall head hill holme house hurst land law lock low mere mond mont over pole rick ridge royd royde set side stall stone street tree ward water way'.split(
    ' ',
  )

const common = ranked(COMMON, place => 1 / Math.sqrt(place + 1))
const kept = new Map(
  Object.entries(KEPT).map(([of, names]) => [of, ranked(names.split(' '), place => 1 / (place + 5))]),
)

/**
 * Three in ten have one of the two hundred commonest names, Smith alone more than one in a hundred, and the rest share some
 * tens of thousands of others. Shape after the Office for National Statistics' counts of surnames in England and Wales.
 */
export function familyName(dice: Dice, keeps?: Kept): string {
  const own = keeps === undefined ? undefined : kept.get(keeps)
  if (own) return dice.isLucky(0.8) ? own(dice) : tail(dice)
  const one = dice.isLucky(0.34) ? common(dice) : tail(dice)
  const chance = dice.roll()
  if (chance < 0.012) return `${one}-${common(dice)}`
  return chance < 0.015 ? `${common(dice)} ${one}` : one
}

function tail(dice: Dice): string {
  const begin = BEGIN[Math.floor(dice.roll() ** 1.5 * BEGIN.length)] ?? ''
  const name = begin + dice.pick(MIDDLE) + (END[Math.floor(dice.roll() ** 1.7 * END.length)] ?? '')
  const chance = dice.roll()
  if (chance < 0.02) return `Mc${name}`
  return chance < 0.06 ? `${name}s` : name
}
