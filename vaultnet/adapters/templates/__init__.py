"""Render templates, the vault's own first; a bad one is a problem, never a crash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from vaultnet.adapters.templates.complaint import Complaint
from vaultnet.adapters.templates.sandbox import Sandbox, Source, check_plain, render
from vaultnet.adapters.templates.shelf import (
    built_in,
    find_folder,
    find_own,
    read_built_in,
)
from vaultnet.core.values import NotePath, Problem
from vaultnet.errors import VaultnetError

Job = tuple[str, Mapping[str, object]]
"""A template's name, such as ``prompts/email.md.j2``, and its data."""

_SECONDS = 5.0  # for one child, whatever it waits for
_SOURCES = Path(__file__).resolve().parents[3]  # the folder that holds vaultnet/
# All that the child needs to know of where it runs; secrets stay here.
_ENVIRONMENT = frozenset(
    "SYSTEMROOT PYTHONHOME LD_LIBRARY_PATH DYLD_LIBRARY_PATH".split()
)
_STUCK = "it needs too much time or memory"


class _Own(Exception):
    """A template of the vault's is wanted, which must not be rendered here."""


class Templates:
    """The templates of one vault; ``problems`` gathers what is wrong with them.

    Built-in templates are rendered in this process. Whatever needs one of the
    vault's own goes to a child process with limits on time and memory.
    """

    def __init__(
        self, root: Path, folder: str, *, built_in_folder: Path | None = None
    ) -> None:
        self.problems: list[Problem] = []
        self._rejected: set[str] = set()
        self._folder = folder.strip("/")
        self._own = find_folder(root, folder)
        self._built_in = built_in_folder or built_in()
        self._here = Sandbox(self._load_here)
        self._plain = Sandbox(self._load_built_in)

    def has_own(self, name: str) -> bool:
        """Tell whether the vault has a template of this name that may serve."""
        return (
            self._own is not None
            and name not in self._rejected
            and find_own(self._own, name) is not None
        )

    def reject(self, name: str, reason: str) -> None:
        """Let the built-in template serve from now on: the vault's gave no use."""
        self._complain(Complaint(self._shown(name), 0, reason), name)
        self._rejected.add(name)

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Give one template's text."""
        return self.render_all([(name, context)])[0]

    def render_all(self, jobs: Sequence[Job]) -> list[str]:
        """Give the texts of many jobs, in their order; one child serves them all."""
        for name, context in jobs:
            self._check_name(name)
            check_plain(dict(context))
        texts = [self._render_here(job) for job in jobs]
        others = [number for number, text in enumerate(texts) if text is None]
        rendered = self._render_own([jobs[number] for number in others])
        for number, text in zip(others, rendered, strict=True):
            texts[number] = text
        return [
            self._render_built_in(job) if text is None else text
            for job, text in zip(jobs, texts, strict=True)
        ]

    def _check_name(self, name: str) -> None:
        if not self.has_own(name) and read_built_in(self._built_in, name) is None:
            raise VaultnetError(f"there is no template {name}; reinstall vaultnet")

    def _render_here(self, job: Job) -> str | None:
        """Render what needs none of the vault's templates; None for the rest."""
        name, context = job
        if self.has_own(name):
            return None
        try:
            return render(self._here, name, context)
        except _Own:
            return None

    def _render_built_in(self, job: Job) -> str:
        name, context = job
        if read_built_in(self._built_in, name) is None:
            return ""  # only the vault had it, and it is bad
        return render(self._plain, name, context)

    def _render_own(self, jobs: Sequence[Job]) -> list[str | None]:
        """Render with the vault's templates; None where the built-in must serve."""
        texts: list[str | None] = [None] * len(jobs)
        waiting = list(range(len(jobs)))
        while waiting:
            answers = self._ask_child([jobs[number] for number in waiting])
            for number, answer in zip(waiting, answers, strict=False):
                texts[number] = self._take(answer, jobs[number][0])
            waiting = waiting[len(answers) :]
            if waiting:  # the child did not survive the first of these
                stuck = jobs[waiting[0]][0]
                self._complain(Complaint(self._shown(stuck), 0, _STUCK), stuck)
                waiting = [number for number in waiting if jobs[number][0] != stuck]
        return texts

    def _ask_child(self, jobs: Sequence[Job]) -> list[dict[str, object]]:
        """Give the child's answers: fewer than jobs if it died or took too long."""
        request = {
            "own": str(self._own),
            "built_in": str(self._built_in),
            "jobs": [(name, dict(context)) for name, context in jobs],
        }
        lines = _run_child(json.dumps(request).encode()).split(b"\n")
        return [json.loads(line) for line in lines[:-1]]

    def _take(self, answer: Mapping[str, object], name: str) -> str | None:
        if "text" in answer:
            return str(answer["text"])
        path, line, reason = (answer[key] for key in ("path", "line", "reason"))
        self._complain(Complaint(str(path), int(str(line)), str(reason)), name)
        return None

    def _complain(self, complaint: Complaint, name: str) -> None:
        path, line, reason = complaint
        about = "this template" if path else f"a template that “{name}” includes"
        problem = Problem(
            NotePath(f"{self._folder}/{path}".rstrip("/")),
            line,
            "template",
            f"{about} cannot be used: {reason}; the built-in one serves instead",
        )
        if problem not in self.problems:
            self.problems.append(problem)

    def _shown(self, name: str) -> str:
        """Give the vault's file for a template, relative to the template folder."""
        path = None if self._own is None else find_own(self._own, name)
        if path is None or self._own is None:
            return ""
        return path.relative_to(self._own).as_posix()

    def _load_here(self, name: str) -> Source | None:
        if self.has_own(name):
            raise _Own
        return self._load_built_in(name)

    def _load_built_in(self, name: str) -> Source | None:
        text = read_built_in(self._built_in, name)
        if text is None:
            return None
        path = str(self._built_in / name)
        return text, path, lambda: not self.has_own(name)


def _run_child(request: bytes) -> bytes:
    """Run the child on a request; give what it wrote before its end, or ours."""
    command = [sys.executable, "-P", "-B", "-m", "vaultnet.adapters.templates"]
    known = {k: v for k, v in os.environ.items() if k.upper() in _ENVIRONMENT}
    environment = known | {"PYTHONPATH": str(_SOURCES)}
    pipe = subprocess.PIPE
    try:
        child = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment
        )
    except OSError:
        return b""
    with child:
        try:
            return child.communicate(request, timeout=_SECONDS)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            return child.communicate()[0]
