import { createLog, type LogLevel } from '../../../adapters/host/log.js';
import { scrub } from '../../../adapters/host/scrub.js';
import { PimError } from '../../../bot/pim/errors.js';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJhbmEifQ.c2lnbmF0dXJl-_x';
const CANARIES = [JWT, 'CANARYCODE', 'xoxb-1234-canary', 'CANARYPASSWORD', 'ana typed CANARYREASON'];

function logged(write: (log: ReturnType<typeof createLog>) => void, logLevel: LogLevel = 'trace'): string[] {
  const lines: string[] = [];
  write(createLog({ config: { mode: 'serve', logLevel }, out: { write: (line) => void lines.push(line) } }));
  return lines;
}

describe('what reaches the log', () => {
  it('is one JSON line with the event and the allowed fields', () => {
    const [line = ''] = logged((log) =>
      log.info('turn.closed', { tenant: 't', oid: 'o', turn: 'teams:a:1', ms: 12 }),
    );
    const { time, ...rest } = JSON.parse(line) as Record<string, unknown>;
    expect(typeof time).toBe('number');
    expect(rest).toEqual({
      level: 'info',
      event: 'turn.closed',
      tenant: 't',
      oid: 'o',
      turn: 'teams:a:1',
      ms: 12,
    });
  });

  it('leaves out every field that is not on the list, or not of its kind', () => {
    const stray = { token: JWT, text: 'ana typed CANARYREASON', status: 'CANARYCODE', oid: { token: JWT } };
    const [line = ''] = logged((log) => log.warn('x', stray as never));
    expect(Object.keys(JSON.parse(line) as object).sort()).toEqual(['event', 'level', 'time']);
  });

  it('cuts long fields', () => {
    const [line = ''] = logged((log) => log.info('x', { call: 'c'.repeat(9_000) }));
    expect(line.length).toBeLessThan(400);
  });

  it('holds no canary, wherever it is planted', () => {
    const lines = logged((log) => {
      for (const canary of CANARIES) {
        const cause = Object.assign(new TypeError(`cause ${canary}`), {
          response: { body: { access_token: canary } },
        });
        const error = new Error(`fail ${canary}\n    at ${canary}`, { cause });
        log.error('call.failed', { error, code: 'unavailable' });
        log.error('call.failed', { error: canary });
        log.error('call.failed', { error: Object.assign(new Error(), { name: JWT, config: { canary } }) });
        log.error('pim', { error: new PimError('refused', { server: { message: canary }, claims: canary }) });
      }
      log.info(`got ${JWT}`);
      log.info('got https://x/cb?code=CANARYCODE&state=1');
      log.info('x', { call: `Bearer ${JWT}`, code: 'xoxb-1234-canary' });
    });
    expect(lines.length).toBe(CANARIES.length * 4 + 3);
    for (const line of lines) for (const canary of CANARIES) expect(line).not.toContain(canary);
  });

  it('tells what an error is and where it came from', () => {
    const error = new PimError('throttled', { cause: new RangeError('x') });
    const [line = ''] = logged((log) => log.error('x', { error }));
    const facts = (
      JSON.parse(line) as { error: { name: string; code: string; at: string[]; causes: object[] } }
    ).error;
    expect(facts).toMatchObject({ name: 'PimError', code: 'throttled', causes: [{ name: 'RangeError' }] });
    expect(facts.at[0]).toContain('log.test.ts');
  });

  it.each<['sandbox' | 'serve', LogLevel | undefined, string[]]>([
    ['serve', undefined, ['info', 'warn', 'error']],
    ['serve', 'warn', ['warn', 'error']],
    ['serve', 'silent', []],
    ['sandbox', undefined, ['error']],
    ['sandbox', 'info', ['info', 'warn', 'error']],
  ])('%s at level %s', (mode, logLevel, expected) => {
    const events: string[] = [];
    const out = { write: (line: string) => void events.push((JSON.parse(line) as { event: string }).event) };
    const log = createLog({ config: { mode, ...(logLevel ? { logLevel } : {}) }, out });
    log.info('info');
    log.warn('warn');
    log.error('error');
    expect(events).toEqual(expected);
  });
});

describe('the scrubber of the finished line', () => {
  it.each([
    [`{"a":"${JWT}"}`, '{"a":"[jwt]"}'],
    [`Authorization: Bearer opaque-token~1`, 'Authorization: Bearer [token]'],
    ['/cb?code=0.AAA-BBB&state=1', '/cb?code=[secret]&state=1'],
    ['/cb?x=1%26code%3D0.AAA&state=1', '/cb?x=1%26code%3D[secret]&state=1'],
    ['grant_type=jwt-bearer&assertion=abc&scope=x', 'grant_type=jwt-bearer&assertion=[secret]&scope=x'],
    ['client_secret=abc~1&x=1', 'client_secret=[secret]&x=1'],
    ['{"refresh_token":"0.AbC","x":1}', '{"refresh_token":"[secret]","x":1}'],
    ['{\\"access_token\\":\\"abc\\",\\"x\\":1}', '{\\"access_token\\":\\"[secret]\\",\\"x\\":1}'],
    ['xoxb-123-abc xapp-1-A-2', '[slack] [slack]'],
    ['rediss://:pass@cache:6380', 'rediss://:[secret]@cache:6380'],
    ['{"code":"rulesFailed","statusCode":400}', '{"code":"rulesFailed","statusCode":400}'],
    ['at /app/dist/bot/bot.js:12:3', 'at /app/dist/bot/bot.js:12:3'],
  ])('%s', (line, clean) => {
    expect(scrub(line)).toBe(clean);
  });

  it('is done with long lines in the time that a test has', () => {
    for (const part of ['eyJ', 'code=', 'Bearer ', 'access_token', 'http://', 'a:', ' ']) {
      expect(scrub(`${part.repeat(20_000)} xoxb-1-a`)).not.toContain('xoxb-1-a');
    }
  });
});
