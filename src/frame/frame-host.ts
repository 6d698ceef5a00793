import type {PhoenixPaymentError} from '../errors.js';
import type {PostedMessage} from '../wire/frame-message.js';

/** What an element's frame has come to. */
export type FrameState =
  {readonly is: 'absent' | 'loading' | 'ready'} | {readonly is: 'failed'; readonly error: PhoenixPaymentError};

/** What the element does with the news. */
export interface FrameHost {
  frameStale(expiresAt: Date): void;
  frameMessage(message: PostedMessage, token: string): void;
  requestUpdate(): void;
}
