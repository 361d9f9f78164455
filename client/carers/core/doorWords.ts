import { type Both, CarerLanguage } from '#shared/carers.ts'

/** Letters of a link that open it; behind them may stand in which language it was sent, which says nothing of anybody. */
const LETTERS = 22

/** What stands behind the # of a carer's address. */
export function readFragment(fragment: string): { token: string; language: CarerLanguage } {
  const language = CarerLanguage.safeParse(fragment.slice(LETTERS))
  return { token: fragment.slice(0, LETTERS), language: language.data ?? 'en' }
}

export type DoorWords = Readonly<
  Record<
    | 'unread'
    | 'moment'
    | 'unreached'
    | 'triesAgain'
    | 'tryAgain'
    | 'closed'
    | 'ringLine'
    | 'ringBefore'
    | 'phoneLine'
    | 'another'
    | 'typeDigits'
    | 'lastDigits'
    | 'showMe'
    | 'looking'
    | 'notOpen'
    | 'fourDigits'
    | 'unreachedNow'
    | 'wrong',
    string
  >
>

/** As a page in this language is drawn. */
export function tongueOf(language: CarerLanguage) {
  return { language, isRightToLeft: language === 'ur' }
}

/** What the page says before the server has answered, and where it opens nothing. Welsh, Polish and Urdu are not yet read by a speaker. */
export const doorWords: Readonly<Record<CarerLanguage, DoorWords>> = {
  en: {
    unread: 'Nobody who speaks this language has read these words yet. The English stands beneath each.',
    moment: 'One moment…',
    unreached: 'We cannot be reached just now',
    triesAgain:
      'This page could not be opened. It tries again by itself. If you need us, ring the number that you rang before: the telephone works without this page.',
    tryAgain: 'Try again',
    closed: 'This page is closed',
    ringLine: 'If you want to know who is coming, or anything else, ring {line}, at any time.',
    ringBefore:
      'If you want to know who is coming, or anything else, ring the number that you rang before, at any time.',
    phoneLine: 'Phone the line',
    another: 'This link was opened on another phone first',
    typeDigits:
      'To see it here as well, type the last four digits of the phone number that the text was sent to.',
    lastDigits: 'Last four digits',
    showMe: 'Show me',
    looking: 'Looking…',
    notOpen: 'It is not open yet',
    fourDigits: 'Type four digits.',
    unreachedNow: 'We cannot be reached just now. Try again, or phone us.',
    wrong: 'Those are not the digits. After five wrong tries this link opens on no other phone.',
  },
  cy: {
    unread: 'Does neb sy’n siarad yr iaith hon wedi darllen y geiriau hyn eto. Mae’r Saesneg o dan bob un.',
    moment: 'Un eiliad…',
    unreached: 'Ni ellir ein cyrraedd ar hyn o bryd',
    triesAgain:
      'Nid oedd modd agor y dudalen hon. Mae’n rhoi cynnig arall arni ei hun. Os oes ein hangen ni arnoch, ffoniwch y rhif a ffonioch o’r blaen: mae’r ffôn yn gweithio heb y dudalen hon.',
    tryAgain: 'Rhowch gynnig arall',
    closed: 'Mae’r dudalen hon wedi cau',
    ringLine: 'Os ydych am wybod pwy sy’n dod, neu unrhyw beth arall, ffoniwch {line}, unrhyw bryd.',
    ringBefore:
      'Os ydych am wybod pwy sy’n dod, neu unrhyw beth arall, ffoniwch y rhif a ffonioch o’r blaen, unrhyw bryd.',
    phoneLine: 'Ffoniwch y llinell',
    another: 'Agorwyd y ddolen hon ar ffôn arall yn gyntaf',
    typeDigits:
      'I’w gweld yma hefyd, teipiwch bedwar digid olaf y rhif ffôn yr anfonwyd y neges destun iddo.',
    lastDigits: 'Y pedwar digid olaf',
    showMe: 'Dangoswch i mi',
    looking: 'Yn edrych…',
    notOpen: 'Nid yw ar agor eto',
    fourDigits: 'Teipiwch bedwar digid.',
    unreachedNow: 'Ni ellir ein cyrraedd ar hyn o bryd. Rhowch gynnig arall, neu ffoniwch ni.',
    wrong: 'Nid dyna’r digidau. Ar ôl pum cynnig anghywir nid yw’r ddolen hon yn agor ar unrhyw ffôn arall.',
  },
  pl: {
    unread:
      'Nikt, kto mówi w tym języku, nie czytał jeszcze tych słów. Pod każdym zdaniem jest po angielsku.',
    moment: 'Chwileczkę…',
    unreached: 'Nie można się teraz z nami połączyć',
    triesAgain:
      'Nie udało się otworzyć tej strony. Spróbuje sama jeszcze raz. W razie potrzeby proszę zadzwonić pod ten sam numer co wcześniej: telefon działa bez tej strony.',
    tryAgain: 'Spróbuj ponownie',
    closed: 'Ta strona jest zamknięta',
    ringLine:
      'Żeby dowiedzieć się, kto przyjedzie, albo czegokolwiek innego, proszę dzwonić o każdej porze: {line}.',
    ringBefore:
      'Żeby dowiedzieć się, kto przyjedzie, albo czegokolwiek innego, proszę dzwonić o każdej porze pod ten sam numer co wcześniej.',
    phoneLine: 'Zadzwoń na linię',
    another: 'Ten link otwarto najpierw na innym telefonie',
    typeDigits:
      'Żeby zobaczyć to także tutaj, proszę wpisać cztery ostatnie cyfry numeru, na który wysłano SMS.',
    lastDigits: 'Cztery ostatnie cyfry',
    showMe: 'Pokaż',
    looking: 'Sprawdzamy…',
    notOpen: 'Jeszcze nie otwarto',
    fourDigits: 'Proszę wpisać cztery cyfry.',
    unreachedNow: 'Nie można się teraz z nami połączyć. Proszę spróbować ponownie albo zadzwonić.',
    wrong: 'To nie te cyfry. Po pięciu błędnych próbach ten link nie otworzy się na żadnym innym telefonie.',
  },
  ur: {
    unread: 'یہ زبان بولنے والے کسی شخص نے ابھی تک یہ الفاظ نہیں پڑھے۔ ہر جملے کے نیچے انگریزی موجود ہے۔',
    moment: 'ایک لمحہ…',
    unreached: 'ابھی ہم سے رابطہ نہیں ہو سکتا',
    triesAgain:
      'یہ صفحہ نہیں کھل سکا۔ یہ خود دوبارہ کوشش کرتا ہے۔ اگر آپ کو ہماری ضرورت ہو تو اسی نمبر پر فون کریں جس پر آپ نے پہلے کیا تھا: فون اس صفحے کے بغیر بھی کام کرتا ہے۔',
    tryAgain: 'دوبارہ کوشش کریں',
    closed: 'یہ صفحہ بند ہے',
    ringLine: 'اگر آپ جاننا چاہیں کہ کون آ رہا ہے، یا کچھ اور، تو کسی بھی وقت {line} کو فون کریں۔',
    ringBefore:
      'اگر آپ جاننا چاہیں کہ کون آ رہا ہے، یا کچھ اور، تو کسی بھی وقت اسی نمبر پر فون کریں جس پر آپ نے پہلے کیا تھا۔',
    phoneLine: 'لائن کو فون کریں',
    another: 'یہ لنک پہلے کسی دوسرے فون پر کھولا گیا تھا',
    typeDigits: 'اسے یہاں بھی دیکھنے کے لیے اس فون نمبر کے آخری چار ہندسے لکھیں جس پر پیغام بھیجا گیا تھا۔',
    lastDigits: 'آخری چار ہندسے',
    showMe: 'دکھائیں',
    looking: 'دیکھ رہے ہیں…',
    notOpen: 'یہ ابھی نہیں کھلا',
    fourDigits: 'چار ہندسے لکھیں۔',
    unreachedNow: 'ابھی ہم سے رابطہ نہیں ہو سکتا۔ دوبارہ کوشش کریں یا ہمیں فون کریں۔',
    wrong: 'یہ وہ ہندسے نہیں ہیں۔ پانچ غلط کوششوں کے بعد یہ لنک کسی اور فون پر نہیں کھلتا۔',
  },
}

/** One line of it, with the English that stands beneath; `line`: the name of the line to ring. */
export function doorSaid(language: CarerLanguage) {
  return (name: keyof DoorWords, line = ''): Both => ({
    english: doorWords.en[name].replace('{line}', line),
    theirs: language === 'en' ? null : doorWords[language][name].replace('{line}', line),
  })
}
