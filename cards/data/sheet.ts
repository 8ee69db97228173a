import type { StripStyle } from '../../bot/phrases/problems.js';

/**
 * What a card says, in its words and in its order, before any platform draws it. Every drawing of a view (card,
 * blocks, plain text) is made from the same sheet, so that they cannot differ in facts, inputs or actions.
 */
export interface Sheet {
  /** For notifications: our words only, no names; lock screens are public. */
  summary: string;
  strip: { style: StripStyle; title: string; line?: Line };
  /** The role and the place, large; for an approver with who asks. */
  subject?: Line;
  /** Environment, kind and parents of the place. */
  place?: Line;
  lead?: Line[];
  facts?: Fact[];
  people?: { title: string; facts: Fact[] };
  explain?: { label: string; lines: Line[] }[];
  /** What an approver should weigh. */
  worth?: { title: string; facts: Fact[] };
  form?: Form;
  groups?: Group[];
  /** `suggest`: a platform that can offers rows while the reader types, in place of the button. */
  find?: { field: TextField; button: Button; suggest?: true };
  buttons?: Button[];
  /** A link to sign in or to confirm who one is, whose address comes from the platform; or to a page of its own. */
  link?: { title: string; url?: string };
  box?: Box;
  note?: string;
  foot?: string;
}

/** A stretch of text that looks the same. Names and typed text are runs of their own. */
export interface Run {
  text: string;
  bold?: boolean;
  dim?: boolean;
  large?: boolean;
  small?: boolean;
  mono?: boolean;
  /** A word on a tint; red only for production, where the card is about one place. */
  chip?: 'neutral' | 'red';
}

export type Line = Run[];

export interface Fact {
  label: string;
  lines: Line[];
}

/** One press. Its id is the verb, with the row's number behind it where the verb stands more than once. */
export interface Button {
  id: string;
  verb: string;
  title: string;
  tooltip?: string;
  /** The one main button of a card. */
  main?: boolean;
  /** True: what is typed on the card goes with it, and what must be typed is checked first. */
  answers?: boolean;
  item?: string;
}

export interface Row {
  first: Line;
  second: Line;
  third?: Line;
  button?: Button;
  /** A state in words, where there is no button. */
  word?: string;
}

export interface Group {
  title?: string;
  rows: Row[];
}

export interface TextField {
  id: 'justification' | 'reason' | 'ticketNumber' | 'ticketSystem' | 'find';
  label: string;
  value?: string;
  maxLength: number;
  /** What to say when it is empty; absent: it may be. */
  error?: string;
}

/** What is asked, in this order. */
export interface Form {
  duration?: { label: string; value: string; choices: { title: string; value: string }[] };
  ticket?: { number: TextField; system: TextField };
  reason?: TextField;
}

/** A hidden part that a button opens. */
export interface Box {
  id: 'tools' | 'support';
  button: { id: 'role.tools' | 'support.show'; title: string };
  lead?: Line;
  facts: Fact[];
}
