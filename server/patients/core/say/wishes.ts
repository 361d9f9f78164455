import { showMoment } from '#shared/days.ts'
import { type PreferredPlaces, preferredPlaces } from '#shared/record/places.ts'
import { planningInvolvement } from '#shared/record/wishes.ts'
import { dated, labelled, orWhyNot, type Said, type Sayings } from './said.ts'

type Names =
  | 'whatMatters'
  | 'spiritualCultural'
  | 'preferredPlaceOfCare'
  | 'preferredPlaceOfDeath'
  | 'placeConversations'
  | 'planningConversations'

export const wishes: Sayings<Names> = {
  whatMatters: body => ({
    headline: body.whatMatters ?? 'What matters',
    lines: [
      labelled('Likes to be called', body.likesToBeCalled),
      labelled('Please do', body.pleaseDo),
      labelled('Please don’t', body.pleaseDont),
      labelled('Talking together', body.communication),
    ],
  }),
  spiritualCultural: body => ({
    headline: body.faith ?? 'Faith and culture',
    lines: [
      labelled('Towards the end', body.atEndOfLife),
      labelled('After death', body.afterDeath),
      body.burialOrCremation &&
        labelled(
          'Burial or cremation',
          orWhyNot(body.burialOrCremation, choice => choice.replaceAll('_', ' ')),
        ),
      body.organOrTissueDonation &&
        labelled(
          'Organ or tissue donation',
          orWhyNot(body.organOrTissueDonation, choice => choice.replaceAll('_', ' ')),
        ),
      labelled('Call', body.whoToCall),
    ],
  }),
  preferredPlaceOfCare: sayPlaces,
  preferredPlaceOfDeath: sayPlaces,
  placeConversations: body => ({
    headline: `Talked about place of ${body.about} with ${body.with}`,
    lines: [
      showMoment(body.at),
      labelled('Before', body.changedFrom && preferredPlaces[body.changedFrom].text),
      labelled('Now', body.changedTo && preferredPlaces[body.changedTo].text),
      body.note,
    ],
  }),
  planningConversations: body => ({
    headline: planningInvolvement[body.involvement].text,
    lines: [
      dated('On', body.on),
      labelled('With', [body.name, body.relationship, body.role].filter(Boolean).join(', ')),
      body.note,
    ],
  }),
}

function sayPlaces({ first, second }: PreferredPlaces): Said {
  return {
    headline: placeName(first),
    lines: [first.note, second && `If not: ${placeName(second)}`, second?.note],
  }
}

function placeName({ place, named }: PreferredPlaces['first']): string {
  const { text } = preferredPlaces[place]
  return named ? `${text} (${named})` : text
}
