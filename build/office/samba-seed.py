"""Fills a freshly provisioned Samba domain with an office's people, in one transaction, while the server is stopped.

Usage: samba-seed.py SMB_CONF < seed.json     The JSON is what build/office/samba.ts writes.
Runs in Debian's own Python (/usr/bin/python3), the only one that has Samba's modules.
"""

import base64
import json
import sys

import samba.param
from samba.auth import system_session
from samba.samdb import SamDB

# Ages are negative, in 100 ns; -2 is the shortest that Samba does not take for "never".
PASSWORD_SETTINGS = """
dn: CN=Haslo-wygasle,CN=Password Settings Container,CN=System,{domain}
objectClass: msDS-PasswordSettings
msDS-PasswordSettingsPrecedence: 10
msDS-PasswordReversibleEncryptionEnabled: FALSE
msDS-PasswordHistoryLength: 0
msDS-PasswordComplexityEnabled: FALSE
msDS-MinimumPasswordLength: 0
msDS-MinimumPasswordAge: 0
msDS-MaximumPasswordAge: -2
msDS-LockoutThreshold: 0
msDS-LockoutObservationWindow: -18000000000
msDS-LockoutDuration: -18000000000
"""


def main():
    seed = json.load(sys.stdin)
    parameters = samba.param.LoadParm()
    parameters.load(sys.argv[1])
    private_database = parameters.get("private dir") + "/sam.ldb"
    database = SamDB(url=private_database, session_info=system_session(), lp=parameters)
    database.transaction_start()
    make_units(database, seed)
    make_people(database, seed)
    make_groups(database, seed)
    database.transaction_commit()


def make_units(database, seed):
    database.modify_ldif(
        "dn: {domainDn}\nchangetype: modify\n"
        "replace: lockoutThreshold\nlockoutThreshold: {lockoutThreshold}\n-\n"
        "replace: lockOutObservationWindow\nlockOutObservationWindow: {lockoutWindow}\n".format(**seed)
    )
    base = seed["baseDn"]
    for unit in (base, "OU=Uzytkownicy," + base, "OU=Grupy," + base, "OU=Konta-uslugowe," + base):
        database.create_ou(unit)


def make_account(database, seed, login, password, rest):
    attributes = {
        "objectClass": "user",
        "sAMAccountName": login,
        "userPrincipalName": login + "@" + seed["domain"],
        "userAccountControl": "512",
    }
    attributes.update({name: value for name, value in rest.items() if value})
    # "relax" lets the seed choose the objectGUID, so that people are the same in every office.
    database.add(attributes, controls=["relax:0"])
    database.setpassword("(sAMAccountName=%s)" % login, password, force_change_at_next_login=False)


def make_people(database, seed):
    service = seed["serviceAccount"]
    make_account(database, seed, service["login"], service["password"], {"dn": service["dn"]})
    for person in seed["people"]:
        rest = {
            "dn": person["dn"],
            "objectGUID": base64.b64decode(person["objectGUID"]),
            "displayName": person["displayName"],
            "givenName": person["givenName"],
            "sn": person["sn"],
            "title": person["title"],
            "department": person["department"],
            "telephoneNumber": person.get("telephone"),
            "ipPhone": person.get("extension"),
        }
        make_account(database, seed, person["login"], person["password"], rest)
        set_state(database, seed, person)


def set_state(database, seed, person):
    state = person["accountState"]
    by_login = "(sAMAccountName=%s)" % person["login"]
    if state == "disabled":
        database.disable_account(by_login)
    elif state == "expired":
        database.setexpiry(by_login, -86400)
    elif state == "must-change":
        replace(database, person["dn"], "pwdLastSet", "0")
    elif state == "hours":
        replace(database, person["dn"], "logonHours", bytes(21))
    elif state == "workstation":
        replace(database, person["dn"], "userWorkstations", "INNY-KOMPUTER")
    elif state == "password-expired":
        expire_password(database, seed, person)


def replace(database, dn, name, value):
    encoded = base64.b64encode(value if isinstance(value, bytes) else value.encode()).decode()
    encoded_dn = base64.b64encode(dn.encode()).decode()
    database.modify_ldif("dn:: %s\nchangetype: modify\nreplace: %s\n%s:: %s\n" % (encoded_dn, name, name, encoded))


def expire_password(database, seed, person):
    """Password settings of its own under which a password is too old the moment it is set."""
    settings = PASSWORD_SETTINGS.format(domain=seed["domainDn"])
    applies_to = base64.b64encode(person["dn"].encode()).decode()
    name = "CN=Haslo-wygasle-%s," % person["login"]
    database.add_ldif(settings.replace("CN=Haslo-wygasle,", name) + "msDS-PSOAppliesTo:: %s\n" % applies_to)


def make_groups(database, seed):
    for group in seed["groups"]:
        database.newgroup(group["name"], groupou="OU=Grupy,OU=Urzad")
    for group in seed["groups"]:
        if group["members"]:
            database.add_remove_group_members(group["name"], group["members"], add_members_operation=True)


main()
