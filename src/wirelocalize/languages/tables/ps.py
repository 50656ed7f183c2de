"""Pashto as written in Afghan news.

Nothing here comes from Persian rules: ي, ی, ې, ۍ and ئ are five letters that carry meaning, and the
zero-width non-joiner is not part of the orthography. Sources: Unicode CLDR 47 (letters, digits), the tables
of public broadcasters (months, order of dates, «» as quotation marks), W3C notes on the Arabic script for
Pashto. CLDR's weekdays are not those of news, which uses the شنبه set.
"""

from __future__ import annotations

from wirelocalize.languages.model import DateStyle, Language, Months, words

LANGUAGE = Language(
    code="ps",
    bcp47="ps",
    name="Pashto",
    native_name="پښتو",
    aliases=frozenset(
        {"ps-af", "ps-arab", "pbt", "pbt-arab", "pbu", "pst", "pus", "pashto", "pushto", "پښتو"}
    ),
    engine_codes={
        "nllb": "pbt_Arab",
        "m2m100": "ps",
        "mbart50": "ps_AF",
        "madlad": "<2ps>",
        "opus": ">>pus<<",
        "starter": "ps",
    },
    plural_forms="nplurals=2; plural=(n != 1);",
    digits="۰۱۲۳۴۵۶۷۸۹",
    conjunction="او",
    solar=Months(
        ("وری", "غویی", "غبرګولی", "چنګاښ", "زمری", "وږی", "تله", "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب"),
        oblique=(
            "وري",
            "غویي",
            "غبرګولي",
            "چنګاښ",
            "زمري",
            "وږي",
            "تلې",
            "لړم",
            "لیندۍ",
            "مرغومي",
            "سلواغې",
            "کب",
        ),
        variants=((), ("غوایی", "غوايي"), (), (), (), (), (), (), ("لیندې",), (), (), ()),
    ),
    gregorian=Months(
        (
            "جنوري",
            "فبروري",
            "مارچ",
            "اپریل",
            "می",
            "جون",
            "جولای",
            "اګست",
            "سپتمبر",
            "اکتوبر",
            "نومبر",
            "ډیسمبر",
        ),
        variants=(
            ("جنورۍ",),
            ("فبرورۍ", "فېبروري"),
            (),
            ("اپرېل", "اپريل"),
            ("مۍ", "مې", "مي", "مئ"),
            (),
            ("جولاي", "جولاې"),
            ("آګست", "اګسټ"),
            ("سپټمبر", "سېپتمبر"),
            ("اکټوبر",),
            (),
            ("ډسمبر", "دسمبر", "ډېسمبر", "دیسمبر"),
        ),
    ),
    weekdays=("دوشنبه", "سه شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    weekdays_oblique=("دوشنبې", "سه شنبې", "چهارشنبې", "پنجشنبې", "جمعې", "شنبې", "یکشنبې"),
    timezone="Asia/Kabul",
    alphabet=frozenset("ءآأؤئابپتټثجچځڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهيیېۍةۀ"),
    function_words=frozenset(
        words(
            "د په چې کې ته له دی دي ده یې او پر تر هم یو یوه سره خو به وه و کړ کړی کړې کړه شوی شو "
            "شول دا هغه خپل خپله خپلو څخه لپاره کوي کړل وویل وي باندې هغو دې لري پورې"
        )
    ),
    dates=DateStyle(
        running="د {year} کال د {month} {day}مه",
        forms=(
            # د ۲۰۲۴ کال د جولای پر ۵مه · د ۲۰۲۴ د جولای ۵ · د ۲۰۲۴م کال د مې په درېیمه
            (
                r"(?:د\s)?{year}م?(?:\s(?:زېږدیز\s)?کال)?(?:\sد)?\s{month}"
                r"\s(?P<linker>(?:په|پر|تر|له|د)\s)?{day}(?:\s?(?:مه|مې|م)(?!\w))?"
            ),
            # په ۲۳ مارچ ۲۰۲۰
            r"{day}(?:مه|مې|م)?\s(?:د\s)?{month},?\s{year}(?P<era>\sمیلادي|\s?م(?!\w))?",
            # د اکتوبر په ۲۳، ۱۹۲۹: the English order, from engines
            r"{month}\s(?P<linker>(?:په|پر|تر|له)\s)?{day}(?:مه|مې)?\s?,\s?{year}",
        ),
        range_words=("تر", "او", "یا", "نه"),
        governors=("د", "په", "پر", "تر", "له"),
        equals=("چې له", "برابر له", "مطابق"),
        solar_eras=("لمریز کال", "لمریز", "ه لمریز کال", "ه.ل", "هـ ل", "هجري لمریز"),
    ),
    foreign_letters=frozenset("گےہںھٹڈڑ"),
    letter_map={"\u0643": "ک", "\u06aa": "ک", "\u0649": "ی", "\u06d4": "."},
    unquoted_letter_map={"گ": "ګ", "\u06ad": "ګ", "\u06be": "ه", "\u06c1": "ه", "\u06d5": "ه"},
    percent_word="سلنه",
    currencies={
        "USD": "ډالر",
        "EUR": "یورو",
        "GBP": "پونډه",
        "IRR": "ایراني ریاله",
        "IRT": "تومنه",
        "AFN": "افغانۍ",
        "PKR": "پاکستانۍ روپۍ",
        "INR": "هندي روپۍ",
        "AED": "درهمه",
        "TRY": "ترکي لیرې",
        "RUB": "روبله",
        "CNY": "یوانه",
        "JPY": "ینه",
        "CHF": "سویسي فرانکه",
        "CAD": "کاناډایي ډالر",
        "AUD": "اسټرالیايي ډالر",
        "SAR": "سعودي ریاله",
        "IQD": "عراقي دیناره",
    },
    ordinals=(
        "لومړۍ",
        "دویمه",
        "درېیمه",
        "څلورمه",
        "پنځمه",
        "شپږمه",
        "اوومه",
        "اتمه",
        "نهمه",
        "لسمه",
        "یوولسمه",
        "دولسمه",
        "دیارلسمه",
        "څوارلسمه",
        "پنځلسمه",
        "شپاړسمه",
        "اوولسمه",
        "اتلسمه",
        "نولسمه",
        "شلمه",
        "یوویشتمه",
        "دوه ویشتمه/دوه‌ویشتمه/دوویشتمه",
        "درویشتمه",
        "څلېرویشتمه/څلورویشتمه",
        "پنځه ویشتمه/پنځه‌ویشتمه/پنځویشتمه",
        "شپږویشتمه",
        "اووه ویشتمه/اوه ویشتمه/اوه‌ویشتمه/اوویشتمه",
        "اته ویشتمه/اته‌ویشتمه/اتویشتمه",
        "نهه ویشتمه/نهه‌ویشتمه/نه ویشتمه",
        "دېرشمه",
        "یودېرشمه/یو دېرشمه",
    ),
    scale_words=words("زره میلیونه میلیون ملیونه ملیون میلیارده میلیارد ملیارده ملیارد سلنه"),
    number_units=words("کاله کسان"),
)
