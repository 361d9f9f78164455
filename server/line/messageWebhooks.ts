import { changeMessage } from '#server/messages/changeMessage.ts'
import type { MessageEvent } from '#server/messages/core/message.ts'
import { type HearDeps, hearKey, hearText } from '#server/messages/hearAnswer.ts'
import { receiptKey } from '#server/messages/keepMessagePromises.ts'
import { messageOfSid, readMessage } from '#server/messages/messageStore.ts'
import { MessageId } from '#shared/ids.ts'
import { keyWithin } from './keyWithin.ts'
import * as forms from './twilioForms.ts'
import * as speak from './twiml.ts'
import type { Kind, Webhook } from './webhooks.ts'

type Form = Record<string, unknown>
/** Keeps a word that is about nothing of ours, with the reason. */
type KeepUnknown = (webhook: Webhook, form: Form, because: string) => Promise<void>

const NO_SUCH = 'no text or ring of ours is known by it'

/**
 * The webhooks of texts and rings: what was texted to us, how far what we sent has come, which key was pressed. As with calls, stored
 * and then answered, under natural keys; the answers need no database.
 */
export function messageKinds(deps: HearDeps, keepUnknown: KeepUnknown): (path: string) => Kind | undefined {
  const incoming: Kind = {
    schema: forms.TextForm,
    store: ({ receivedAt: at }, form) =>
      hearText(deps, {
        sid: String(form.MessageSid),
        from: text(form, 'From'),
        body: text(form, 'Body'),
        optOut: text(form, 'OptOutType') || undefined,
        at,
      }),
    // What is answered is a text of its own, with a row and receipts.
    answer: () => ({ kind: 'twiml', document: speak.goOn() }),
  }

  /** How far a text has come. One whose address does not name it is found by the carrier's own name. */
  const receipt = (of: MessageId | undefined): Kind => ({
    schema: forms.ReceiptForm,
    store: async (webhook, form) => {
      const [sid, status] = [word(form, 'MessageSid'), word(form, 'MessageStatus')]
      const event: MessageEvent = { kind: 'receipt', at: webhook.receivedAt, status, code: codeIn(form), sid }
      await move(of ?? (await messageOfSid(deps.db, sid)), webhook, form, receiptKey(sid, status), event)
    },
    answer: () => ({ kind: 'heard' }),
  })

  const leg = (of: MessageId): Kind => ({
    schema: forms.StatusForm,
    store: async (webhook, form) => {
      const [sid, status] = [word(form, 'CallSid'), word(form, 'CallStatus')]
      const event: MessageEvent = { kind: 'leg', at: webhook.receivedAt, status, sid }
      await move(of, webhook, form, receiptKey(sid, status), event)
    },
    answer: () => ({ kind: 'heard' }),
  })

  const pressed = (of: MessageId): Kind => ({
    schema: forms.ChosenForm,
    store: async (webhook, form) => {
      const message = await readMessage(deps.db, of)
      if (!message?.toNumber) return keepUnknown(webhook, form, NO_SUCH)
      const [sid, digits, at] = [String(form.CallSid), text(form, 'Digits'), webhook.receivedAt]
      return hearKey(deps, of, message.lineId, { sid, to: message.toNumber, digits, at })
    },
    answer: (_webhook, form) => ({ kind: 'twiml', document: speak.afterKey(text(form, 'Digits')) }),
  })

  async function move(
    messageId: MessageId | null,
    webhook: Webhook,
    form: Form,
    key: string,
    event: MessageEvent,
  ): Promise<void> {
    const heard = { sourceKey: keyWithin(key), event, at: webhook.receivedAt }
    const changed = messageId ? await changeMessage(deps, messageId, heard) : { kind: 'unknown' }
    if (changed.kind === 'unknown') await keepUnknown(webhook, form, NO_SUCH)
  }

  return path => {
    if (path === 'messages/incoming') return incoming
    if (path === 'messages/status') return receipt(undefined)
    const [messages, id, what = '', ...more] = path.split('/')
    const messageId = messages === 'messages' && more.length === 0 ? MessageId.safeParse(id).data : undefined
    if (!messageId) return undefined
    return new Map([
      ['text', receipt],
      ['ring', leg],
      ['pressed', pressed],
    ]).get(what)?.(messageId)
  }
}

/** The carrier's names of things, and its words for where they are, are shorter; what is longer is none of them. */
const LONGEST_WORD = 40

function word(form: Form, name: string): string {
  return text(form, name).slice(0, LONGEST_WORD).toWellFormed()
}

function text(form: Form, name: string): string {
  return typeof form[name] === 'string' ? form[name] : ''
}

function codeIn(form: Form): number | null {
  const code = text(form, 'ErrorCode')
  return /^[1-9]\d{1,5}$/.test(code) ? Number(code) : null
}
