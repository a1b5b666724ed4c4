/**
 * Certificates that servers of alarms are checked against: a named file, or those of this system, which has the administrator's own, and those that Node brings along.
 */
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

// Debian, RHEL and SUSE, in this order.
const systemBundles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/ca-bundle.pem'];

/** PEM texts, for `ca` of TLS. NOTIFY_FAILED when the named file cannot be read. */
export async function readTrustedCertificates(file: string | undefined): Promise<string[]> {
  if (file !== undefined) {
    try {
      return [await readFile(file, 'utf8')];
    } catch (error) {
      throw new StillpointError('NOTIFY_FAILED', `the certificates in ${file} cannot be read: ${systemErrorCode(error) ?? 'unknown error'}`, { hint: 'correct ca_file in collector.toml, or the rights of the file', cause: error });
    }
  }
  for (const path of systemBundles) {
    try {
      return [await readFile(path, 'utf8'), ...rootCertificates];
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw new StillpointError('NOTIFY_FAILED', `the certificates in ${path} cannot be read`, { cause: error });
    }
  }
  return [...rootCertificates];
}
