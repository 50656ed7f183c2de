"""TBX of both editions and of other tools is read; hostile XML is refused; what we write, others read."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from wirelocalize.errors import DataError
from wirelocalize.glossary import Form, Glossary, Term, Use, starter

MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
 <martifHeader><fileDesc><sourceDesc><p>A glossary</p></sourceDesc></fileDesc></martifHeader>
 <text><body>
  <termEntry id="1"><descrip type="subjectField">law</descrip><note>at first mention</note>
   <langSet xml:lang="en-GB"><tig><term>Supreme  Court</term></tig></langSet>
   <langSet xml:lang="prs"><ntig><termGrp><term>ستره محکمه</term></termGrp></ntig>
     <tig><term>دیوان عالی</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
   </langSet>
   <langSet xml:lang="de"><tig><term>Oberster Gerichtshof</term></tig></langSet>
  </termEntry>
  <termEntry><langSet xml:lang="en"><tig><term>only English</term></tig></langSet></termEntry>
 </body></text>
</martif>"""

DCA_2019 = """<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
 <tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
 <text><body><conceptEntry id="c1">
   <descripGrp><descrip type="subjectField">conflict</descrip></descripGrp>
   <langSec xml:lang="en"><termSec><term>ceasefire</term></termSec><termSec><term>truce</term></termSec></langSec>
   <langSec xml:lang="pus"><termSec><term>سوله</term></termSec>
     <termSec><term>اوربند</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
   </langSec></conceptEntry></body></text>
</tbx>"""


def load(tmp_path, text, name="t.tbx"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Glossary.load(path)


def test_martif_of_other_tools_is_read(tmp_path):
    (term,) = load(tmp_path, MARTIF).terms
    assert term.english == "Supreme Court"
    assert term.translations == {"fa_AF": (Form("ستره محکمه"),)}
    assert term.forbidden == {"fa_AF": ("دیوان عالی",)}
    assert (term.domain, term.note) == ("law", "at first mention")


def test_iso_30042_2019_is_read_and_the_preferred_term_comes_first(tmp_path):
    (term,) = load(tmp_path, DCA_2019).terms
    assert term.english == "ceasefire / truce"
    assert term.translations == {"ps": (Form("اوربند"), Form("سوله"))}
    assert term.domain == "conflict"


def test_utf_16_is_read(tmp_path):
    assert len(load(tmp_path, MARTIF.replace("UTF-8", "UTF-16").encode("utf-16"))) == 1


def test_the_starter_glossary_survives_with_senses_uses_and_remarks(tmp_path):
    first = load(tmp_path, starter(), "g.tsv")
    first.save(tmp_path / "out.tbx")
    again = Glossary.load(tmp_path / "out.tbx")
    assert len(again) == len(first)
    for a, b in zip(first.terms, again.terms, strict=True):
        assert (a.translations, a.forbidden, a.use, a.domain, a.note, a.source) == (
            b.translations, b.forbidden, b.use, b.domain, b.note, b.source,
        )  # fmt: skip
    text = "The Revolutionary Guards and a governor, residents of Kabul's districts."
    assert [h.text for h in first.find(text, "ps")] == [h.text for h in again.find(text, "ps")]


def test_signs_of_xml_in_terms_are_escaped(tmp_path):
    term = Term('R&D <lab> "x"', {"fa": (Form("ت<ح>قیق & 'توسعه'"),)}, note="a & b <c>", use=Use.HINT)
    Glossary([term]).save(tmp_path / "x.tbx")
    (again,) = Glossary.load(tmp_path / "x.tbx").terms
    assert (again.english, again.translations, again.note) == (term.english, term.translations, term.note)


BOMB = '<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE martif [<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;]>'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BOMB + "<martif>&b;</martif>", "entity"),
        (EXTERNAL + "<martif>&x;</martif>", "entity"),
        (PARAMETER + "<martif/>", "entity"),
        ("<martif>" + "<a>" * 200, "nested deeper"),
        ("<html><body/></html>", "root element is <html>"),
        ("<martif><text>", "not well-formed"),
        ("", "not well-formed"),
        ("<martif/>", "no English term"),
        ("<martif><termEntry><note>" + "x" * 1_100_000 + "</note></termEntry></martif>", "longer than"),
    ],
)
def test_hostile_and_broken_files_are_refused(tmp_path, text, says):
    with pytest.raises(DataError, match=says) as caught:
        load(tmp_path, text)
    assert caught.value.path


def toolkit():
    """Python of an environment with Translate Toolkit (GPL: never imported here)."""
    python = os.environ.get("WIRELOCALIZE_TRANSLATE_TOOLKIT", "")
    if not python or not Path(python).exists():
        pytest.skip("WIRELOCALIZE_TRANSLATE_TOOLKIT does not name a Python with translate-toolkit")
    return python


def test_translate_toolkit_reads_what_we_write(tmp_path):
    python = toolkit()
    load(tmp_path, starter(), "g.tsv").save(tmp_path / "out.tbx")
    code = (
        "import sys; from translate.storage import tbx; s = tbx.tbxfile.parsefile(sys.argv[1]);"
        "u = [u for u in s.units if u.source == 'Guardian Council'];"
        "print(len(s.units), len(u), u[0].target)"
    )
    done = subprocess.run(
        [python, "-c", code, str(tmp_path / "out.tbx")], capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[:2] == ["489", "1"]
    assert "شورای نگهبان" in done.stdout
