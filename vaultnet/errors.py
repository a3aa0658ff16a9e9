"""The few ways in which we can be unable to go on."""

from __future__ import annotations


class VaultnetError(Exception):
    """One clear line for the user, and the exit code that goes with it."""

    exit_code = 1


class WrongUsage(VaultnetError):
    """What was typed on the command line cannot be understood."""

    exit_code = 2


class NoSuchNote(VaultnetError):
    """There is no note at this path."""

    exit_code = 2


class NoVault(VaultnetError):
    """There is no vault where we looked."""

    exit_code = 3


class NoRepository(VaultnetError):
    """The vault is in no git repository, or there is no git."""

    exit_code = 3


class BadConfig(VaultnetError):
    """``vaultnet.toml`` is wrong; the message names the key."""

    exit_code = 3


class NoSuchContact(VaultnetError):
    """No contact has this name."""

    exit_code = 4


class AmbiguousName(VaultnetError):
    """Several contacts could be meant; the message lists them."""

    exit_code = 4


class RefusedToWrite(VaultnetError):
    """A note was left as it is: changed meanwhile, in conflict, broken or locked."""

    exit_code = 5


class Busy(RefusedToWrite):
    """A note is being written by something else; nothing was lost, try later."""


class MergeUnderWay(RefusedToWrite):
    """Git merges, rebases or picks in this vault; its notes are not ours to write."""


class CannotImport(VaultnetError):
    """The file to take in cannot be read at all; the message says which, and why."""

    exit_code = 6
