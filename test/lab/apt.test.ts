import { describe, expect, test } from 'vitest';
import { mirrorsInDeb822, mirrorsInList } from './apt.js';

describe('the mirror in the apt sources', () => {
  test('deb822 format', () => {
    const text = `# a comment
Types: deb
# another
URIs: http://mirror.example/debian
Suites: trixie trixie-updates
Components: main

Types: deb deb-src
URIs:
 cdrom:[x]/
 https://second.example/debian/
Suites: sid
Components: contrib
 main
Enabled: yes

Types: deb
URIs: http://mirror.example/debian-security
Suites: trixie-security
Components: main

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: trixie
Components: main
`;
    expect(mirrorsInDeb822(text)).toEqual(['http://mirror.example/debian', 'https://second.example/debian/']);
  });

  test('one-line format', () => {
    const text = `
deb-src http://source.example/debian bookworm main
#deb http://off.example/debian bookworm main
deb http://mirror.example/debian-security bookworm-security main
deb [arch=amd64 signed-by=/usr/share/keyrings/x.gpg] https://mirror.example/debian bookworm main contrib # here
deb https://vendor.example/apt bookworm tools
`;
    expect(mirrorsInList(text)).toEqual(['https://mirror.example/debian']);
  });
});
