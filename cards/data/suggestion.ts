import type { Subject } from '../../bot/views/facts.js';
import type { Frame } from '../../bot/views/views.js';
import { textOf } from './lines.js';
import { rowDetail, spoken } from './subject.js';
import { voiceFor } from './voice.js';

/** A row that a search offers: the role and the place, and what tells it from others. */
export function suggestionOf(subject: Subject, frame: Frame): { title: string; detail: string } {
  const voice = voiceFor(frame);
  return { title: spoken(subject, voice), detail: textOf(rowDetail(subject, voice, 'full')).trim() };
}
