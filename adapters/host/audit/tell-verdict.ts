import { tellFinding } from './findings.js';
import type { Verdict } from './verify.js';

/** So many findings are told one by one. */
const MOST_TOLD = 50;

/** What a person reads of a verdict: what there is, then what is wrong and where, then the sum. */
export function tellVerdict(verdict: Verdict): string {
  const { tenant, findings, anchors } = verdict;
  const more = findings.length - MOST_TOLD;
  const told = findings.slice(0, MOST_TOLD).map((finding) => `  DAMAGE ${tellFinding(finding)}`);
  const all = [
    `${tenant}: ${stand(verdict)}`,
    ...told,
    ...(more > 0 ? [`  … and ${more} more.`] : []),
    findings.length > 0 ? `  ${findings.length} found.` : '  Nothing was edited, deleted or reordered.',
    anchors > 0
      ? `  ${count(anchors, 'anchor')} compared.`
      : '  No anchor was compared: a cut end, or a chain made anew, shows only with --anchor FILE.',
  ];
  return `${all.join('\n')}\n`;
}

function stand({ lines, unsealed, last }: Verdict): string {
  const open = unsealed > 0 ? `, ${unsealed} not sealed yet` : '';
  const end = last ? `; the chain ends with entry ${last.count} (${last.id}), ${last.hash}` : '';
  return `${count(lines, 'entry', 'entries')}${open}${end}`;
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
