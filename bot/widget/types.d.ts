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

/** Why a request failed; `Failure` in transport.js. */
export interface Failure extends Error {
  /** The status of the refusal; 0 when the line broke. */
  status: number;
  /** Seconds to wait before the next try, when the server says so. */
  after?: number;
  /** Whether trying again may help. */
  passing: boolean;
}

/** What speaks with a server: `connect` of transport.js, or a fake one. Every function rejects with a Failure. */
export interface Server {
  open(signal: AbortSignal): Promise<Key>;
  history(signal: AbortSignal, key: Key): Promise<Turn[]>;
  /** `take` gets each line of the type `message`. */
  send(signal: AbortSignal, key: Key, message: Message, take: (line: Bubble & { type: "message" }) => void): Promise<void>;
  rate(signal: AbortSignal, key: Key, id: string, index: number, value: "up" | "down" | "none"): Promise<void>;
  erase(signal: AbortSignal, key: Key): Promise<void>;
}

/** What a Chat tells what there is to see; `Panel` is one. */
export interface View {
  texts: { erased: string };
  /** A turn is new or has changed. */
  turn(turn: Turn): void;
  /** Turns that were read again: they stand before the others. */
  restored(turns: Turn[]): void;
  /** They could not be read; `again` tries once more. */
  unread(again: () => void): void;
  /** The student said something. */
  said(text: string): void;
  /** A bubble came, of an answer to what was said here. */
  heard(bubble: Bubble): void;
  /** What is under way; nothing when it is missing. */
  busy(what?: "typing" | "slow" | "again" | "limited"): void;
  /** The conversation is gone; `last` remains to be read. */
  gone(last: string[]): void;
  /** A sentence of texts.js, by its name, that goes away by itself. */
  notice(name: string): void;
}
