/**
 * The part of Block Kit that is drawn here. There is no markup in it: names and typed text stand in `plain_text` or in
 * text elements of rich text, where Slack reads no mention, link or format out of them.
 */
export type Block = HeaderBlock | ContextBlock | RichTextBlock | SectionBlock | InputBlock | ActionsBlock;

export interface PlainText {
  type: 'plain_text';
  text: string;
  /** Without it, `:name:` in a text becomes a picture. */
  emoji: false;
}

interface HeaderBlock {
  type: 'header';
  text: PlainText;
}

export interface ContextBlock {
  type: 'context';
  elements: PlainText[];
}

export interface SectionBlock {
  type: 'section';
  block_id?: string;
  text: PlainText;
  accessory?: ButtonElement | ExternalSelect;
}

export interface RichTextBlock {
  type: 'rich_text';
  elements: RichTextPart[];
}

export type RichTextPart = RichTextSection | RichTextQuote | RichTextList;

export interface RichTextSection {
  type: 'rich_text_section';
  elements: TextElement[];
}

interface RichTextQuote {
  type: 'rich_text_quote';
  elements: TextElement[];
}

interface RichTextList {
  type: 'rich_text_list';
  style: 'bullet';
  elements: RichTextSection[];
}

export interface TextElement {
  type: 'text';
  text: string;
  style?: { bold?: true; code?: true };
}

export interface InputBlock {
  type: 'input';
  block_id: string;
  label: PlainText;
  optional?: true;
  element: TextInput | StaticSelect;
}

interface TextInput {
  type: 'plain_text_input';
  action_id: string;
  max_length: number;
  initial_value?: string;
  multiline?: true;
}

interface StaticSelect {
  type: 'static_select';
  action_id: string;
  options: Option[];
  initial_option?: Option;
}

interface ExternalSelect {
  type: 'external_select';
  action_id: string;
  placeholder: PlainText;
  min_query_length: number;
}

export interface Option {
  text: PlainText;
  value: string;
  description?: PlainText;
}

export interface ActionsBlock {
  type: 'actions';
  elements: ButtonElement[];
}

export interface ButtonElement {
  type: 'button';
  action_id: string;
  text: PlainText;
  value?: string;
  url?: string;
  style?: 'primary';
  accessibility_label?: string;
}

export interface ModalView {
  type: 'modal';
  callback_id: string;
  external_id?: string;
  private_metadata?: string;
  title: PlainText;
  submit?: PlainText;
  close: PlainText;
  blocks: Block[];
}

export interface HomeView {
  type: 'home';
  private_metadata: string;
  blocks: Block[];
}
