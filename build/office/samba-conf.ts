export interface SambaPlace {
  /** Everything of this domain controller lies below it. */
  folder: string;
  /** A loopback address of its own: Samba cannot change LDAP's ports. */
  address: string;
  domain: string;
  shortDomain: string;
}

/** Host name of the domain controller. */
export const hostName = 'dc1';

/** Arguments of `samba-tool domain provision`: no DNS, no Kerberos clients, nothing outside the folder. */
export function provisionArguments(place: SambaPlace, administratorPassword: string): string[] {
  const { folder, address, domain, shortDomain } = place;
  return [
    'domain',
    'provision',
    `--targetdir=${folder}/dc`,
    '--configfile=/dev/null',
    `--realm=${domain.toUpperCase()}`,
    `--domain=${shortDomain}`,
    '--server-role=dc',
    '--use-rfc2307',
    '--dns-backend=NONE',
    `--adminpass=${administratorPassword}`,
    `--host-name=${hostName}`,
    `--host-ip=${address}`,
    '--option=interfaces=lo',
    '--option=bind interfaces only=yes',
  ];
}

/** smb.conf of a domain controller that offers LDAP and LDAPS on one address and keeps every file in its folder. */
export function smbConf({ folder, address, domain, shortDomain }: SambaPlace): string {
  return `[global]
  netbios name = ${hostName.toUpperCase()}
  realm = ${domain.toUpperCase()}
  workgroup = ${shortDomain}
  server role = active directory domain controller
  server services = ldap
  interfaces = ${address}/8
  bind interfaces only = yes
  tls keyfile = ${folder}/tls/key.pem
  tls certfile = ${folder}/tls/certificate.pem
  tls cafile = ${folder}/tls/ca.pem
  ldap server require strong auth = yes
  idmap_ldb:use rfc2307 = yes
  private dir = ${folder}/dc/private
  state directory = ${folder}/dc/state
  cache directory = ${folder}/dc
  lock directory = ${folder}/dc
  binddns dir = ${folder}/dc/bind-dns
  pid directory = ${folder}/run
  ncalrpc dir = ${folder}/run/ncalrpc
  ntp signd socket directory = ${folder}/run/ntp
  log file = ${folder}/log/%m.log
`;
}
