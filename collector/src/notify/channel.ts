/**
 * A way of telling somebody. Each takes one message and says whether it arrived where the next program is responsible for it; what is told, and again, is decided elsewhere.
 */
import type { NotifyMessage } from './notify-message.ts';

/** The ways there are. */
export type ChannelName = 'command' | 'webhook' | 'mail';

/** Holds nothing open between messages. */
export interface NotifyChannel {
  readonly name: ChannelName;
  /** Where to, for people: never a secret. */
  readonly target: string;
  /** Resolves when the message is handed over; within the channel's time limit. NOTIFY_FAILED. */
  send(message: NotifyMessage, signal: AbortSignal): Promise<void>;
}
