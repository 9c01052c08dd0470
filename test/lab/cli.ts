import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureTree } from './build.js';
import { hostEnvironment } from './host.js';
import { attach, type Lab, labAccount, labUnavailable, startLab } from './lab.js';
import { livingLabs, sweepDeadLabs } from './state.js';

const HELP = `Boots real MySQL hosts on this machine (Debian, as root) to try mysql-clone-doctor on.

usage: npm run lab -- COMMAND

  up HOST...             boot hosts with these names; they stay until "down"
  exec HOST -- CMD...    run a command on a host as root
  sql HOST STATEMENTS    run SQL on a host as root
  reset HOST...          back to the state after "up"
  status                 show the hosts again
  down                   remove the hosts and everything of theirs
  build                  only build what the hosts boot from (a minute or two, once)

  --lab ID               which lab, when several are up
  --help                 this text
`;

class UsageError extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = parse(process.argv.slice(2));
  const [command, ...rest] = positionals;
  if (values.help || command === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  switch (command) {
    case 'build':
      await requireLab();
      process.stdout.write(`${await ensureTree()}\n`);
      return 0;
    case 'up':
      if (rest.length === 0) throw new UsageError('up needs at least one host name');
      await requireLab();
      show(await startLab(rest, { keep: true }));
      return 0;
    case 'exec': {
      const [host = '', ...argv] = rest;
      if (argv.length === 0) throw new UsageError('exec needs a host and a command');
      return inherit([...theLab(values.lab, [host]).host(host).via.split(' '), ...argv]);
    }
    case 'sql': {
      const [host = '', statements, ...more] = rest;
      if (statements === undefined || more.length > 0)
        throw new UsageError('sql needs a host and one argument');
      const via = theLab(values.lab, [host]).host(host).via.split(' ');
      return inherit([...via, 'mysql', '--table', '-u', 'root', '-e', statements]);
    }
    case 'reset': {
      if (rest.length === 0) throw new UsageError('reset needs at least one host name');
      const lab = theLab(values.lab, rest);
      await Promise.all(rest.map((name) => lab.host(name).reset()));
      show(lab);
      return 0;
    }
    case 'status':
      sweepDeadLabs();
      if (keptLabs().length === 0) process.stdout.write('no lab is up\n');
      for (const lab of keptLabs()) show(lab);
      return 0;
    case 'down':
      sweepDeadLabs();
      if (keptLabs().length > 0) await theLab(values.lab).stop();
      return 0;
    default:
      throw new UsageError(command === undefined ? 'no command given' : `unknown command ${command}`);
  }
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { help: { type: 'boolean' }, lab: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError(String((error as Error).message).split('. ')[0]);
  }
}

/** Labs that somebody brought up by hand; those of running tests are not for others. */
function keptLabs(): Lab[] {
  return livingLabs()
    .filter((state) => state.kept)
    .map((state) => attach(state));
}

/** The one lab that is up; among several the one chosen, or else the one that has these hosts. */
function theLab(id: string | undefined, names: string[] = []): Lab {
  const all = keptLabs();
  if (all.length === 0) throw new UsageError('no lab is up');
  const chosen = all.filter((lab) => (id === undefined ? true : lab.id === id));
  if (chosen.length === 0) throw new UsageError(`no lab ${id} is up`);
  const having = chosen.filter((lab) => names.every((name) => lab.hosts.some((host) => host.name === name)));
  const [lab, ...others] = having;
  if (lab === undefined) throw new UsageError(`no lab that is up has ${names.join(' and ')}`);
  if (others.length > 0)
    throw new UsageError(`choose with --lab: ${having.map((candidate) => candidate.id).join(' ')}`);
  return lab;
}

async function requireLab(): Promise<void> {
  const reason = await labUnavailable();
  if (reason !== undefined) throw new Error(`the lab cannot run here: ${reason}`);
}

function show(lab: Lab): void {
  const { user, password } = labAccount;
  process.stdout.write(`lab ${lab.id}, account ${user} with password ${password} on every host\n`);
  for (const host of lab.hosts)
    process.stdout.write(`\n${host.name}\n  ${host.address}\n  --via '${host.via}'\n`);
}

function inherit(argv: string[]): Promise<number> {
  const [program = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: 'inherit',
      env: { TERM: process.env.TERM, ...hostEnvironment },
    });
    // Ctrl-C is for the command; we end when it does.
    process.on('SIGINT', () => {});
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 128));
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`lab: ${(error as Error).message}\n`);
  process.exitCode = error instanceof UsageError ? 3 : 1;
}
