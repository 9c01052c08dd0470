import { describe, expect, it } from 'vitest';
import { parseQuotedWords } from '../../../../src/probe/host/systemd/quoted-words.js';
import { parseTimeSpan } from '../../../../src/probe/host/systemd/time-span.js';

describe('a time span of systemctl show', () => {
  it.each([
    ['0', 0],
    ['10s', 10],
    ['1min 30s', 90],
    ['1h 30min 500ms', 5400.5],
    ['1.500s', 1.5],
    ['1min 1.500s', 61.5],
    ['100ms', 0.1],
    ['250us', 0.00025],
    ['1w 2d', 777_600],
    ['1month 1d', 2_716_200],
    ['1y', 31_557_600],
    ['infinity', Number.POSITIVE_INFINITY],
    ['', undefined],
    ['10', undefined],
    ['10 s', undefined],
    ['-1s', undefined],
    ['1fortnight', undefined],
    ['[not set]', undefined],
    ['1.2.3s', undefined],
  ])('%j', (text, seconds) => {
    expect(parseTimeSpan(text)).toBe(seconds);
  });
});

describe('a list of systemctl show', () => {
  it.each([
    ['', []],
    ['/a /b', ['/a', '/b']],
    ['"/a b/c.conf" /d', ['/a b/c.conf', '/d']],
    [String.raw`"BAR=a\"b\\c\$d\n\303" EMPTY=`, ['BAR=a"b\\c$d\n\xc3', 'EMPTY=']],
    [String.raw`$'A=it\'s\t'`, ["A=it's\t"]],
    [String.raw`a\x2db.conf`, [String.raw`a\x2db.conf`]],
    ['"open', undefined],
    ['"a"b', undefined],
  ])('%j', (text, words) => {
    expect(parseQuotedWords(text)).toEqual(words);
  });
});
