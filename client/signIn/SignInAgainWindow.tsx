import { useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { UNHEARD_WORDS } from '#client/ui/core/unheard.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { isAnythingUnsaved } from '#client/ui/useUnsaved.ts'
import { type Me, roles } from '#shared/staff.ts'
import { SignInForm } from './SignInForm.tsx'

type Props = {
  /** Whose page it is. */
  me: Me
  /** She is signed in already, to another desk. */
  anew: Me | null
  /** It came by itself while she wrote elsewhere: nothing of what she types goes into it before she chooses to. */
  isWhileTyping: boolean
  onSignedIn: (who: Me) => void
  onAnew: (who: Me) => void
  onClose: () => void
}

/**
 * Asks for the password of whose page it is. Whoever else sits here is told what becomes of what was typed, before they sign in; and from
 * when somebody has said that they are somebody else, the page is covered until one of the two has signed in.
 */
export function SignInAgainWindow({ me, anew, isWhileTyping, onSignedIn, onAnew, onClose }: Props) {
  const [other, setOther] = useState<{ isUnsaved: boolean } | null>(null)
  const [isCovered, setCovered] = useState(false)

  function beOther() {
    setCovered(true)
    setOther({ isUnsaved: isAnythingUnsaved() })
  }
  return (
    <Dialog title="Sign in again" atTitle={isWhileTyping} onClose={isCovered && !anew ? null : onClose}>
      {anew ? (
        <div className="app-stack">
          <Notice tone="danger" role="alert" title="You are signed in. What you typed here is not saved.">
            Your role, line or organisation is another now: {roles[anew.role].text}, {anew.line.name},{' '}
            {anew.organisation}. The page opens anew for it, and what you typed is thrown away then.
          </Notice>
          <p>To copy it first, close this window. “Sign in again” brings you back here.</p>
          <Button look="danger" onClick={() => onAnew(anew)}>
            Open the page anew
          </Button>
        </div>
      ) : other ? (
        <SignInForm
          key="other"
          className="app-stack"
          act={other.isUnsaved ? 'Sign in, and throw it away' : 'Sign in'}
          head={() => (
            <>
              <p>
                What <b>{me.name}</b> saved on this page stays theirs, to go on with when they sign in next.
                Anything else on it is gone when you sign in. The page is covered until one of you has signed
                in: nothing of theirs is shown to you, or sent in your name.
              </p>
              {other.isUnsaved ? (
                <Notice
                  tone="danger"
                  role="alert"
                  title={`${me.name} has typed something here that is not saved.`}
                >
                  It is nowhere but on this page, and is thrown away when you sign in. If {me.name} can sign
                  in first, it is kept.
                </Notice>
              ) : null}
            </>
          )}
          onSignedIn={onSignedIn}
        >
          <Button look="quiet" onClick={() => setOther(null)}>
            I am {me.name}
          </Button>
        </SignInForm>
      ) : (
        <SignInForm
          key="mine"
          className="app-stack"
          as={me.signInName}
          head={() => (
            <>
              <p>
                {UNHEARD_WORDS.signed_out.title}. What is typed on this page waits for <b>{me.name}</b>, and
                is saved once you are signed in.
              </p>
              {isWhileTyping ? (
                <p>
                  This window came while you were typing. What you typed since went nowhere: read your last
                  words again when you are back.
                </p>
              ) : null}
            </>
          )}
          onSignedIn={onSignedIn}
        >
          <Button look="quiet" onClick={beOther}>
            I am somebody else
          </Button>
        </SignInForm>
      )}
    </Dialog>
  )
}
