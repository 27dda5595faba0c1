import { totalmem } from 'node:os';
import { filesOf, replaceFile } from './files.ts';

/** What the settings follow: a container's memory limit where there is one. */
const memoryMb = () => Math.min(totalmem(), process.constrainedMemory() || totalmem()) / 1024 ** 2;

/** The settings for a machine with this much memory. `fsync` and its kin stay as PostgreSQL has them. */
export function settingsFor(memory: number): Record<string, string> {
  const between = (low: number, value: number, high: number) =>
    Math.round(Math.min(high, Math.max(low, value)));
  return {
    cluster_name: 'wardline',
    max_connections: '60',
    shared_buffers: `${between(128, memory / 16, 512)}MB`,
    work_mem: memory < 8000 ? '16MB' : '32MB',
    maintenance_work_mem: `${between(64, memory / 32, 256)}MB`,
    effective_cache_size: `${between(256, memory / 2, 8192)}MB`,
    min_wal_size: '128MB',
    max_wal_size: '1GB',
    dynamic_shared_memory_type: 'mmap', // systemd's RemoveIPC deletes POSIX segments when their owner logs out
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_error_verbosity: 'terse', // no DETAIL: it repeats whole rows
    log_checkpoints: 'off',
  };
}

/** Writes settings and access rules anew and returns the arguments of `postgres`. Your own settings: ALTER SYSTEM.
 *  Access needs no password because only the account and root can enter the socket folder; there is no network. */
export function serverArguments(dataDir: string, socketDir: string, memory = memoryMb()): string[] {
  const { cluster, settings, access } = filesOf(dataDir);
  const lines = Object.entries(settingsFor(memory)).map(([name, value]) => `${name} = '${value}'`);
  replaceFile(
    settings,
    `# Written by Wardline at every start. For your own settings use ALTER SYSTEM.\n${lines.join('\n')}\n`,
  );
  replaceFile(
    access,
    '# Written by Wardline at every start.\nlocal all all trust\nlocal replication all trust\n',
  );
  const must = {
    config_file: settings,
    hba_file: access,
    listen_addresses: '',
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
  };
  return ['-D', cluster, ...Object.entries(must).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
