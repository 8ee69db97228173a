import type { ApprovalStage, Decision } from '../../bot/pim/requests.js';

/** What both APIs write of a stage. */
interface StageRow {
  status?: string | undefined;
  reviewResult?: string | undefined;
  reviewedDateTime?: number | undefined;
  justification?: string | undefined;
}

/** The stage that counts for this person: the one that waits for them, else one that is open, else the last decided. */
export function stageThatCounts(stages: ApprovalStage[]): ApprovalStage | undefined {
  const open = stages.filter((stage) => stage.open);
  return (
    open.find((stage) => stage.mine) ??
    open[0] ??
    stages.filter(({ decision }) => decision).at(-1) ??
    stages[0]
  );
}

/** Whether a stage can be decided, and what was decided on it, by whoever PIM names. */
export function decidedIn(row: StageRow, by: Decision['by']): Pick<ApprovalStage, 'open' | 'decision'> {
  const { status, reviewResult, reviewedDateTime, justification } = row;
  if (!/^(approve|deny)$/i.test(reviewResult ?? ''))
    return { open: /^(inprogress|escalated)$/i.test(status ?? '') };
  const decision: Decision = {
    approved: reviewResult?.toLowerCase() === 'approve',
    by,
    at: reviewedDateTime ?? 0,
    ...(justification === undefined ? {} : { reason: justification }),
  };
  return { open: false, decision };
}
