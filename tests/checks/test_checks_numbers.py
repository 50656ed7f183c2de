"""Numbers: what is the same figure, and what is not."""

from __future__ import annotations

import pytest

from wirelocalize import checks

SAME = [
    ("fa", "1,234 people", "۱٬۲۳۴ نفر"),
    ("fa", "1,234 people", "۱۲۳۴ نفر"),
    ("fa", "1,234 people", "هزار و دویست و سی و چهار نفر"),
    ("fa", "It cost 2.7 million.", "۲ میلیون و ۷۰۰ هزار هزینه داشت."),
    ("fa", "$3bn and 40k", "۳ میلیارد دلار و ۴۰ هزار"),
    ("fa", "10 to 15 million people", "ده تا پانزده میلیون نفر"),
    ("fa", "thirty-two pilgrims", "سی‌ودو زائر"),
    ("fa", "half a million settlers and a quarter of a million more", "نیم میلیون شهرک‌نشین و ۲۵۰ هزار دیگر"),
    ("fa", "a million and a half Afghans", "یک و نیم میلیون افغان"),
    ("fa", "32 trillion tomans", "۳۲ هزار میلیارد تومان"),
    ("fa", "at 11.20 on Friday", "ساعت ۱۱:۲۰ جمعه"),
    ("fa", "at 9 pm", "ساعت ۲۱"),
    ("fa", "at 8:30 p.m.", "ساعت هشت و نیم شب"),
    ("fa", "the mid-1990s", "میانهٔ دههٔ ۱۹۹۰"),
    ("fa", "the '90s and the 1980s", "دهه‌های ۹۰ و ۸۰"),
    ("fa", "on 14 February", "۲۵ بهمن"),
    ("fa", "on January 31, 2024", "۱۱ بهمن ۱۴۰۲ (۳۱ ژانویه ۲۰۲۴)"),
    ("fa", "in 2019-20", "در ۲۰۱۹ و ۲۰۲۰"),
    ("fa", "the 9/11 attacks", "حملات ۱۱ سپتامبر"),
    ("fa", "call 0800 552 100", "با ۰۸۰۰۵۵۲۱۰۰ تماس بگیرید"),
    ("fa", "the F-16 and the A320", "اف-۱۶ و ایرباس آ۳۲۰"),
    ("fa", "No. 5 seed, 3-1", "نفر ۵، سه بر یک"),
    ("fa", "at 100 miles an hour", "با سرعت ۱۶۰ کیلومتر در ساعت"),
    ("fa", "She is 5 feet 10 inches tall.", "قد او ۱۷۸ سانتی‌متر است."),
    ("fa", "two-thirds of voters", "۲/۳ رأی‌دهندگان"),
    ("fa", "the twenty-first century", "قرن بیست‌ویکم"),
    ("fa", "4.5 percent", "۴/۵ درصد"),
    ("fa", "The 49ers won.", "فورتی‌ناینرز برنده شد."),
    ("fa", "aged eighty-four", "در هشتادوچهارسالگی"),
    ("fa_AF", "2 million and 500 people", "دو ملیون و پنجصد تن"),
    ("fa_AF", "200 houses", "دوصد خانه"),
    ("ps", "thirty-two people", "دوه دېرش کسان"),
    ("ps", "forty-one seconds", "یوڅلوېښت ثانیې"),
    ("ps", "300,000 soldiers", "درې سوه زره سرتېري"),
    ("ps", "1.4 million", "یو میلیون او څلور سوه زره"),
    ("ps", "1.5 million", "یو نیم میلیون"),
    ("ps", "the 80th anniversary", "اتیایمه کلیزه"),
    ("ps", "on the 16th", "په ۱۶مه"),
    ("ps", "three million Iranians", "درېیو میلیونو ایرانیانو"),
    ("ps", "25 girls", "٢٥ نجونې"),
    ("ps", "two new drugs", "دوه نوي درمل"),
]

DIFFERENT = [
    ("fa", "12 people", "۲۱ نفر"),
    ("fa", "1,234 people", "۱۲٬۳۴۰ نفر"),
    ("fa", "2.7 million", "۲۷ میلیون"),
    ("fa", "5 million", "۵ میلیارد"),
    ("fa", "5 million", "۵ هزار"),
    ("fa", "thirty-two pilgrims", "سی‌وسه زائر"),
    ("fa", "at 9 pm", "ساعت ۲۲"),
    ("fa", "on 14 February", "۲۷ بهمن"),
    ("fa", "the 1990s", "دههٔ ۱۹۸۰"),
    ("fa", "at 100 miles an hour", "با سرعت ۲۶۰ کیلومتر در ساعت"),
    ("fa", "call 0800 552 100", "با ۰۸۰۰۵۵۲۱۰۱ تماس بگیرید"),
    ("fa_AF", "In 1968", "در ۱۹۸۶"),
    ("fa_AF", "2.8 percent", "۸.۲ فیصد"),
    ("ps", "37 others", "39 نور"),
    ("ps", "3.5 million dollars", "۳٫۵ میلیارده ډالره"),
    ("ps", "fifty houses", "شپېته کورونه"),
]


@pytest.mark.parametrize(("language", "source", "target"), SAME)
def test_the_same_figure_however_it_is_written(language, source, target):
    assert checks.check_pair(source, target, language, select=("figures",), ignore=("percent-lost",)) == []


@pytest.mark.parametrize(("language", "source", "target"), DIFFERENT)
def test_another_figure_is_an_error(language, source, target):
    assert "number-mismatch" in {finding.rule for finding in checks.check_pair(source, target, language)}


def test_numbers_in_addresses_and_names_are_not_compared():
    source = "See https://example.org/2024/05 and the SARS-CoV-2 page of {count} users."
    target = "https://example.org/2024/05 و صفحهٔ SARS-CoV-2 با {count} کاربر را ببینید."
    assert checks.check_pair(source, target, "fa", select=("figures",)) == []
