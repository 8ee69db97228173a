/** Words of sentences that name several things. All lower case; a phrase is its words joined by single spaces. */
export const lists = {
  /** Between two things: "Contributor and Reader". */
  joints: ['and', '&', 'plus', 'also', 'and also', 'as well as', 'along with', 'together with'],
  /** Before the first of them: "both Contributor and Reader". */
  before: ['both'],
};
