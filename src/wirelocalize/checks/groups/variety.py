"""The right variety: Persian of Iran or Dari, Afghan Pashto."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Scope, Severity
from wirelocalize.checks.registry import DARI, IRANIAN, PASHTO, PERSIAN, case, cases, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirelocalize.checks.pair import Pair

_QUOTED = re.compile(r"«[^»]*»")
_SUFFIX = "(?:\u200c?ها(?:ی|یی)?|\u200c(?:ی|اش|شان|ام|ای)|ی)?"
_IRANIAN_IN_DARI = re.compile(
    rf"(?<![\w\u200c])(?:پلیس|بیمارستان|فرودگاه|استاندار|استانداری|شهرستان|دادستان|دادستانی|داروخانه|بلیت|"
    rf"دلار|اتوبوس|"
    rf"خاورمیانه|سازمان جهانی بهداشت|وزارت بهداشت|وزارت کشور|وزارت دادگستری|آموزش و پرورش|دادگستری|"
    rf"شهرداری تهران|رایانه|"
    rf"ژاپن|نروژ|سوئد|سوئیس|بلژیک|لهستان|کره شمالی|کره جنوبی|واکسن){_SUFFIX}(?![\w\u200c])"
)
_PROPER = re.compile(
    r"(?:سپاه|نیروی انتظامی|خبرگزاری|روزنامه|ارتش|پلیس (?:ایران|تهران|اخلاق|فتا)|فرودگاه (?:امام|مهرآباد|"
    r"مشهد)|شهرستان [^\s]+ (?:ایران|در ایران)|شهرداری تهران)[^،.؛]*"
)
_IRAN = re.compile(
    r"\bIran|\bCounty\b|Shahristan|Tehran|Isfahan|Mashhad|Tabriz|Shiraz|Qom\b|Khuzestan|Sistan|Kurdistan|"
    r"Khamenei|Raisi|Pezeshkian",
    re.IGNORECASE,
)


@rule(
    "iranian-term-in-dari",
    Severity.WARNING,
    reason="Dari has its own words: پولیس, شفاخانه, میدان هوایی, والی, ولسوالی, سارنوال, دالر, شرق میانه. "
    "Names of Iranian bodies keep theirs.",
    evidence="Term base of 484 rows; e.g. پولیس in 46 of 46 and شفاخانه in 62 of 63 professionally "
    "translated sentences.",
    languages=DARI,
    catch=[case("fa_AF", "the Kabul police", "پلیس کابل"), case("fa_AF", "5 dollars", "۵ دلار")],
    spare=[
        case("fa_AF", "Police in the hospital", "پولیس در شفاخانه"),
        case("fa_AF", "Police in Tehran", "پلیس تهران"),
        case("fa_AF", "The paper “…” said", "«پلیس» نام فلم است"),
    ],
)
def iranian_term_in_dari(pair: Pair) -> Iterator[Hit]:
    """A word of Iranian Persian for which Dari has its own."""
    if not _IRAN.search(pair.source):
        yield from pair.search(_IRANIAN_IN_DARI, "«{}» is the Iranian word", _QUOTED.sub(" ", pair.prose))


_AFGHAN_IN_PERSIAN = re.compile(
    r"(?<![\w\u200c])(?:شفاخانه|پوهنتون|پوهنځی|طیاره|میدان هوایی|پولیس|محکمه|موتر|سرک|څارنوال|سارنوال|داکتر|"
    r"دالر|فیصد|رخصتی|اطفائیه|"
    r"ملیون|ملیارد|لیسه|محصل|محصلان|دوسیه|قوماندان|تذکره|بایسکل|هوتل|انترنت|کمپیوتر|تکت)(?![\w\u200c])"
)
_AFGHAN_WORDS = frozenset(re.findall(r"[^\W\d_]+", _AFGHAN_IN_PERSIAN.pattern))
_AFGHAN = re.compile(
    r"Afghan|Kabul|Herat|Kandahar|Taliban|Balkh|Mazar|Bamyan|Bamiyan|Dari|Nangarhar|Helmand|Kunduz|Ghazni|"
    r"Pashto",
    re.IGNORECASE,
)


@rule(
    "afghan-term-in-persian",
    Severity.WARNING,
    reason="Iranian readers expect بیمارستان, دانشگاه, پلیس, فرودگاه. Afghan titles and bodies keep their "
    "names (والی هرات).",
    evidence="Term base of 484 rows; no hit in 1,997 professionally translated newspaper sentences.",
    languages=IRANIAN,
    catch=[case("fa", "in hospital", "در شفاخانه"), case("fa", "2 million", "۲ ملیون")],
    spare=[
        case("fa", "the Guardianship and the Paghman district", "ولایت فقیه و ولسوالی پغمان"),
        case("fa", "Kabul University", "پوهنتون کابل"),
    ],
)
def afghan_term_in_persian(pair: Pair) -> Iterator[Hit]:
    """A word of Dari for which Iranian Persian has its own."""
    if not _AFGHAN_WORDS.isdisjoint(pair.vocabulary) and not _AFGHAN.search(pair.source):
        yield from pair.search(_AFGHAN_IN_PERSIAN, "«{}» is the Afghan word", _QUOTED.sub(" ", pair.prose))


_DARI_MARKS = re.compile(
    r"(?<![\w\u200c])(?:ولایت|ولسوالی|شفاخانه|پولیس|دالر|ملیون|ملیارد|محکمه|موتر|سرک|حکومت|معاش|فیصد|داکتر|"
    r"صنف|مکتب|مکاتب|محصل\w*|پوهنتون|صحت|صحی|"
    r"طفل|اطفال|نفوس|باشنده\w*|سرحد\w*|طیاره|میدان هوایی|اعلان|امریکا\w*|دوسیه|والی|فابریکه|خانواده|"
    r"کارمندان|اوسط|بلند|گپ|بوت|قریه|زراعت|پروگرام|پلان|کمپاین|لیسه|شرق میانه|چوکی|دهقان\w*|برعلاوه|تن|نرس|"
    r"تذکره|استند|اند)(?![\w\u200c])"
)
_IRANIAN_MARKS = re.compile(
    r"(?<![\w\u200c])(?:استان|شهرستان|بیمارستان|پلیس|دلار|دادگاه|خودرو|خیابان|دولت|حقوق|پزشک\w*|کلاس|مدرسه|"
    r"مدارس|دانشجو\w*|دانشگاه|بهداشت|بهداشتی|"
    r"کودک\w*|جمعیت|ساکن\w*|مرز\w*|هواپیما|فرودگاه|اعلام|آمریکا\w*|پرونده|استاندار|کارخانه|میانگین|روستا\w*|"
    r"کشاورز\w*|برنامه|کارزار|دبیرستان|خاورمیانه|صندلی|افزون|پرستار|شناسنامه|هستند|نفر)(?![\w\u200c])"
)


@rule(
    "whole-text-variety",
    Severity.WARNING,
    reason="An article whose words are mostly those of the other variety was made for other readers, or by "
    "an engine for them.",
    evidence="Right on 88 of 99 Iranian and 75 of 99 Dari passages of twenty sentences; only clear cases "
    "are shown.",
    languages=PERSIAN,
    scope=Scope.ARTICLE,
    catch=[
        cases(
            "fa_AF",
            *[("The hospital police", "پلیس بیمارستان استان اعلام کرد دانشگاه دولت آمریکا پرونده دارد")] * 10,
        ),
    ],
    spare=[
        cases("fa_AF", *[("The hospital police", "پولیس شفاخانهٔ ولایت اعلان کرد")] * 10),
        cases("fa_AF", ("The police", "پلیس تهران")),
    ],
)
def whole_text_variety(pairs: Sequence[Pair]) -> Iterator[Hit]:
    """Ten units or more use the words of the other variety almost only."""
    if len(pairs) < 10:
        return
    text = "\n".join(pair.prose for pair in pairs)
    source = "\n".join(pair.source for pair in pairs)
    dari, iranian = len(_DARI_MARKS.findall(text)), len(_IRANIAN_MARKS.findall(text))
    own, other = (dari, iranian) if pairs[0].language.code in DARI else (iranian, dari)
    about_other = (_IRAN if pairs[0].language.code in DARI else _AFGHAN).search(source)
    if other >= 12 and other > (6 if about_other else 4) * own:
        name = "Iranian Persian" if pairs[0].language.code in DARI else "Dari"
        yield Hit(f"the text reads as {name}: {other} of its words, {own} of the right variety")


_PLACES = (
    "کابل|هرات|کندهار|بلخ|مزار شریف|تهران|اسلام اباد|اسلام آباد|پېښور|ننګرهار|جلال اباد|غزني|کندز|"
    "بامیان|لندن|واشنګټن|ډیلي|مسکو|پاریس|برلین"
)
_PREPOSITION = re.compile(
    rf"(?<![\w\u200c])په (?:{_PLACES})(?: ښار| ولایت)?(?![\w\u200c])((?: [^\W\d_][\w\u200c]*){{0,8}})"
)


@rule(
    "circumposition",
    Severity.INFO,
    reason="Pashto says په کابل کې: the second half of the preposition must follow.",
    evidence="W3C Pashto script notes and grammar; only places are checked.",
    languages=PASHTO,
    catch=[case("ps", "It appeared in Kabul.", "دا نښې په کابل څرګندې شوې ډېر خلک راغلل او ولاړل بېرته.")],
    spare=[
        case("ps", "It appeared in Kabul.", "دا په کابل کې څرګنده شوه."),
        case("ps", "Kabul and Herat", "په کابل او هرات کې"),
    ],
)
def circumposition(pair: Pair) -> Iterator[Hit]:
    """«په» and a place without «کې»."""
    if "په " not in pair.prose:
        return
    for match in _PREPOSITION.finditer(pair.prose):
        after = match[1].split()
        if len(after) >= 6 and not {
            "کې",
            "کي",
            "کښې",
            "باندې",
            "سره",
            "پورې",
            "ترڅ",
            "اړه",
            "ګډون",
            "نوم",
            "ګاډي",
            "نامه",
            "دننه",
        } & set(after):
            yield Hit("«په» and a place want «کې» after them", match.group().strip()[:40])
            return
