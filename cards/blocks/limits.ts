/** What Slack takes. Counts are of UTF-16 units, the strictest reading of "characters". */
export const limits = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  viewBlocks: 100,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  section: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block. One is drawn; none is given for its text, so a field's is kept. */
  contextElements: 10,
  context: 2000,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actions: 25,
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block */
  inputLabel: 2000,
  /** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block gives none: a section's is kept for the whole block. */
  richText: 3000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonText: 75,
  /** Never near: a value is ids. */
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  inputMaxLength: 3000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element; more external options show as none. */
  options: 100,
  placeholder: 150,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  optionDescription: 75,
  optionValue: 150,
  /** https://docs.slack.dev/reference/views/modal-views */
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3000,
  /** Bytes of JSON: `view_too_large`, https://docs.slack.dev/reference/methods/views.open */
  view: 250_000,
  /**
   * Ours. `msg_blocks_too_long` of chat.postMessage has no published number; seen are 13,200 characters of text, less
   * about 125 for each block. This much JSON stays below that, however it is counted.
   * https://github.com/slackapi/bolt-js/issues/2509, https://github.com/slackapi/bolt-js/issues/2867
   */
  messageJson: 10_000,
} as const;
