import { readdir, readFile } from 'node:fs/promises';
import { run } from './run.js';

/**
 * The Debian mirror this machine's own apt uses, from sources.list and sources.list.d (both formats);
 * undefined when none of them names an http(s) mirror of the main archive.
 */
export async function debianMirror(): Promise<string | undefined> {
  const found: string[] = [];
  for (const file of await sourceFiles()) {
    const text = await readFile(file, 'utf8').catch(() => '');
    found.push(...(file.endsWith('.sources') ? mirrorsInDeb822(text) : mirrorsInList(text)));
  }
  // Other people's archives may use Debian's names of releases and components, too.
  return found.find((uri) => /\/debian\/?$/.test(uri)) ?? found[0];
}

/** Addresses in a deb822 file that may be a mirror of the main archive, in their order. */
export function mirrorsInDeb822(text: string): string[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .flatMap((stanza) => {
      const words = (name: string) =>
        new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'im').exec(stanza)?.[1]?.trim().split(/\s+/) ?? [];
      const enabled = words('Enabled')[0]?.toLowerCase() !== 'no' && words('Types').includes('deb');
      return enabled && isMainArchive(words('Suites'), words('Components'))
        ? words('URIs').filter(isWeb)
        : [];
    });
}

/** The same for a file in the one-line style. */
export function mirrorsInList(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+(.*)$/.exec(line.replace(/#.*/, ''));
    const [, uri = '', suite = '', components = ''] = match ?? [];
    return isWeb(uri) && isMainArchive([suite], components.trim().split(/\s+/)) ? [uri] : [];
  });
}

const RELEASE = /^(bookworm|trixie|forky|duke|sid|stable|oldstable|testing|unstable)$/;

function isMainArchive(suites: string[], components: string[]): boolean {
  return components.includes('main') && suites.some((suite) => RELEASE.test(suite));
}

function isWeb(uri: string): boolean {
  return /^https?:\/\//.test(uri);
}

async function sourceFiles(): Promise<string[]> {
  const folder = '/etc/apt/sources.list.d';
  const names = await readdir(folder).catch(() => []);
  const inFolder = names.filter((name) => /\.(list|sources)$/.test(name)).sort();
  return ['/etc/apt/sources.list', ...inFolder.map((name) => `${folder}/${name}`)];
}

/** What the machine's apt was told about reaching a mirror, for the tree's apt and for debootstrap. */
export interface AptSettings {
  /** `-o` options. */
  options: string[];
  /** http_proxy and https_proxy, where apt has one. */
  environment: Record<string, string>;
}

/** Reads proxies and date checks from the machine's apt configuration. */
export async function aptSettings(): Promise<AptSettings> {
  const { stdout } = await run(['apt-config', 'dump']);
  const settings: AptSettings = { options: [], environment: {} };
  for (const line of stdout.split('\n')) {
    const [, name, value] = /^(Acquire::[\w:-]+) "(.*)";$/.exec(line) ?? [];
    if (name === undefined || value === undefined || value === '') continue;
    if (!/^Acquire::(Check-Valid-Until|Check-Date|https?::Proxy)$/i.test(name)) continue;
    settings.options.push('-o', `${name}=${value}`);
    const scheme = /::(https?)::proxy$/i.exec(name)?.[1];
    if (scheme !== undefined && value !== 'DIRECT')
      settings.environment[`${scheme.toLowerCase()}_proxy`] = value;
  }
  return settings;
}
