import type {PhoenixPaymentError} from './errors.js';
import type {FrameState} from './frame/frame-host.js';
import type {TokenState} from './token/token-controller.js';

/** What the payer sees. */
export type PhoenixPaymentState = 'idle' | 'authorizing' | 'loading' | 'ready' | 'error' | 'closed';

/** What the payer sees, given what the token and the frame have come to: an error shows only when nothing usable is left. */
export function phaseOf(token: TokenState, frame: FrameState): PhoenixPaymentState {
  if (frame.is === 'failed') return 'error';
  if (frame.is !== 'absent') return frame.is;
  if (token.is === 'failed') return 'error';
  return token.is === 'held' ? 'loading' : token.is === 'idle' ? 'idle' : 'authorizing';
}

/** The error behind it. */
export const errorOf = (token: TokenState, frame: FrameState): PhoenixPaymentError | null =>
  frame.is === 'failed' ? frame.error : frame.is === 'absent' && token.is === 'failed' ? token.error : null;
