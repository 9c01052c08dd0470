import { describe, expect, it } from 'vitest';
import { describeCommand, parseCommand } from '../../src/connection/command.js';
import { DoctorError } from '../../src/doctor-error.js';

describe('a command line is split as a POSIX shell splits it', () => {
  it.each([
    ['ssh db2', ['ssh', 'db2']],
    ['  docker   exec\t-i mysql ', ['docker', 'exec', '-i', 'mysql']],
    ["sudo -n -u '#999'", ['sudo', '-n', '-u', '#999']],
    ['sudo -n -u #999', ['sudo', '-n', '-u', '#999']],
    [`ssh -o "ProxyCommand=nc %h 22" db2`, ['ssh', '-o', 'ProxyCommand=nc %h 22', 'db2']],
    [String.raw`a\ b "c\"d" 'e\f'`, ['a b', 'c"d', String.raw`e\f`]],
    [String.raw`"\$HOME \x" $HOME`, [String.raw`$HOME \x`, '$HOME']],
    [`one''two"three"\\four`, ['onetwothreefour']],
    [`x '' ""`, ['x', '', '']],
    ['a \\\nb "c\\\nd"', ['a', 'b', 'cd']],
    ['echo a|b;c&d>e *', ['echo', 'a|b;c&d>e', '*']],
  ])('%j', (text, words) => {
    expect(parseCommand(text, '--via')).toEqual(words);
  });

  it.each([
    ["ssh 'db2", /the quote ' is not closed/],
    ['ssh "db2', /the quote " is not closed/],
    ['ssh "db2\\"', /the quote " is not closed/],
    ['ssh db2\\', /nothing follows the last backslash/],
    ['', /the command is empty/],
    [' \t', /the command is empty/],
    ["''", /the command is empty/],
  ])('%j is refused', (text, message) => {
    const parse = () => parseCommand(text, '--via');
    expect(parse).toThrow(DoctorError);
    expect(parse).toThrow(message);
    expect(parse).toThrow(/^--via: /);
  });
});

describe('a command is shown without what could be a secret', () => {
  it.each([
    ['ssh db2', 'ssh db2'],
    ['/usr/bin/ssh -p 2222 dba@db2', 'ssh -p … dba@db2'],
    ['ssh db2 sudo -n', 'ssh db2 sudo -n'],
    ['nsenter -t 12 -p -C --', 'nsenter -t 12 -p -C --'],
    ['docker exec -i mysql', 'docker exec -i mysql'],
    ['kubectl exec -i mysql-0 --', 'kubectl exec -i mysql-0 --'],
    ['sshpass -p hunter2 ssh db2', 'sshpass -p … ssh db2'],
    ['sshpass -phunter2 ssh db2', 'sshpass … ssh db2'],
    ['sshpass -v -p hunter2 ssh db2', 'sshpass -v -p … ssh db2'],
    ['plink -pw hunter2', 'plink …'],
    ['env SSHPASS=hunter2 sshpass -e ssh db2', 'env … sshpass -e ssh db2'],
    ['tool --auth-token hunter2 --token=hunter2 db2', 'tool …'],
    ["sh -c 'PW=hunter2 ssh db2 sh'", 'sh -c …'],
  ])('%s', (text, shown) => {
    expect(describeCommand(parseCommand(text, '--via'))).toBe(shown);
  });

  it('and an error about it does not repeat it', () => {
    expect(() => parseCommand("sshpass -p hunter2 ssh 'db2", '--via')).not.toThrow(/hunter2/);
  });
});
