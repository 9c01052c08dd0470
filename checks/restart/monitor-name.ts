import type { Monitor } from './monitoring.js';

/** What starts mysqld again or does not, as the subject of a sentence. */
export function monitorName(monitor: Monitor): string {
  switch (monitor.kind) {
    case 'systemd':
      return monitor.unit.name;
    case 'adopted':
      return monitor.by;
    case 'supervisord':
      return `supervisord (program ${monitor.settings.program})`;
    case 'runit':
      return 'runsv';
    case 's6':
      return 's6-supervise';
    case 'container':
      return "the container's runtime";
    case 'loop':
      return monitor.name;
    case 'shell':
    case 'other':
      return [monitor.name, ...(monitor.command.length > 0 ? [`(${monitor.command.join(' ')})`] : [])].join(
        ' ',
      );
    case 'entered':
      return 'what started it from outside of its PID namespace';
    case 'mysqld_safe':
      return `mysqld_safe (pid ${monitor.pid})`;
    case 'unseen':
      return 'its supervisor';
  }
}
