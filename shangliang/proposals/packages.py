"""The archive package of one case: its papers, files, ratings and record in one ZIP with checksums."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import override

from shangliang.bodies.queries import role_label
from shangliang.core.tables import write_csv
from shangliang.ledger.flow import spec_of
from shangliang.ledger.models import Act
from shangliang.proposals.letters import (
    CHINESE,
    addressees,
    case_name,
    chinese_reading,
    joint_opinion,
    proposal_paper,
    reply_letter,
)
from shangliang.proposals.models import Proposal
from shangliang.proposals.reading import files_for
from shangliang.proposals.reading_nouns import Reading

# An archive's files bear no time of their own, so that the same case gives the same bytes.
_FIXED = (2000, 1, 1, 0, 0, 0)
_PIECE = 64 * 1024
# Facts that name people; the record in the package tells roles only.
_PERSONAL = frozenset({"person", "people", "leader", "by"})


class _Package:
    """A ZIP on disk that remembers the checksum of everything put into it."""

    def __init__(self, target: IO[bytes]) -> None:
        self.archive = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self.sums: list[tuple[str, str, int]] = []

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Put a file in, piece by piece."""
        info = zipfile.ZipInfo(name, _FIXED)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self.archive.open(info, "w", force_zip64=True) as target:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        self.sums.append((name, digest.hexdigest(), size))

    def close(self) -> None:
        """Write the manifest and the directory."""
        lines = "".join(f"{digest}  {name}\n" for name, digest, _size in self.sums)
        self.archive.writestr(zipfile.ZipInfo("SHA256SUMS", _FIXED), lines)
        self.archive.close()


def case_package(proposal: Proposal, user: Any) -> IO[bytes]:
    """A temporary file with everything of the case that this person reads, at its beginning."""
    target = TemporaryFile()  # noqa: SIM115  the answer closes it
    package = _Package(target)
    with override(CHINESE):
        reading = chinese_reading(proposal, user)
        package.add("提案.docx", [proposal_paper(proposal, reading)])
        for name, content in _letters(proposal, reading):
            package.add(name, [content])
        _add_public(package, reading)
        _add_files(package, proposal, user)
        package.add("评价.json", [_told(_ratings(reading))])
        package.add("案卷.json", [_told(_metadata(proposal, reading))])
        _add_record(package, proposal)
    package.close()
    target.seek(0)
    return target


def _letters(proposal: Proposal, reading: Reading) -> Iterator[tuple[str, bytes]]:
    """Delivered replies, one for each proposer as they were addressed, and joint opinions."""
    people = addressees(proposal)
    for place, handling in enumerate(reading.handlings, 1):
        for letter in handling.letters:
            if letter.delivered is None:
                continue
            stem = f"{place:02d}-{_plain(handling.unit)}-第{letter.round}轮"
            if letter.is_opinion:
                yield f"会办意见/{stem}.docx", joint_opinion(proposal, reading, handling, letter)
                continue
            for number, one in enumerate(people, 1):
                content = reply_letter(proposal, reading, handling, letter, one)
                yield f"答复/{stem}-{number:02d}-{_plain(one)}.docx", content


def _plain(name: str) -> str:
    """A part of a file name that every system takes."""
    return "".join("_" if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in name)[:60]


def _add_public(package: _Package, reading: Reading) -> None:
    if reading.public is not None:
        text = "\n\n".join(filter(None, (reading.public.title, reading.public.text, reading.public.reply)))
        package.add("公开文本.txt", [text.encode()])


def _add_files(package: _Package, proposal: Proposal, user: Any) -> None:
    """Attachments under their own names, numbered, so that equal names stay apart."""
    for number, one in enumerate(files_for(user).filter(proposal=proposal).order_by("id"), 1):
        with one.file.open("rb") as source:
            package.add(f"附件/{number:02d}-{_plain(one.name)}", iter(lambda: source.read(_PIECE), b""))


def _metadata(proposal: Proposal, reading: Reading) -> dict[str, Any]:
    """The particulars of the case; its texts stand in the papers."""
    whole = asdict(reading)
    left_out = ("standing", "parts", "handlings", "files", "public", "phone", "version")
    return {"name": case_name(proposal), **{k: v for k, v in whole.items() if k not in left_out}}


def _ratings(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"unit": handling.unit, **{k: v for k, v in asdict(one).items() if k != "scan_id"}}
        for handling in reading.handlings
        for one in handling.judgements
    ]


def _told(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode() + b"\n"


def _add_record(package: _Package, proposal: Proposal) -> None:
    """The ledger rows of the case, by role, without names."""
    acts = list(Act.objects.of_case(proposal).select_related("voided_by"))
    rows = [_record_row(one) for one in acts]
    headers = ["id", "happened", "recorded", "kind", "what", "role", "subject", "voided"]
    package.add("时间线.csv", write_csv(headers, ([row[name] for name in headers] for row in rows)))
    package.add("时间线.json", [_told(rows)])


def _record_row(act: Act) -> dict[str, Any]:
    spec = spec_of(act.kind)
    return {
        "id": act.pk,
        "happened": timezone.localtime(act.happened).isoformat(),
        "recorded": timezone.localtime(act.recorded).isoformat(),
        "kind": act.kind,
        "what": str(spec.past) if spec else act.kind,
        "role": role_label(act.role),
        "subject": f"{act.subject_type}:{act.subject_id}",
        "voided": hasattr(act, "voided_by"),
        "facts": {name: value for name, value in act.facts.items() if name not in _PERSONAL},
    }
