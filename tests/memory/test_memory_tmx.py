"""TMX: other tools' files are read, ours are read by others, nobody is named, hostile files are refused."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.errors import DataError
from wirelocalize.memory import MemoryUnit, read_tmx, write_tmx

OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="6.0"
    segtype="sentence" srclang="en"/>
  <body>
<!-- Default translations -->
    <tu>
      <tuv xml:lang="en"><seg>Read <bpt i="0" x="0">&lt;g0&gt;</bpt>this<ept i="0">&lt;/g0&gt;</ept> now.</seg></tuv>
      <tuv xml:lang="FA-AF" changeid="farid" changedate="20210706T083000Z" creationid="farid"
        creationdate="20200101T000000Z">
        <seg>اکنون <bpt i="0" x="0">&lt;g0&gt;</bpt>این<ept i="0">&lt;/g0&gt;</ept> را بخوانید.</seg>
      </tuv>
    </tu>
<!-- Alternative translations -->
    <tu>
      <prop type="file">a.po</prop><prop type="id">paragraph</prop>
      <tuv lang="en-US"><seg>Bold <ph x="1">&lt;b&gt;</ph>word<ph>&lt;/b&gt;</ph>, <hi type="x">kept</hi>, <it
        pos="begin">{\\b </it>and <ut>\\par</ut>a<ph>[note: <sub>dropped</sub>]</ph>.</seg></tuv>
      <tuv lang="pbt"><seg>RLMکلمهLRM</seg></tuv>
      <tuv lang="de"><seg>Wort</seg></tuv>
    </tu>
    <tu><tuv xml:lang="en"><seg>Untranslated</seg></tuv><tuv xml:lang="fa"><seg> </seg></tuv></tu>
    <tu><tuv xml:lang="de"><seg>Kein Englisch</seg></tuv><tuv xml:lang="fa"><seg>متن</seg></tuv></tu>
  </body>
</tmx>""".replace("RLM", "\u200f").replace("LRM", "\u200e")


def load(tmp_path, text, name="m.tmx"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_tmx(path))


def test_another_tools_file_is_read_without_its_codes_and_marks(tmp_path):
    first, second = load(tmp_path, OMEGAT)
    assert first == MemoryUnit(
        "fa_AF", "Read this now.", "اکنون این را بخوانید.", "", "m.tmx", "2021-07-06T08:30:00Z"
    )
    assert second.source == "Bold <b>word</b>, kept, and a."
    assert (second.locale, second.target) == ("ps", "کلمه")


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("fa", "fa"), ("FA-IR", "fa"), ("fas", "fa"), ("pes", "fa"), ("prs", "fa_AF"), ("fa_AF", "fa_AF"),
        ("fa-AF", "fa_AF"), ("ps", "ps"), ("pus", "ps"), ("pbt", "ps"), ("ps-PK", "ps"), ("ur", None), ("", None),
    ],
)  # fmt: skip
def test_language_codes_of_every_habit_are_known(tmp_path, tag, locale):
    text = (
        f'<tmx><tu><tuv xml:lang="EN"><seg>A</seg></tuv><tuv xml:lang="{tag}"><seg>ب</seg></tuv></tu></tmx>'
    )
    assert [unit.locale for unit in load(tmp_path, text)] == ([locale] if locale else [])


def test_the_source_language_variant_is_taken_where_there_are_two(tmp_path):
    text = (
        '<tmx><header srclang="en-GB"/><body><tu><tuv xml:lang="en-US"><seg>color</seg></tuv>'
        '<tuv xml:lang="en-GB"><seg>colour</seg></tuv><tuv xml:lang="fa"><seg>رنگ</seg></tuv></tu></body></tmx>'
    )
    assert load(tmp_path, text)[0].source == "colour"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_encodings_of_windows_tools_are_read(tmp_path, encoding):
    data = OMEGAT.replace('encoding="UTF-8"', 'encoding="UTF-16"' if "16" in encoding else 'encoding="UTF-8"')
    raw = ("\ufeff" if encoding == "utf-16-le" else "") + data
    assert len(load(tmp_path, raw.encode(encoding))) == 2


UNITS = [
    MemoryUnit(
        "fa",
        'A <b>bold</b> & *short* "text"',
        "متن <b>پررنگ</b> & «کوتاه»",
        "headline",
        "a",
        "2021-07-06T08:00:00Z",
        "Farid",
    ),
    MemoryUnit("fa_AF", "Two\nlines", "دو\nسطر", "", "b", "", "Farid"),
    MemoryUnit("ps", "The end", "پای", "paragraph", "2021/c"),
]  # fmt: skip


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "out.tmx"
    assert write_tmx(path, [*UNITS, UNITS[0]]) == 3
    again = list(read_tmx(path))
    assert [(u.locale, u.source, u.target, u.context, u.when) for u in again] == [
        (u.locale, u.source, u.target, u.context, u.when) for u in UNITS
    ]
    assert {u.origin for u in again} == {"out.tmx"}


def test_nobody_is_named_unless_asked_for(tmp_path):
    path = tmp_path / "out.tmx"
    write_tmx(path, UNITS)
    assert "Farid" not in path.read_text(encoding="utf-8")
    write_tmx(path, UNITS, people=True)
    assert path.read_text(encoding="utf-8").count('changeid="Farid"') == 2


def test_the_form_is_that_of_tmx_1_4b(tmp_path):
    path = tmp_path / "out.tmx"
    write_tmx(path, UNITS)
    root = ElementTree.parse(path).getroot()
    header = root.find("header")
    assert root.get("version") == "1.4"
    assert set(header.attrib) >= {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype",
    }  # fmt: skip
    tags = {tuv.get("{http://www.w3.org/XML/1998/namespace}lang") for tuv in root.iter("tuv")}
    assert tags == {"en", "fa", "fa-AF", "ps"}


def test_directional_noise_and_what_xml_cannot_hold_is_left_out(tmp_path):
    path = tmp_path / "out.tmx"
    write_tmx(path, [MemoryUnit("fa", "a\u200eb\x00c\x1b", "\u202bمی\u200cرود\u202c\u200f\ufffe")])
    (unit,) = read_tmx(path)
    assert (unit.source, unit.target) == ("abc", "می\u200cرود")


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_any_text_makes_a_file_that_can_be_read(tmp_path_factory, pairs):
    path = tmp_path_factory.mktemp("tmx") / "x.tmx"
    write_tmx(path, [MemoryUnit("ps", source, target, "note") for source, target in pairs])
    assert len(list(read_tmx(path))) <= len(pairs)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('<!DOCTYPE tmx [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><tmx>&b;</tmx>', "entity"),
        ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx><body>&x;</body></tmx>', "entity"),
        ("<xliff/>", "root element is <xliff>"),
        ("<tmx><body><tu></body></tmx>", "not well-formed"),
        ("<tmx>" + "<a>" * 100, "nested deeper"),
        ('<tmx><tu><tuv xml:lang="en"><seg>' + "x" * 1_100_000 + "</seg></tuv></tu></tmx>", "longer than"),
        (b"\xff\xfe\xff", "not well-formed"),
        ('<?xml version="1.0" encoding="x-nonsense"?><tmx/>', "not well-formed|unknown encoding"),
    ],
)
def test_hostile_and_broken_files_are_refused(tmp_path, text, says):
    with pytest.raises(DataError, match=says):
        load(tmp_path, text)


def test_an_external_dtd_is_not_fetched_and_a_fault_names_its_line(tmp_path):
    with pytest.raises(DataError) as caught:
        load(tmp_path, '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/x.dtd">\n<tmx>\n<body>\n</tmx>')
    assert caught.value.line == 4


def test_a_large_file_is_read_as_a_stream(tmp_path):
    path = tmp_path / "large.tmx"
    write_tmx(path, (MemoryUnit("fa", f"Sentence {n} of a long file.", "جمله") for n in range(20_000)))
    units = read_tmx(path)
    assert next(units).source == "Sentence 0 of a long file."
    assert sum(1 for _ in units) == 19_999


def test_translate_toolkit_reads_what_we_write(tmp_path):
    python = os.environ.get("WIRELOCALIZE_TRANSLATE_TOOLKIT", "")
    if not python or not Path(python).exists():
        pytest.skip("WIRELOCALIZE_TRANSLATE_TOOLKIT does not name a Python with translate-toolkit")
    write_tmx(tmp_path / "out.tmx", UNITS)
    code = (
        "import sys, json; from translate.storage import tmx; s = tmx.tmxfile.parsefile(sys.argv[1]);"
        "print(json.dumps([[u.source, u.target] for u in s.units]))"
    )
    done = subprocess.run(
        [python, "-c", code, str(tmp_path / "out.tmx")], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [[u.source, u.target] for u in UNITS]
