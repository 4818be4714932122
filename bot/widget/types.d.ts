// The shapes that the modules of the widget hand to each other. Read by people and editors; never served.

/** What opens a conversation: the server gives it out once. */
export interface Key {
  conversation: string;
  token: string;
}

/** A message on its way, as the server wants it (docs/web.md). `title` is what is shown of a tapped button. */
export interface Message {
  id: string;
  text: string;
  title?: string;
  metadata: { job?: string; page?: string };
}

/** What the browser keeps under `declic:<server>`. */
export interface Kept {
  key: Key | null;
  /** Conversations that were restarted: still to be erased when the student wants everything erased. */
  past: Key[];
  /** Messages without an answer, the oldest first. They outlive the page. */
  outbox: Message[];
  /** The invitation was closed or followed: it never comes again. */
  invited: boolean;
}

export interface Reply {
  title: string;
  payload: string;
}

/** One message of an answer: a text, or `custom` alone (docs/rest.md lists its types). */
export interface Bubble {
  index: number;
  text?: string;
  buttons?: Reply[];
  image?: string;
  custom?: { type: string; [field: string]: unknown };
}

/**
 * `waiting`: not sent, or being tried again. `failed`: given up for now, the student may try again. `refused`: the server
 * does not want it.
 */
export type Status = "waiting" | "sending" | "failed" | "refused" | "done";

/** What the student said, and what came of it. */
export interface Turn {
  id: string;
  text: string;
  messages: Bubble[];
  ratings: Record<number, "up" | "down" | "none">;
  status: Status;
  /** It was read again: no news to a screen reader. */
  old?: boolean;
}

/** What speaks with a server; `connect` in transport.js, or a fake one. Every function rejects with a Failure. */
export interface Server {
  open(signal: AbortSignal): Promise<Key>;
  history(key: Key, before: string | null, signal: AbortSignal): Promise<{ turns: Turn[]; more: boolean }>;
  /** `take` gets each line but the last one. */
  send(key: Key, message: Message, signal: AbortSignal, take: (line: any) => void): Promise<void>;
  rate(key: Key, id: string, index: number, value: string, signal: AbortSignal): Promise<void>;
  erase(key: Key, signal: AbortSignal): Promise<void>;
}

/** What a Chat tells what there is to see; Panel is one. */
export interface View {
  /** A turn is new or has changed. */
  turn(turn: Turn): void;
  /** All turns, after older ones were read. */
  turns(turns: Turn[]): void;
  /** The student said something. */
  said(turn: Turn): void;
  /** A bubble came that was not there before. */
  heard(bubble: Bubble): void;
  /** What is under way. */
  busy(what: null | "typing" | "slow" | "again" | "limited"): void;
  /** A button above the conversation, or none: `older` reads earlier turns, `notRead` tries to read again. */
  above(text: null | "older" | "notRead", act?: () => void): void;
  /** The conversation is gone; `last` remains to be read. */
  gone(last: string[]): void;
  /** A sentence of texts.js that goes away by itself. */
  notice(name: string): void;
}
