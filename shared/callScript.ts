import { z } from 'zod'
import { CallStatus } from './practice.ts'
import { Keys, Spoken } from './softphone.ts'

const seconds = z.number().positive().max(600)

/** One step of a scripted caller. */
export const ScriptStep = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('wait'), seconds }),
  z.strictObject({ do: z.literal('say'), text: Spoken }),
  z.strictObject({ do: z.literal('press'), digits: Keys }),
  /** Goes on when the words are heard (any case); the call script fails when they are not, in time. */
  z.strictObject({ do: z.literal('waitToHear'), text: z.string().min(1), seconds }),
  /** Goes on when a person (not the line) has spoken. */
  z.strictObject({ do: z.literal('waitForPerson'), seconds }),
  z.strictObject({ do: z.literal('waitForStatus'), status: CallStatus, seconds }),
  /** Something that must have been heard by now. */
  z.strictObject({ do: z.literal('expectHeard'), text: z.string().min(1) }),
  z.strictObject({ do: z.literal('hangUp') }),
  /** Stays until the other side ends the call. */
  z.strictObject({ do: z.literal('waitForEnd'), seconds }),
])
export type ScriptStep = z.infer<typeof ScriptStep>

/** What the caller answers when a person asks. */
export const ScriptAnswer = z.strictObject({
  /** Words of which one is in the question; whole words, in any case, accents and stops aside. */
  asked: z.array(z.string().min(2).max(80)).min(1),
  /** What is said the first time, the second time …; the last one whenever it is asked again. */
  says: z.array(Spoken).min(1),
})
export type ScriptAnswer = z.infer<typeof ScriptAnswer>

/** Another telephone of the scene: a colleague who is asked to go, and how they answer. */
export const ScriptPhone = z.strictObject({
  who: z.string().min(1),
  number: z.string(),
  /** `silent`: neither texts nor rings are answered. */
  does: z.enum(['accepts', 'declines', 'silent']),
  /** Answers the text, or leaves it and presses a key when it rings. */
  by: z.enum(['text', 'key']).default('text'),
  afterSeconds: z.number().min(0).max(600).default(20),
})
export type ScriptPhone = z.infer<typeof ScriptPhone>

/** A scripted caller for training and demonstrations: what they say, how they answer, which keys they press. */
export const CallScript = z.strictObject({
  title: z.string(),
  about: z.string(),
  /** The caller's number, when `--from` is not given. */
  from: z.string().optional(),
  steps: z.array(ScriptStep).min(1),
  answers: z.array(ScriptAnswer).default([]),
  /** Said, one after the other, to a question that no answer knows; then nothing more. */
  otherwise: z.array(Spoken).default([]),
  phones: z.array(ScriptPhone).default([]),
  /** Who else rings within the scene, and how long after its beginning. */
  alsoCalls: z.array(z.strictObject({ script: z.string(), afterSeconds: seconds })).default([]),
})
export type CallScript = z.infer<typeof CallScript>
