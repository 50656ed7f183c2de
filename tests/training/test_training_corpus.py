"""The project's corpus unpacks to what its table of contents says; the table of open sets is well-formed."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
from collections import Counter
from dataclasses import replace

import pytest
from wlmodel import corpus
from wlmodel.settings import LOCALES

from wirelocalize.errors import DataError


@pytest.fixture(scope="module")
def parts():
    return corpus.authored()


def test_the_corpus_unpacks_to_its_counts(parts):
    sentences = sum(len(rows) for name, rows in parts.items() if not name.startswith("lexicon_"))
    lexicon = sum(len(rows) for name, rows in parts.items() if name.startswith("lexicon_"))
    assert len(parts) == 44
    assert sentences == 28_996
    assert lexicon == 15_132
    assert len(corpus.authored_dev()) == 1_445


def test_every_row_has_english_and_three_translations(parts):
    for rows in parts.values():
        for row in rows:
            assert row.english.strip()
            assert len(row.translations) == len(LOCALES)
            assert all(cell.strip() for cell in row.translations)


def test_no_held_out_row_is_in_the_corpus(parts):
    known = {row.english for rows in parts.values() for row in rows}
    assert not [row.english for row in corpus.authored_dev() if row.english in known]


def test_a_damaged_corpus_is_refused(tmp_path):
    for name in ("authored.tar.xz", "authored_dev.tsv.xz", "contents.tsv"):
        shutil.copy(corpus.CORPUS / name, tmp_path / name)
    table = (tmp_path / "contents.tsv").read_text(encoding="utf-8")
    digest = corpus.contents(tmp_path)["core.tsv"][1]
    (tmp_path / "contents.tsv").write_text(table.replace(digest, "0" * 64), encoding="utf-8")
    with pytest.raises(DataError, match=r"core\.tsv is not as contents\.tsv says"):
        corpus.authored(tmp_path)
    (tmp_path / "authored.tar.xz").write_bytes((tmp_path / "authored.tar.xz").read_bytes()[:5000])
    with pytest.raises(DataError):
        corpus.authored(tmp_path)


def test_the_table_of_sources_is_well_formed():
    known = corpus.sources()
    assert len(known) > 100
    assert max(Counter(source.file for source in known).values()) == 1
    assert max(Counter((source.name, source.locale, source.role) for source in known).values()) == 1
    for source in known:
        assert re.fullmatch(r"[0-9a-f]{64}", source.sha256), source.ident
        assert source.pairs > 0
        assert source.repository
        assert source.licence
        assert ".." not in source.file
        assert not source.file.startswith("/")


def test_sources_of_interface_strings_name_their_repositories():
    rows = (corpus.HOME / "sources_l10n.tsv").read_text(encoding="utf-8").splitlines()
    families = {line.split("\t")[3] for line in rows[1:]}
    wanted = {s.name.removeprefix("l10n-") for s in corpus.sources() if s.repository == "sources_l10n.tsv"}
    assert wanted <= families
    assert all(re.fullmatch(r"[0-9a-f]{40}", line.split("\t")[1]) for line in rows[1:])


def test_an_open_set_is_read_only_if_it_is_the_recorded_one(tmp_path):
    data = gzip.compress("One.\tیک.\nTwo.\tدو.\n".encode())
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "x.fa.tsv.gz").write_bytes(data)
    known = replace(
        corpus.sources()[0], file="open/x.fa.tsv.gz", sha256=hashlib.sha256(data).hexdigest(), locale="fa"
    )
    assert corpus.open_set(known, tmp_path) == [("One.", "یک."), ("Two.", "دو.")]
    with pytest.raises(DataError, match=r"not the file that sources\.tsv names"):
        corpus.open_set(replace(known, sha256="0" * 64), tmp_path)
    with pytest.raises(DataError):
        corpus.open_set(replace(known, file="open/absent.tsv.gz"), tmp_path)
