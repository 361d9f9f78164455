import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import type { TwimlDocument, TwimlRefusal, XmlElement } from './core/twiml.ts'
import { readTwiml } from './core/twiml.ts'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Numeric references (&#8217;) are only read with this switch on.
  htmlEntities: true,
})

/** What the parser hands over when order is kept: one key for the element's name, ':@' for its attributes. */
const Nodes = z.array(z.record(z.string(), z.unknown()))
const Attributes = z.record(z.string(), z.string())

/** A TwiML text as instructions; refuses what is not XML (12100) or not a Response (12102). */
export function parseTwiml(text: string): TwimlDocument | TwimlRefusal {
  const xml = text.replace(/^\uFEFF/, '').trim()
  if (XMLValidator.validate(xml) !== true) return { code: 12100 }
  const [root, ...others] = elements(parser.parse(xml))
  if (!root || others.length > 0) return { code: 12100 }
  return readTwiml(root)
}

function elements(parsed: unknown): XmlElement[] {
  return Nodes.parse(parsed).flatMap(node => {
    const name = Object.keys(node).find(key => key !== ':@' && !key.startsWith('#'))
    if (name === undefined) return []
    const inside = node[name]
    return {
      name,
      attributes: Attributes.parse(node[':@'] ?? {}),
      children: elements(inside),
      text: textOf(inside).replace(/\s+/g, ' ').trim(),
    }
  })
}

function textOf(parsed: unknown): string {
  return Nodes.parse(parsed)
    .map(node => {
      const [key, inside] = Object.entries(node).find(([name]) => name !== ':@') ?? ['', '']
      return key === '#text' ? String(inside) : key.startsWith('#') ? '' : textOf(inside)
    })
    .join('')
}

/** The texts a messaging document answers with; none when it is empty or not a document. */
export function parseMessagingReply(text: string): string[] {
  const xml = text.trim()
  if (xml === '' || XMLValidator.validate(xml) !== true) return []
  const [root] = elements(parser.parse(xml))
  if (root?.name !== 'Response') return []
  return root.children.filter(child => child.name === 'Message').map(child => child.text)
}
